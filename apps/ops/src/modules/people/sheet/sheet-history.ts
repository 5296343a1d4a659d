import type { CellChange } from './skill-cells.ts';

/** What was done to the sheet, and what was taken back. Each entry is all that one gesture changed. */
export interface SheetHistory {
  readonly done: readonly (readonly CellChange[])[];
  readonly undone: readonly (readonly CellChange[])[];
}

export const NOTHING_DONE: SheetHistory = { done: [], undone: [] };
const LONGEST = 200;

export const remember = ({ done }: SheetHistory, changes: readonly CellChange[]): SheetHistory => (changes.length === 0 ? { done, undone: [] } : { done: [...done, changes].slice(-LONGEST), undone: [] });

const turned = (changes: readonly CellChange[]): CellChange[] => changes.map(({ before, after, ...place }) => ({ ...place, before: after, after: before })).reverse();

/** Takes back the last gesture: the changes to make, and the history after it. */
export function undo({ done, undone }: SheetHistory): { readonly changes: readonly CellChange[]; readonly history: SheetHistory } {
  const last = done.at(-1);
  return last === undefined ? { changes: [], history: { done, undone } } : { changes: turned(last), history: { done: done.slice(0, -1), undone: [...undone, last] } };
}

/** Does again what was taken back last. */
export function redo({ done, undone }: SheetHistory): { readonly changes: readonly CellChange[]; readonly history: SheetHistory } {
  const next = undone.at(-1);
  return next === undefined ? { changes: [], history: { done, undone } } : { changes: next, history: { done: [...done, next], undone: undone.slice(0, -1) } };
}
