import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toBuffer } from 'bwip-js/node';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { unbent } from '../src/bend.ts';
import { createScanner, openZxingEngine, qrEngine, type Picture, type ScanFormat } from '../src/index.ts';

const build = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
const scanner = createScanner({ zxing: openZxingEngine({ bytes: build }), qr: qrEngine, now: () => 0 });

interface Shot {
  readonly bcid: string;
  readonly text: string;
  readonly turn?: number;
  readonly blur?: number;
  readonly width?: number;
  readonly inverted?: boolean;
}

/** A code on grey paper, laid down askew. */
async function shot({ bcid, text, turn = 0, blur = 0, width = 640, inverted = false }: Shot): Promise<Picture> {
  const code = sharp(await toBuffer({ bcid, text, scale: 4, height: 14, paddingwidth: 12, paddingheight: 12, backgroundcolor: 'ffffff' }));
  const laid = sharp(await code.rotate(turn, { background: '#999' }).resize({ width: Math.round(width * 0.6), height: Math.round(width * 0.6), fit: 'inside' }).toBuffer()).extend({ top: 60, bottom: 60, left: 80, right: 80, background: '#999' });
  const taken = sharp(await (blur > 0 ? laid.blur(blur) : laid).toBuffer());
  const { data, info } = await (inverted ? taken.negate({ alpha: false }) : taken).ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

describe('a photo of a code (R40)', { timeout: 60_000 }, () => {
  it.each<[ScanFormat, Shot]>([
    ['code-128', { bcid: 'code128', text: 'TPLG1A2B3C4D' }],
    ['code-39', { bcid: 'code39', text: 'XE75-0091' }],
    ['qr', { bcid: 'qrcode', text: 'WIFI:T:WPA;S:Maison;P:érable12;;' }],
    ['data-matrix', { bcid: 'datamatrix', text: '54504C471A2B3C4D' }],
    ['ean-13', { bcid: 'ean13', text: '0628000123453' }],
  ])('gives the text of a %s, upright, on its side and upside down', async (format, what) => {
    for (const turn of [0, 90, 180]) expect(await scanner.still(await shot({ ...what, turn }))).toEqual([{ text: what.text, format }]);
  });

  it('gives what is printed white on black, and what is out of focus', async () => {
    expect(await scanner.still(await shot({ bcid: 'qrcode', text: 'ZTEG00AA11BB', inverted: true }))).toEqual([{ text: 'ZTEG00AA11BB', format: 'qr' }]);
    expect(await scanner.still(await shot({ bcid: 'code128', text: 'ZTEG00AA11BB', blur: 1, width: 1000 }))).toEqual([{ text: 'ZTEG00AA11BB', format: 'code-128' }]);
  });

  it('gives bars that are light on dark, and bars that lean by any angle', async () => {
    for (const bcid of ['code128', 'code39', 'ean13']) {
      const text = bcid === 'ean13' ? '0628000123453' : 'XE75-0091';
      expect((await scanner.still(await shot({ bcid, text, inverted: true }))).map((read) => read.text)).toEqual([text]);
      expect((await scanner.still(await shot({ bcid, text, turn: 34, width: 900 }))).map((read) => read.text)).toEqual([text]);
    }
  });

  it('gives a square printed on what is not flat, and control characters as they are', async () => {
    const text = 'https://gigafibre.example/modem?serie=ZTEG00AA11BB&mac=001A2B3C4D5E&gpon=54504C471A2B3C4D';
    const flat = await shot({ bcid: 'qrcode', text, width: 520 });
    for (const bend of [{ bowY: 0.06 }, { stretchX: -0.07 }]) expect(await scanner.still(unbent(flat, bend, 1))).toEqual([{ text, format: 'qr' }]);
    const [code] = await scanner.still(await shot({ bcid: 'qrcode', text: '\u0001\u0010AD' }));
    expect(code?.text).toBe('\u0001\u0010AD');
  });

  it('without a code gives nothing', async () => {
    const noise = { data: new Uint8ClampedArray(4 * 320 * 240).map((_, at) => (at * 2_654_435_761) >>> 24), width: 320, height: 240 };
    expect(await scanner.still(noise)).toEqual([]);
  });

  it('of a label gives every code, with its place, and what a closer look adds to the first', async () => {
    const [one, two] = [await shot({ bcid: 'code128', text: 'TPLG1A2B3C4D' }), await shot({ bcid: 'qrcode', text: 'S/N:2230450001123' })];
    const both = { data: new Uint8ClampedArray([...one.data, ...two.data]), width: one.width, height: one.height + two.height };
    const survey = scanner.label(both);
    const found = await survey.first();
    expect(found.map(({ format, text }) => [format, text]).sort()).toEqual([['code-128', 'TPLG1A2B3C4D'], ['qr', 'S/N:2230450001123']]);
    expect(found.find(({ format }) => format === 'qr')?.corners.every(({ y }) => y > one.height)).toBe(true);
    expect(await survey.closer(0)).toHaveLength(2);
  });
});
