import type { VisitCard } from '@gigafibre/contracts';
import { secondsOfEnd, secondsOfStart } from './visit-facts.ts';

interface Row {
  readonly visits: readonly VisitCard[];
}

/** A frame on the timeline: whole rows, and a stretch of time in seconds. Its corners may be given in any order. */
export interface Frame {
  readonly row: number;
  readonly seconds: number;
  readonly toRow: number;
  readonly toSeconds: number;
}

export const middleOf = (visit: VisitCard): number => (secondsOfStart(visit) ?? 0) + visit.durationMinutes * 30;

/** The visits that a frame touches. */
export function framed(rows: readonly Row[], { row, seconds, toRow, toSeconds }: Frame): string[] {
  const from = Math.min(seconds, toSeconds);
  const until = Math.max(seconds, toSeconds);
  const inside = rows.slice(Math.min(row, toRow), Math.max(row, toRow) + 1).flatMap(({ visits }) => visits);
  return [...new Set(inside.filter((visit) => (secondsOfStart(visit) ?? until) < until && (secondsOfEnd(visit) ?? from) > from).map(({ name }) => name))];
}

const indexIn = (list: readonly VisitCard[], visit: string): number => list.findIndex(({ name }) => name === visit);

function listBetween(list: readonly VisitCard[], from: number, to: number): string[] {
  return list.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ name }) => name);
}

/** Everything from one visit to another: along the tray, or in the frame that the two span on the timeline. */
export function between(from: string, to: string, { rows, tray }: { readonly rows: readonly Row[]; readonly tray: readonly VisitCard[] }): string[] {
  const [first, last] = [indexIn(tray, from), indexIn(tray, to)];
  if (first >= 0 && last >= 0) return listBetween(tray, first, last);
  const place = (visit: string): { row: number; card: VisitCard } | undefined => {
    const row = rows.findIndex(({ visits }) => indexIn(visits, visit) >= 0);
    const card = rows[row]?.visits.find(({ name }) => name === visit);
    return card === undefined ? undefined : { row, card };
  };
  const [one, other] = [place(from), place(to)];
  if (one === undefined || other === undefined) return [to];
  return framed(rows, { row: one.row, seconds: middleOf(one.card), toRow: other.row, toSeconds: middleOf(other.card) });
}
