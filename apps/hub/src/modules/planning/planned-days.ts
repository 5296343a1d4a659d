import { Problem, type PlanningCause, type PlanningScope, type VisitCard } from '@gigafibre/contracts';
import { planVisitFrom } from '@gigafibre/dispatch';
import { Temporal, type Clock } from '@gigafibre/kernel';
import type { DayRange } from '../board/index.ts';
import { afterCause, problemOf, wholeMinute, withinScope } from './planning-problem.ts';
import type { BoardFacts, FactsKeeper, PlannedDays, ReadCalendar, TravelBook, WeightsBook } from './planning.ports.ts';

export interface DaysParts {
  readonly facts: FactsKeeper;
  readonly calendar: ReadCalendar;
  readonly weights: WeightsBook;
  readonly travel: TravelBook;
  readonly namedVisit: (name: string) => Promise<VisitCard | undefined>;
  readonly clock: Clock;
}

export interface DaysReader {
  /** Everything of the days. */
  all(range: DayRange): Promise<PlannedDays>;
  /** The same, with a visit that may stand on another day, or nowhere. */
  withVisit(range: DayRange, name: string): Promise<PlannedDays>;
  /** What a run may plan, after what happened. */
  forRun(run: { readonly scope: PlanningScope; readonly cause: PlanningCause }): Promise<PlannedDays>;
}

/** Brings together what planning knows of some days. What nothing has changed is not put together again. */
export function createDaysReader(parts: DaysParts): DaysReader {
  const last = new Map<string, PlannedDays>();
  const all = async (range: DayRange): Promise<PlannedDays> => {
    const now = parts.clock();
    const [facts, calendar, weights] = await Promise.all([parts.facts.read(range), parts.calendar(range), parts.weights.read()]);
    const name = `${range.from.toString()}/${range.days}`;
    const services = calendar.map(({ service, changedBy }) => `${service}${changedBy === null ? '' : '!'}`).join();
    const key = [name, facts.version, wholeMinute(now), weights.version, services, parts.travel.version()].join('|');
    const found = last.get(name);
    if (found?.key === key) return found;
    const { problem, travel } = problemOf({ facts, range, calendar, weights: weights.weights, travel: parts.travel, now });
    const made = { key, problem, travelVersion: travel.version, travelSource: travel.source, ...indexOf(facts) };
    last.set(name, made);
    if (last.size > KEPT_DAYS) last.delete(last.keys().next().value ?? '');
    return made;
  };
  return {
    all,
    async withVisit(range, name) {
      const days = await all(range);
      if (days.cards.has(name)) return days;
      const card = await parts.namedVisit(name);
      if (card === undefined) throw new Problem('not_found', { facts: { doctype: 'Dispatch Visit', name } });
      return withCard(days, card);
    },
    async forRun({ scope, cause }) {
      const days = await all({ from: Temporal.PlainDate.from(scope.from), days: scope.days });
      return { ...days, key: `${days.key}|${JSON.stringify([scope, cause])}`, problem: afterCause(withinScope(days.problem, scope), cause) };
    },
  };
}

const KEPT_DAYS = 8;

const indexOf = ({ seq, technicians, visits }: BoardFacts): Pick<PlannedDays, 'seq' | 'cards' | 'names'> => ({
  seq,
  cards: new Map(visits.map((card) => [card.name, card])),
  names: new Map(technicians.map(({ name, displayName }) => [name, displayName])),
});

/** A visit of another day is asked about as one that nobody has yet. */
const withCard = (days: PlannedDays, card: VisitCard): PlannedDays => ({
  ...days,
  key: `${days.key}|${card.name}@${card.modified}`,
  problem: { ...days.problem, visits: [...days.problem.visits, { ...planVisitFrom(card), crew: [], startSeconds: null }] },
  cards: new Map([...days.cards, [card.name, card]]),
});
