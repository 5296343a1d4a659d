import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Barcode } from '@gigafibre/reader';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReaderOptions } from 'zxing-wasm/reader';
import type { Raster } from './raster.ts';

const OPTIONS: ReaderOptions = { formats: ['Code128', 'Code39', 'QRCode', 'DataMatrix', 'EAN-13', 'EAN-8'], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, tryDenoise: true, maxNumberOfSymbols: 16 };
/** Bars that lean more than this are read better when the picture is turned first. */
const LEANING = (2 * Math.PI) / 180;
const SMALL_SIDE = 1800;

let prepared: Promise<unknown> | undefined;

/** The engine's own build from the package, never one fetched from elsewhere. */
async function prepare(): Promise<unknown> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
}

const boxIn = (corners: readonly { x: number; y: number }[], width: number, height: number): Barcode['box'] => {
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const [xs, ys] = [corners.map(({ x }) => clamp(x / width)), corners.map(({ y }) => clamp(y / height))];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { page: 0, x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
};

/** @param isWhole the picture stands as it came, so that zones in it are zones of the picture. */
async function decode(image: Sharp, isWhole: boolean): Promise<Barcode[]> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const found = await readBarcodes({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' }, OPTIONS);
  return found.filter(({ isValid }) => isValid).map(({ format, text, position: { topLeft, topRight, bottomLeft, bottomRight } }) => ({ format, text: text.slice(0, 400), box: isWhole ? boxIn([topLeft, topRight, bottomLeft, bottomRight], width, height) : null }));
}

const merged = (all: readonly Barcode[]): Barcode[] => [...new Map(all.toReversed().map((barcode) => [`${barcode.format} ${barcode.text}`, barcode])).values()].toReversed();

const open = ({ data, width, height }: Raster): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

/** Every code in a picture as it is. */
export async function decodeBarcodes(raster: Raster): Promise<Barcode[]> {
  await (prepared ??= prepare());
  return merged(await decode(open(raster), true));
}

/**
 * The codes that show when the picture is turned upright and enlarged, with those found before.
 * @param tilt the lean of the text, in radians.
 */
export async function decodeBarcodesAgain(raster: Raster, tilt: number, found: readonly Barcode[]): Promise<Barcode[]> {
  const all = [...found];
  if (Math.abs(tilt) > LEANING) all.push(...(await decode(open(raster).rotate((-tilt * 180) / Math.PI, { background: '#888' }), false)));
  if (Math.max(raster.width, raster.height) < SMALL_SIDE) all.push(...(await decode(open(raster).resize({ width: raster.width * 2 }).greyscale().clahe({ width: 96, height: 96, maxSlope: 6 }).toColourspace('srgb'), true)));
  return merged(all);
}
