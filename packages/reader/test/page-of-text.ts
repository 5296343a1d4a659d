import type { Page, Piece } from '../src/index.ts';

const CHARACTER = 0.011;
const PITCH = 0.03;
const HEIGHT = 0.018;

/** A page set in a fixed pitch: one text per row, two blanks or more part the cells. */
export function pageOf(rows: readonly string[], confidence = 0.98): Page {
  const pieces = rows.flatMap((row, index) =>
    [...row.matchAll(/\S+(?: \S+)*/g)].map((cell): Piece => ({ text: cell[0], confidence, x: 0.02 + cell.index * CHARACTER, y: 0.02 + index * PITCH, w: cell[0].length * CHARACTER, h: HEIGHT })),
  );
  return { aspect: Math.max(1, rows.length * PITCH + 0.1), pieces };
}
