import { deflateSync } from 'node:zlib';

export interface PdfObject {
  readonly dictionary: string;
  readonly stream?: Buffer;
}

/** A PDF of the objects given; the first is the catalog. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let at = pieces[0]!.length;
  const push = (piece: Buffer): void => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const [index, { dictionary, stream }] of objects.entries()) {
    offsets.push(at);
    const body = stream === undefined ? dictionary : dictionary.replace(/>>$/, ` /Length ${stream.length} >>`);
    push(Buffer.from(`${index + 1} 0 obj\n${body}\n`, 'latin1'));
    if (stream !== undefined) {
      push(Buffer.from('stream\n'));
      push(stream);
      push(Buffer.from('\nendstream\n'));
    }
    push(Buffer.from('endobj\n'));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(pieces);
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** Pages of plain text, a line each 16 points. `catalog` is laid into the document's catalog. */
export function textPdf(pages: readonly (readonly string[])[], { catalog = '', extra = [] }: { catalog?: string; extra?: readonly PdfObject[] } = {}): Buffer {
  const first = 4 + extra.length;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const escaped = (line: string): string => line.replaceAll(/[\\()]/g, String.raw`\$&`);
  const content = (lines: readonly string[]): Buffer => Buffer.from(`BT /F1 11 Tf 16 TL 60 730 Td ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(' ')} ET`, 'latin1');
  return pdfOf([
    { dictionary: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>` },
    { dictionary: `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>` },
    { dictionary: HELVETICA },
    ...extra,
    ...pages.flatMap((lines, index) => [
      { dictionary: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>` },
      { dictionary: '<< /Filter /FlateDecode >>', stream: deflateSync(content(lines)) },
    ]),
  ]);
}

/** One page that shows one image of the dictionary and the stream given. */
export const imagePdf = (image: PdfObject, box = '0 0 612 792', content = 'q 612 0 0 792 0 0 cm /I Do Q'): Buffer =>
  pdfOf([
    { dictionary: '<< /Type /Catalog /Pages 2 0 R >>' },
    { dictionary: '<< /Type /Pages /Count 1 /Kids [3 0 R] >>' },
    { dictionary: `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>` },
    { dictionary: '<< >>', stream: Buffer.from(content) },
    image,
  ]);
