import type { Board } from '@gigafibre/contracts';

const MOST = 10;
const known = new Map<string, Board>();
const keyOf = ({ date, days }: { readonly date: string; readonly days: number }): string => `${date} ${String(days)}`;

/** The boards read in this tab: another day shows at once what was last known of it, and stays when the hub does not answer. */
export function rememberBoard(days: { readonly date: string; readonly days: number }, board: Board): void {
  known.delete(keyOf(days));
  known.set(keyOf(days), board);
  for (const key of known.keys()) if (known.size > MOST) known.delete(key);
}

export const recallBoard = (days: { readonly date: string; readonly days: number }): Board | undefined => known.get(keyOf(days));
