import { Problem, type Explanation, type RankedPlaces } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { DayRange } from '../board/index.ts';
import type { DaysReader } from './planned-days.ts';
import { explanationOf, rankedPlace } from './planning-wire.ts';
import type { AskPlanner } from './planning.ports.ts';

/** A dispatcher waits for this: whatever takes longer is broken. */
const PATIENCE_MS = 15_000;

interface AdviceParts {
  readonly days: Pick<DaysReader, 'withVisit'>;
  readonly ask: AskPlanner;
  readonly clock: Clock;
}

export interface Advice {
  readonly places: (visit: string, range: DayRange) => Promise<RankedPlaces>;
  readonly explain: (asked: { readonly visit: string; readonly technician: string }, range: DayRange) => Promise<Explanation>;
}

/** Answers about one visit while a person waits: everybody ranked, and why not him. */
export const createAdvice = ({ days: reader, ask, clock }: AdviceParts): Advice => ({
  async places(visit, range) {
    const days = await reader.withVisit(range, visit);
    const places = await ask(days, { kind: 'places', visit }, { patienceMs: PATIENCE_MS });
    return { visit, asOf: clock().toString(), seq: days.seq, travelSource: days.travelSource, places: places.map((place) => rankedPlace(place, days.names)) };
  },
  async explain({ visit, technician }, range) {
    const days = await reader.withVisit(range, visit);
    if (!days.names.has(technician)) throw new Problem('not_found', { facts: { doctype: 'Dispatch Technician', name: technician } });
    return explanationOf(await ask(days, { kind: 'explain', visit, technician }, { patienceMs: PATIENCE_MS }), days.names);
  },
});
