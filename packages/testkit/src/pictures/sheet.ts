import bwipjs from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { outlineOf, widthOf } from './fonts.ts';
import type { FontName } from './fonts.ts';

/** A line of type; lengths in the sheet's points. */
export interface Type {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly font: FontName;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly color?: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly color: string;
}

/** A drawn page: what a printer was told, so that it can become pixels or a PDF with a text layer. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  readonly types: readonly Type[];
  readonly boxes: readonly Box[];
}

/** Pixels in RGB, rows from the top. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export const leftOf = ({ text, x, size, font, anchor = 'start' }: Type): number => x - widthOf(text, font, size) * { start: 0, middle: 0.5, end: 1 }[anchor];

export function svgOf({ width, height, paper, types, boxes }: Sheet): string {
  const rects = boxes.map(({ x, y, w, h, color }) => `<rect x="${x.toFixed(2)}" y="${y.toFixed(2)}" width="${w.toFixed(2)}" height="${h.toFixed(2)}" fill="${color}"/>`);
  const paths = types.map((type) => `<path fill="${type.color ?? '#111'}" d="${outlineOf(type.text, { ...type, x: leftOf(type) })}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${paper}"/>${rects.join('')}${paths.join('')}</svg>`;
}

/** @param scale pixels a point: 200 dpi is 200 / 72. */
export async function pixelsOf(sheet: Sheet, scale: number): Promise<Pixels> {
  const { data, info } = await sharp(Buffer.from(svgOf(sheet)), { density: 72 * scale }).flatten({ background: sheet.paper }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The pixels as a phone would keep them: a JPEG. */
export const jpegOf = ({ data, width, height }: Pixels, quality = 92): Promise<Buffer> => sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer();

const PDF_FONTS: Readonly<Record<FontName, string>> = { sans: 'Helvetica', 'sans-bold': 'Helvetica-Bold', narrow: 'Helvetica', 'narrow-bold': 'Helvetica-Bold', mono: 'Courier', 'mono-bold': 'Courier-Bold', till: 'Courier' };

/** The sheets as one PDF with a text layer. */
export async function pdfOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, info: { CreationDate: new Date(0) } });
  for (const { width, height, types, boxes } of sheets) {
    document.addPage({ size: [width, height], margin: 0 });
    for (const { x, y, w, h, color } of boxes) document.rect(x, y, w, h).fill(color);
    for (const { text, x, y, size, font, anchor = 'start', color = '#111' } of types) {
      document.font(PDF_FONTS[font]).fontSize(size).fillColor(color);
      const left = x - document.widthOfString(text) * { start: 0, middle: 0.5, end: 1 }[anchor];
      document.text(text, left, y, { lineBreak: false, baseline: 'alphabetic' });
    }
  }
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A barcode as boxes, `module` points a narrow bar; 1-D symbols are `height` points high. */
export function barcodeBoxes(kind: 'code128' | 'code39' | 'qrcode' | 'datamatrix', text: string, at: { readonly x: number; readonly y: number; readonly module: number; readonly height: number }): Box[] {
  const [symbol] = bwipjs.raw({ bcid: kind, text });
  if (symbol === undefined) return [];
  if ('sbs' in symbol) {
    let x = at.x;
    return symbol.sbs.flatMap((width: number, index: number) => {
      const bar = { x, y: at.y, w: width * at.module, h: at.height, color: '#111' };
      x += bar.w;
      return index % 2 === 0 ? [bar] : [];
    });
  }
  return Array.from(symbol.pixs as ArrayLike<number>).flatMap((dark, index) => (dark === 0 ? [] : [{ x: at.x + (index % symbol.pixx) * at.module, y: at.y + Math.floor(index / symbol.pixx) * at.module, w: at.module * 1.02, h: at.module * 1.02, color: '#111' }]));
}
