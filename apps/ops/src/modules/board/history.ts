/** One deed of the dispatcher that can be taken back: the command that did it, and on which visit. */
export interface HistoryEntry {
  readonly visit: string;
  readonly command: string;
}

/** What can be undone and redone. Redoing is undoing the undoing, so each step keeps the last command only. */
export interface BoardHistory {
  readonly done: readonly HistoryEntry[];
  readonly undone: readonly HistoryEntry[];
}

export const EMPTY_HISTORY: BoardHistory = { done: [], undone: [] };
const LONGEST = 100;

/** A new deed; what had been undone before it can no longer be redone. */
export const afterDeed = (history: BoardHistory, entry: HistoryEntry): BoardHistory => ({ done: [...history.done, entry].slice(-LONGEST), undone: [] });

/** The last deed was undone by a command; that command is what a redo will undo. */
export const afterUndo = (history: BoardHistory, command: string): BoardHistory => {
  const last = history.done.at(-1);
  return last === undefined ? history : { done: history.done.slice(0, -1), undone: [...history.undone, { visit: last.visit, command }] };
};

export const afterRedo = (history: BoardHistory, command: string): BoardHistory => {
  const last = history.undone.at(-1);
  return last === undefined ? history : { undone: history.undone.slice(0, -1), done: [...history.done, { visit: last.visit, command }] };
};

/** What others changed meanwhile cannot be taken back by us: forget the deed. */
export const without = (history: BoardHistory, command: string): BoardHistory => ({
  done: history.done.filter((entry) => entry.command !== command),
  undone: history.undone.filter((entry) => entry.command !== command),
});
