/** One change that can be taken back: the command that made it, and on which visit. */
export interface Deed {
  readonly visit: string;
  readonly command: string;
}

/** What the dispatcher did in one gesture, in the order it was done; it is taken back whole. */
export type HistoryEntry = readonly Deed[];

/** What can be undone and redone. Redoing is undoing the undoing, so each step keeps the last commands only. */
export interface BoardHistory {
  readonly done: readonly HistoryEntry[];
  readonly undone: readonly HistoryEntry[];
}

export const EMPTY_HISTORY: BoardHistory = { done: [], undone: [] };
const LONGEST = 100;

/** A new gesture; what had been undone before it can no longer be redone. Nothing done is no gesture. */
export const afterDeeds = (history: BoardHistory, deeds: HistoryEntry): BoardHistory => (deeds.length === 0 ? history : { done: [...history.done, deeds].slice(-LONGEST), undone: [] });

const popped = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] => entries.slice(0, -1);
const pushed = (entries: readonly HistoryEntry[], deeds: HistoryEntry): readonly HistoryEntry[] => (deeds.length === 0 ? entries : [...entries, deeds]);

/** The last gesture was undone by these commands, which are what a redo will undo; `left` could not be undone for now. */
export const afterUndo = (history: BoardHistory, by: HistoryEntry, left: HistoryEntry = []): BoardHistory =>
  history.done.length === 0 ? history : { done: pushed(popped(history.done), left), undone: pushed(history.undone, by) };

export const afterRedo = (history: BoardHistory, by: HistoryEntry, left: HistoryEntry = []): BoardHistory =>
  history.undone.length === 0 ? history : { undone: pushed(popped(history.undone), left), done: pushed(history.done, by) };
