import type { PageWord } from './decoder-messages.ts';
import type { Pdfium } from './pdfium.ts';

const MOST_CHARACTERS = 20_000;
const GRID = 10_000;
const BLANK = new Set([0, 9, 10, 13, 32, 0xa0, 0x20_2f]);

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The words of a page's own text layer, with their zones as fractions of the page as it is shown. */
export function wordsOf(pdfium: Pdfium, page: number): readonly PageWord[] {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) return [];
  const memory = pdfium.wasmExports.malloc(48);
  try {
    return collected(pdfium, { page, text, memory });
  } finally {
    pdfium.wasmExports.free(memory);
    pdfium._FPDFText_ClosePage(text);
  }
}

interface Place {
  readonly page: number;
  readonly text: number;
  /** Room for four doubles and two integers. */
  readonly memory: number;
}

function collected(pdfium: Pdfium, place: Place): readonly PageWord[] {
  const words: PageWord[] = [];
  let letters = '';
  let box: Box | undefined;
  const close = (): void => {
    if (letters !== '' && box !== undefined) words.push(wordIn(letters, box));
    letters = '';
    box = undefined;
  };
  const count = Math.min(MOST_CHARACTERS, pdfium._FPDFText_CountChars(place.text));
  for (let at = 0; at < count; at += 1) {
    const code = pdfium._FPDFText_GetUnicode(place.text, at);
    const next = BLANK.has(code) || code > 0x10_ff_ff ? undefined : boxOf(pdfium, place, at);
    if (next === undefined || (box !== undefined && isApart(box, next))) close();
    if (next === undefined) continue;
    letters += String.fromCodePoint(code);
    box = box === undefined ? next : joined(box, next);
  }
  close();
  return words;
}

function boxOf(pdfium: Pdfium, { page, text, memory }: Place, at: number): Box | undefined {
  if (pdfium._FPDFText_GetCharBox(text, at, memory, memory + 8, memory + 16, memory + 24) === 0) return undefined;
  const [left = 0, right = 0, bottom = 0, top = 0] = pdfium.HEAPF64.subarray(memory / 8, memory / 8 + 4);
  const corner = (x: number, y: number): readonly [number, number] => {
    pdfium._FPDF_PageToDevice(page, 0, 0, GRID, GRID, 0, x, y, memory + 32, memory + 36);
    const [across = 0, down = 0] = new Int32Array(pdfium.HEAPU8.buffer, memory + 32, 2);
    return [across / GRID, down / GRID];
  };
  const [a, b] = [corner(left, top), corner(right, bottom)];
  return { left: Math.min(a[0], b[0]), top: Math.min(a[1], b[1]), right: Math.max(a[0], b[0]), bottom: Math.max(a[1], b[1]) };
}

/** On another line, or further away than a letter is high: columns of a table have no blank between them. */
function isApart(box: Box, next: Box): boolean {
  const height = Math.max(box.bottom - box.top, next.bottom - next.top, 0.002);
  return next.top > box.bottom || next.bottom < box.top || next.left - box.right > height || box.left - next.right > height;
}

const joined = (a: Box, b: Box): Box => ({ left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) });

function wordIn(text: string, { left, top, right, bottom }: Box): PageWord {
  const within = (fraction: number): number => Math.min(1, Math.max(0, fraction));
  const [x, y] = [within(left), within(top)];
  return { text, x, y, w: within(right) - x, h: within(bottom) - y };
}
