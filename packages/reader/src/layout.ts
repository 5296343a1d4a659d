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
const PHRASE_GAP = { height: 0.9, letter: 1.65 } as const;
/** A point or a comma set off by less than this share of its line’s height belongs to its word. */
const GLUE = 0.6;

const middle = ({ y, h }: Piece): number => y + h / 2;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A dash or a dot is as high as its ink: it stands in its line all the same. */
const withBody = (pieces: readonly Piece[], body: number): Piece[] => pieces.map((piece) => (piece.h >= body ? piece : { ...piece, y: Math.max(0, middle(piece) - body / 2), h: body }));

const isLevel = (a: Piece, b: Piece): boolean => Math.abs(middle(a) - middle(b)) < LEVEL * Math.min(a.h, b.h);
/** Two lines of type cannot stand in the same place. */
const isBeside = (a: Piece, b: Piece): boolean => a.x >= b.x + b.w * 0.7 || b.x >= a.x + a.w * 0.7;

function gather(phrases: readonly Phrase[]): Phrase[][] {
  const rows: Phrase[][] = [];
  for (const piece of phrases.toSorted((a, b) => middle(a) - middle(b))) {
    const home = rows.findLast((row) => row.every((other) => isLevel(other, piece) && isBeside(other, piece)));
    if (home === undefined) rows.push([piece]);
    else home.push(piece);
  }
  return rows.map((row) => row.toSorted((a, b) => a.x - b.x));
}

interface Phrase extends Piece {
  /** Its rightmost word: what comes next is measured from there. */
  readonly last: Piece;
}

/** In a fixed pitch, signs stand apart from the letters they belong to. */
function isGlued(left: Phrase, right: Piece): boolean {
  const isNear = right.x - (left.x + left.w) < GLUE * Math.max(left.h, right.h);
  return isNear && (/^[.,;:)]+$/.test(right.text) || (/\d[.,]$/.test(left.text) && /^\d/.test(right.text)));
}

function joined(left: Phrase, right: Piece): Phrase {
  const y = Math.min(left.y, right.y);
  return { text: `${left.text}${isGlued(left, right) ? '' : ' '}${right.text}`, confidence: Math.min(left.confidence, right.confidence), x: left.x, y, w: right.x + right.w - left.x, h: Math.max(left.y + left.h, right.y + right.h) - y, last: right };
}

/** How wide a letter is set; one letter alone tells nothing. */
const letterWidth = ({ text, w }: Piece): number | undefined => (text.length < 2 ? undefined : w / text.length);

function isNext(left: Piece, right: Piece): boolean {
  const overlap = Math.min(left.y + left.h, right.y + right.h) - Math.max(left.y, right.y);
  if (overlap < 0.5 * Math.min(left.h, right.h)) return false;
  const [height, gap] = [Math.min(left.h, right.h), right.x - (left.x + left.w)];
  const letter = Math.max(letterWidth(left) ?? 0, letterWidth(right) ?? 0) || height * 0.6;
  return gap > -0.5 * height && gap < Math.max(PHRASE_GAP.height * height, PHRASE_GAP.letter * letter);
}

/** Puts words that make one phrase together, before rows are made: words of small letters stand lower than their neighbours. */
function phrasesOf(pieces: readonly Piece[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (const piece of pieces.toSorted((a, b) => a.x - b.x)) {
    const at = phrases.findLastIndex(({ last }) => isNext(last, piece));
    const left = phrases[at];
    if (left === undefined) phrases.push({ ...piece, last: piece });
    else phrases[at] = joined(left, piece);
  }
  return phrases;
}

/** Columns stand apart in a row's text by this. */
export const COLUMN = '   ';

const tidy = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();

/** The rows of a page from top to bottom, each with its cells from left to right. */
export function rowsOf({ aspect, pieces }: Page, page: number): Row[] {
  const inked = pieces.map((piece) => ({ ...piece, text: tidy(piece.text) })).filter(({ text }) => text !== '');
  const legible = withBody(inked, 0.7 * median(inked.map(({ h }) => h)));
  return gather(phrasesOf(legible)).map((row) => {
    const cells: Cell[] = [];
    let text = '';
    for (const phrase of row) {
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
