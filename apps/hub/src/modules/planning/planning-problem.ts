import type { CalendarDay, PlanningCause, PlanningScope, PlanningWeights } from '@gigafibre/contracts';
import { planTechnicianFrom, planVisitFrom, secondsOf, type PlanningProblem, type PlanTechnician, type PlanVisit } from '@gigafibre/dispatch';
import type { Temporal } from '@gigafibre/kernel';
import { endOf, startOf, type DayRange } from '../board/index.ts';
import { shiftsByCalendar } from '../calendar/index.ts';
import type { BoardFacts, KnownTravel, TravelBook } from './planning.ports.ts';

/** What begins within a quarter of an hour is left alone: its technician is on the way, or about to be. */
const FREEZE_SECONDS = 900;

export interface ProblemParts {
  readonly facts: BoardFacts;
  readonly range: DayRange;
  readonly calendar: readonly CalendarDay[];
  readonly weights: PlanningWeights;
  readonly travel: TravelBook;
  readonly now: Temporal.Instant;
}

/** Everything of the days as planning counts it, and where its driving times came from. */
export function problemOf({ facts, range, calendar, weights, travel, now }: ProblemParts): { readonly problem: PlanningProblem; readonly travel: KnownTravel } {
  const technicians = facts.technicians.map((card) => planTechnicianFrom({ ...card, shifts: shiftsByCalendar(card.shifts, calendar) }));
  const visits = facts.visits.map(planVisitFrom);
  const known = travel.known([...technicians, ...visits].flatMap((each) => placeOf(each)));
  const horizon = { startSeconds: secondsOf(startOf(range).toString()), endSeconds: secondsOf(endOf(range).toString()) };
  return { problem: { technicians, visits, nowSeconds: wholeMinute(now), freezeSeconds: FREEZE_SECONDS, horizon, travel: known.matrix, weights }, travel: known };
}

const placeOf = (each: PlanTechnician | PlanVisit) => {
  const place = 'home' in each ? each.home : each.place;
  return place === null ? [] : [place];
};

/** The clock as planning reads it: two questions within a minute are about the same problem. */
export const wholeMinute = (now: Temporal.Instant): number => Math.floor(now.epochMilliseconds / 60_000) * 60;

/**
 * The part of a problem that may be planned. Technicians left out, and the visits that only they do, are not in it; visits
 * left out stay where they are.
 */
export function withinScope(problem: PlanningProblem, { technicians, visits }: Pick<PlanningScope, 'technicians' | 'visits'>): PlanningProblem {
  const people = technicians === undefined ? undefined : new Set(technicians);
  const movable = visits === undefined ? undefined : new Set(visits);
  return {
    ...problem,
    technicians: people === undefined ? problem.technicians : problem.technicians.filter(({ name }) => people.has(name)),
    visits: problem.visits.flatMap((visit) => scopedVisit(visit, people, movable)),
  };
}

function scopedVisit(visit: PlanVisit, people: ReadonlySet<string> | undefined, movable: ReadonlySet<string> | undefined): PlanVisit[] {
  const isPlaced = visit.startSeconds !== null && visit.crew.length > 0;
  const crew = people === undefined ? visit.crew : visit.crew.filter((name) => people.has(name));
  if (isPlaced && crew.length === 0) return [];
  const isShared = crew.length < visit.crew.length;
  const isLeftOut = movable !== undefined && !movable.has(visit.name);
  if (!isPlaced) return isLeftOut ? [] : [visit];
  return [isShared || isLeftOut ? { ...visit, crew, pinned: true } : visit];
}

/** The problem after what happened: somebody drops out, or is held up longer than planned. */
export function afterCause(problem: PlanningProblem, cause: PlanningCause): PlanningProblem {
  if (cause.kind === 'technician-out') return withAbsence(problem, cause);
  if (cause.kind === 'visit-late' && cause.lateMinutes !== undefined) return withLateEnd(problem, cause.visit, cause.lateMinutes * 60);
  return problem;
}

function withAbsence(problem: PlanningProblem, { technician, from, until }: Extract<PlanningCause, { kind: 'technician-out' }>): PlanningProblem {
  const startSeconds = from === undefined ? problem.nowSeconds : secondsOf(from);
  const endSeconds = until === undefined ? problem.horizon.endSeconds : secondsOf(until);
  const technicians = problem.technicians.map((each) => (each.name === technician ? { ...each, absences: [...each.absences, { startSeconds, endSeconds, reason: 'Other' }] } : each));
  return { ...problem, technicians };
}

function withLateEnd(problem: PlanningProblem, name: string, lateSeconds: number): PlanningProblem {
  const visits = problem.visits.map((visit) => (visit.name === name && visit.startSeconds !== null ? { ...visit, endedSeconds: visit.startSeconds + visit.durationSeconds + lateSeconds } : visit));
  return { ...problem, visits };
}

/** The visits and technicians that a cause speaks of, for a plan that touches as little as needed; null to plan everything. */
export function aroundOf(cause: PlanningCause): { readonly visits: readonly string[]; readonly technicians: readonly string[] } | null {
  if (cause.kind === 'day') return null;
  if (cause.kind === 'visits-arrived') return { visits: cause.visits, technicians: [] };
  return cause.kind === 'visit-late' ? { visits: [cause.visit], technicians: [] } : { visits: [], technicians: [cause.technician] };
}
