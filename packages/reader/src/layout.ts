import type { Zone } from './reading.ts';

/** One character as recognised, and what else it may be. */
export interface Glyph {
  readonly char: string;
  readonly confidence: number;
  readonly other: string;
  readonly otherConfidence: number;
}

/** A run of text on a page, upright. Lengths are in units of the page's width, so that heights and widths compare. */
export interface Piece {
  readonly text: string;
  /** 1 for a document's own text layer. */
  readonly confidence: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** The same ink recognised several times, each time a little differently sampled; only where it was asked for. */
  readonly readings?: readonly (readonly Glyph[])[];
}

export interface Page {
  /** Height over width. */
  readonly aspect: number;
  readonly pieces: readonly Piece[];
}

/** A stretch of text without a wide gap: a word, a phrase or a column's content. */
export interface Cell extends Piece {
  /** Where each of its characters begins in the row's text. */
  readonly start: number;
}

/** What stands side by side. */
export interface Row {
  readonly page: number;
  readonly text: string;
  readonly cells: readonly Cell[];
  /** The page's own measures, to give zones back. */
  readonly aspect: number;
  readonly y: number;
  readonly h: number;
}

/** Lines of type are level within about this share of their height. */
const LEVEL = 0.55;
/** What stands closer than this share of its height, or of a letter's width, belongs to one phrase. */
const PHRASE_GAP = { height: 0.9, letter: 1.7 } as const;

const middle = ({ y, h }: Piece): number => y + h / 2;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A dash or a dot is as high as its ink: it stands in its line all the same. */
const withBody = (pieces: readonly Piece[], body: number): Piece[] => pieces.map((piece) => (piece.h >= body ? piece : { ...piece, y: Math.max(0, middle(piece) - body / 2), h: body }));

const isLevel = (a: Piece, b: Piece): boolean => Math.abs(middle(a) - middle(b)) < LEVEL * Math.min(a.h, b.h);
/** Two lines of type cannot stand in the same place. */
const isBeside = (a: Piece, b: Piece): boolean => a.x >= b.x + b.w * 0.7 || b.x >= a.x + a.w * 0.7;

function gather(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => middle(a) - middle(b))) {
    const home = rows.findLast((row) => row.every((other) => isLevel(other, piece) && isBeside(other, piece)));
    if (home === undefined) rows.push([piece]);
    else home.push(piece);
  }
  return rows.map((row) => row.toSorted((a, b) => a.x - b.x));
}

function joined(left: Piece, right: Piece): Piece {
  const y = Math.min(left.y, right.y);
  return { text: `${left.text} ${right.text}`, confidence: Math.min(left.confidence, right.confidence), x: left.x, y, w: right.x + right.w - left.x, h: Math.max(left.y + left.h, right.y + right.h) - y };
}

const letterWidth = ({ text, w, h }: Piece): number => (text.length < 2 ? h * 0.5 : w / text.length);

const isPhrase = (left: Piece, right: Piece): boolean =>
  right.x - (left.x + left.w) < Math.max(PHRASE_GAP.height * Math.min(left.h, right.h), PHRASE_GAP.letter * Math.min(letterWidth(left), letterWidth(right)));

/** Puts words that make one phrase together; a column's gap keeps them apart. */
function phrases(row: readonly Piece[]): Piece[] {
  const cells: Piece[] = [];
  for (const piece of row) {
    const last = cells.at(-1);
    if (last !== undefined && isPhrase(last, piece)) cells[cells.length - 1] = joined(last, piece);
    else cells.push(piece);
  }
  return cells;
}

/** Columns stand apart in a row's text by this. */
export const COLUMN = '   ';

const tidy = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();

/** The rows of a page from top to bottom, each with its cells from left to right. */
export function rowsOf({ aspect, pieces }: Page, page: number): Row[] {
  const inked = pieces.map((piece) => ({ ...piece, text: tidy(piece.text) })).filter(({ text }) => text !== '');
  const legible = withBody(inked, 0.7 * median(inked.map(({ h }) => h)));
  return gather(legible).map((row) => {
    const cells: Cell[] = [];
    let text = '';
    for (const phrase of phrases(row)) {
      if (text !== '') text += COLUMN;
      cells.push({ ...phrase, start: text.length });
      text += phrase.text;
    }
    const y = Math.min(...cells.map((cell) => cell.y));
    return { page, text, cells, aspect, y, h: Math.max(...cells.map((cell) => cell.h)) };
  });
}

export const cellAt = (row: Row, position: number): Cell | undefined => row.cells.findLast(({ start }) => start <= position);

/** The zone of the characters from `start` to `end` of a row, as fractions of the page. */
export function zoneOf(row: Row, start: number, end: number): Zone {
  const boxes = row.cells
    .filter((cell) => cell.start < end && cell.start + cell.text.length > start)
    .map((cell) => {
      const from = Math.max(0, start - cell.start) / cell.text.length;
      const to = Math.min(cell.text.length, end - cell.start) / cell.text.length;
      return { left: cell.x + from * cell.w, right: cell.x + to * cell.w, top: cell.y, bottom: cell.y + cell.h };
    });
  const fraction = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole));
  const x = fraction(Math.min(...boxes.map(({ left }) => left)), 1);
  const y = fraction(Math.min(...boxes.map(({ top }) => top)), row.aspect);
  return { page: row.page, x, y, w: fraction(Math.max(...boxes.map(({ right }) => right)), 1) - x, h: fraction(Math.max(...boxes.map(({ bottom }) => bottom)), row.aspect) - y };
}

/** How sure the reader was of the characters there. */
export const sureness = (row: Row, position: number): number => cellAt(row, position)?.confidence ?? 0;
