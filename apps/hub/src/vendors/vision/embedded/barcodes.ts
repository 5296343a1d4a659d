import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Barcode } from '@gigafibre/reader';
import { createScanner, openZxingEngine, qrEngine } from '@gigafibre/scan';
import type { Picture, PlacedRead, Scanner } from '@gigafibre/scan';
import sharp from 'sharp';
import type { Raster } from './raster.ts';

const PATIENCE_MS = 4000;
const LONGEST_TEXT = 400;

/** The codes of one label; what a later look finds adds up with the earlier. */
export interface LabelCodes {
  first(): Promise<Barcode[]>;
  /** @param tilt the lean of the label's lines, in radians clockwise. */
  closer(tilt: number): Promise<Barcode[]>;
}

let opened: Promise<Scanner> | undefined;

/** The scanner that phones run, with the engine's own build from the package and never one fetched from elsewhere. */
async function open(): Promise<Scanner> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return createScanner({ zxing: openZxingEngine({ bytes: new Uint8Array(wasm).buffer }), qr: qrEngine, now: () => performance.now(), patienceMs: PATIENCE_MS });
}

async function pictureOf({ data, width, height }: Raster): Promise<Picture> {
  const pixels = await sharp(data, { raw: { width, height, channels: 3 } }).ensureAlpha().raw().toBuffer();
  return { data: new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength), width, height };
}

const inside = (value: number): number => Math.min(1, Math.max(0, value));

function barcodeOf({ text, format, corners }: PlacedRead, { width, height }: Picture): Barcode {
  const [xs, ys] = [corners.map(({ x }) => inside(x / width)), corners.map(({ y }) => inside(y / height))];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { format, text: text.slice(0, LONGEST_TEXT), box: corners.length === 0 ? null : { page: 0, x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y } };
}

/** Looks for the codes in the picture of a label. */
export async function codesOf(raster: Raster): Promise<LabelCodes> {
  const picture = await pictureOf(raster);
  const survey = (await (opened ??= open())).label(picture);
  const placed = (reads: readonly PlacedRead[]): Barcode[] => reads.map((read) => barcodeOf(read, picture));
  return { first: async () => placed(await survey.first()), closer: async (tilt) => placed(await survey.closer((tilt * 180) / Math.PI)) };
}
