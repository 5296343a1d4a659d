import type { PlaceHints, Position } from '@gigafibre/contracts';
import { Temporal, type Clock } from '@gigafibre/kernel';
import { hintsOf } from './geofence.ts';
import type { FencedDay, PositionStore, ShiftBook } from './positions.ports.ts';

/** Guesses are about what has just happened. */
const BACK_SECONDS = 20 * 60;

export interface HintParts {
  readonly clock: Clock;
  readonly store: Pick<PositionStore, 'between'>;
  readonly shifts: ShiftBook;
  readonly day: () => Promise<FencedDay>;
}

/** Arrivals and departures that nobody has declared, as positions suggest them; of one technician when he asks for his own. */
export function createHints({ clock, store, shifts, day }: HintParts): (technician?: string) => Promise<PlaceHints> {
  const text = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
  return async (technician) => {
    const now = Math.floor(clock().epochMilliseconds / 1000);
    const [tracked, seen, { visits, people, customers }] = await Promise.all([shifts.trackedAround(now), store.between(text(now - BACK_SECONDS), text(now + 1)), day()]);
    const work = new Map(tracked.map(({ name, work: spans }) => [name, spans]));
    // kept positions are of working time; hours that were changed since are not used either
    const isAtWork = (position: Position): boolean => (work.get(position.technician) ?? []).some(({ startSeconds, endSeconds }) => now >= startSeconds && now < endSeconds && Date.parse(position.at) / 1000 >= startSeconds);
    const wanted = seen.filter((position) => (technician === undefined || position.technician === technician) && isAtWork(position));
    const hints = hintsOf(visits, wanted, now).map(({ kind, visit, technician: who, atSeconds, meters }) => ({ kind, visit, customerName: customers.get(visit) ?? visit, technician: who, displayName: people.get(who) ?? who, since: text(atSeconds), meters }));
    return { asOf: text(now), hints };
  };
}
