import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { imagePdf, pdfOf, textPdf } from './pdf-writer.ts';

export interface Bomb {
  readonly name: string;
  readonly content: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const zeros = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes), { level: 9 });

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

interface PngShape {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly colour?: number;
  readonly interlaced?: boolean;
  readonly chunks?: readonly Buffer[];
  readonly data?: Buffer;
}

export function png({ width, height, depth = 8, colour = 2, interlaced = false, chunks = [], data = zeros(1000) }: PngShape): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), ...chunks, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

const named = (name: string, packed: Buffer): Buffer => Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), packed]);

function pngBombs(): Bomb[] {
  const sides = [6400, 7000, 9000, 12_000, 20_000, 30_000, 46_000, 65_000, 100_000, 2_147_483_647];
  const inner = [64, 96, 128, 160];
  const profile = zeros(60_000_000);
  return [
    ...sides.map((side) => ({ name: `PNG of ${side} × ${side}`, content: png({ width: side, height: side }) })),
    ...[4600, 5000, 5600, 6200].map((side) => ({ name: `interlaced PNG of ${side} × ${side}, 16 bits`, content: png({ width: side, height: side, depth: 16, colour: 6, interlaced: true }) })),
    ...[40_000, 100_000, 1_000_000].map((side) => ({ name: `PNG of ${side} × 30`, content: png({ width: side, height: 30 }) })),
    ...inner.map((side) => ({ name: `PNG of ${side} × ${side} with a profile of 60 MB`, content: png({ width: side, height: side, chunks: [chunk('iCCP', named('p', profile))], data: zeros(4) }) })),
    ...inner.map((side) => ({ name: `PNG of ${side} × ${side} with a text of 60 MB`, content: png({ width: side, height: side, chunks: [chunk('zTXt', named('t', profile))], data: zeros(3) }) })),
  ];
}

const riff = (chunks: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(chunks.length + 4);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), chunks]);
};
const webpChunk = (type: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), size, data, Buffer.alloc(data.length % 2)]);
};
/** A lossless picture: the size in 14 bits each, then nothing that can be drawn. */
const lossless = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(40);
  head[0] = 0x2f;
  head.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  return webpChunk('VP8L', head);
};
const canvas = (width: number, height: number, flags: number): Buffer => {
  const data = Buffer.alloc(10);
  data[0] = flags;
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return webpChunk('VP8X', data);
};
const frames = (count: number, side: number): Buffer => {
  const place = Buffer.alloc(16);
  place.writeUIntLE(side - 1, 6, 3);
  place.writeUIntLE(side - 1, 9, 3);
  return Buffer.concat(Array.from({ length: count }, () => webpChunk('ANMF', Buffer.concat([place, lossless(side, side)]))));
};

const webpBombs = (): Bomb[] => [
  ...[4600, 5000, 6000, 7000, 8000, 10_000, 12_000, 14_000, 16_000, 16_384].map((side) => ({ name: `WebP of ${side} × ${side}`, content: riff(lossless(side, side)) })),
  ...[6000, 12_000, 30_000, 65_000, 500_000, 1_000_000, 16_777_216].map((side) => ({ name: `WebP with a canvas of ${side} × ${side}`, content: riff(Buffer.concat([canvas(side, side, 0x02), lossless(100, 100)])) })),
  ...[200, 1000, 4000, 8000].map((count) => ({ name: `WebP of ${count} frames of 5000 × 5000`, content: riff(Buffer.concat([canvas(5000, 5000, 0x02), webpChunk('ANIM', Buffer.alloc(6)), frames(count, 5000)])) })),
  ...[8000, 16_000].map((wide) => ({ name: `WebP of ${wide} × 30`, content: riff(lossless(wide, 30)) })),
  ...[64, 128].map((side) => ({ name: `WebP of ${side} × ${side} that stops`, content: riff(lossless(side, side)) })),
];

const grey = (side: number, filter = '/Filter /FlateDecode'): string => `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 ${filter} >>`;
const rgb = (side: number): string => `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode >>`;

function pdfBombs(): Bomb[] {
  const big = zeros(120_000_000);
  const twice = deflateSync(big, { level: 9 });
  const operators = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes, 'q '), { level: 9 });
  const filled = (times: number): string => Array.from({ length: times }, () => '/I Do').join(' ');
  const page = (extra: string, content: Buffer): Buffer =>
    pdfOf([{ dictionary: '<< /Type /Catalog /Pages 2 0 R >>' }, { dictionary: '<< /Type /Pages /Count 1 /Kids [3 0 R] >>' }, { dictionary: `<< /Type /Page /Parent 2 0 R ${extra} /Contents 4 0 R >>` }, { dictionary: '<< /Filter /FlateDecode >>', stream: content }]);
  const directory = (bytes: number): Buffer => pdfOf([{ dictionary: '<< /Type /Catalog /Pages 2 0 R >>' }, { dictionary: '<< /Type /Pages /Count 0 /Kids [] >>' }, { dictionary: '<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>', stream: zeros(bytes) }]);
  return [
    ...[10_000, 20_000, 30_000, 60_000].map((side) => ({ name: `PDF with an image of ${side} × ${side}`, content: imagePdf({ dictionary: grey(side), stream: big }) })),
    ...[6500, 9000, 20_000].map((side) => ({ name: `PDF with a colour image of ${side} × ${side}`, content: imagePdf({ dictionary: rgb(side), stream: big }) })),
    ...[10_000, 20_000].map((side) => ({ name: `PDF with an image of ${side} × ${side} packed twice`, content: imagePdf({ dictionary: grey(side, '/Filter [/FlateDecode /FlateDecode]'), stream: twice }) })),
    ...[20, 60, 120].map((megabytes) => ({ name: `PDF with ${megabytes} MB of operators`, content: page('/MediaBox [0 0 612 792]', operators(megabytes * 1_000_000)) })),
    ...[9, 40, 200].map((megabytes) => ({ name: `PDF with a directory of ${megabytes} MB`, content: directory(megabytes * 1_000_000) })),
    ...['0 0 14400 20', '0 0 100000 100', '0 0 1 1', '0 0 20 20000'].map((box) => ({ name: `PDF with a page of ${box}`, content: imagePdf({ dictionary: grey(10), stream: zeros(100) }, box) })),
    ...[50, 300, 2000].map((pages) => ({ name: `PDF of ${pages} pages`, content: textPdf(Array.from({ length: pages }, () => ['page'])) })),
    ...[200, 500].map((times) => ({ name: `PDF that draws a large image ${times} times`, content: imagePdf({ dictionary: grey(6000), stream: big }, '0 0 612 792', `612 0 0 792 0 0 cm ${filled(times)}`) })),
    { name: 'PDF of pages within pages', content: pdfOf([{ dictionary: '<< /Type /Catalog /Pages 2 0 R >>' }, { dictionary: '<< /Type /Pages /Count 100000 /Kids [2 0 R 2 0 R 2 0 R] >>' }]) },
  ];
}

/** What says that it is packed: Fastify unpacks nothing, and nobody here shall. */
const gzipBodies = (): Bomb[] => {
  const member = gzipSync(Buffer.alloc(8_000_000)); // a gzip file may be several, one behind the other
  return Array.from({ length: 25 }, (_, at) => ({ name: `gzip body of ${at + 1} times 8 MB`, content: Buffer.concat(Array.from({ length: at + 1 }, () => member)) }));
};

/** The hundred of the hostile tests: a quarter each. */
export const BOMBS = { png: pngBombs, webp: webpBombs, pdf: pdfBombs, gzip: gzipBodies } as const;
