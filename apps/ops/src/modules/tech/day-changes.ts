import { isVisitOver } from '@gigafibre/contracts';
import type { Day, DayVisit, VisitStatus } from '@gigafibre/contracts';

/** What a technician last saw of a visit, as far as dispatch can change it under him. */
export interface SeenVisit {
  readonly visit: string;
  readonly customerName: string;
  readonly start: string | null;
  readonly status: VisitStatus;
}

export interface SeenDay {
  readonly date: string;
  readonly visits: readonly SeenVisit[];
}

/** What dispatch did to the day since the technician last looked. */
export type DayChange =
  | { readonly kind: 'moved'; readonly visit: string; readonly customerName: string; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'added'; readonly visit: string; readonly customerName: string; readonly to: string | null }
  | { readonly kind: 'cancelled' | 'removed'; readonly visit: string; readonly customerName: string; readonly from: string | null };

const startOf = ({ visit }: DayVisit): string | null => visit.plannedStart ?? visit.window?.start ?? null;
const seenVisit = (found: DayVisit): SeenVisit => ({ visit: found.visit.name, customerName: found.visit.customerName, start: startOf(found), status: found.visit.status });

/** The day as it stands, to compare the next one with. */
export const seenDay = (day: Day): SeenDay => ({ date: day.date, visits: day.visits.map(seenVisit) });

function changeOf(before: SeenVisit | undefined, found: DayVisit): DayChange | undefined {
  const { name: visit, customerName, status } = found.visit;
  const to = startOf(found);
  if (before === undefined) return isVisitOver(status) ? undefined : { kind: 'added', visit, customerName, to };
  if (status === 'cancelled') return before.status === 'cancelled' ? undefined : { kind: 'cancelled', visit, customerName, from: before.start };
  const isMoved = (before.start === null ? null : Date.parse(before.start)) !== (to === null ? null : Date.parse(to));
  return isMoved ? { kind: 'moved', visit, customerName, from: before.start, to } : undefined;
}

/**
 * What became of the day that was seen, in the hub's newer picture of it. Another date is a new day, not a changed one.
 * @param day the hub's own snapshot: what the technician does himself is no news to him.
 */
export function dayChanges(seen: SeenDay | undefined, day: Day): readonly DayChange[] {
  if (seen === undefined || seen.date !== day.date) return [];
  const changed = day.visits.flatMap((found) => changeOf(seen.visits.find(({ visit }) => visit === found.visit.name), found) ?? []);
  const gone = seen.visits.filter(({ visit, status }) => !isVisitOver(status) && !day.visits.some((found) => found.visit.name === visit));
  return [...changed, ...gone.map(({ visit, customerName, start }): DayChange => ({ kind: 'removed', visit, customerName, from: start }))];
}
