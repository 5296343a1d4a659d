import { LUNCH_SLACK_SECONDS, type PlanTechnician, type PlanVisit, type Shift } from '../../model.ts';
import type { Place } from '../../place.ts';
import { travelMeters, travelSeconds } from '../../travel.ts';
import type { Assignment, PlanningProblem } from '../problem.ts';

/**
 * The checker's own reading of a problem. It shares nothing with what plans, so that the same mistake is not made twice: only the
 * words of the model and the driving.
 */
export interface Workday {
  readonly who: PlanTechnician;
  readonly shift: Shift;
  readonly from: number;
  readonly until: number;
  /** With overtime. */
  readonly last: number;
  readonly lasts: 'to the end of the shift' | 'to an absence';
}

/** Who is locked, and how. */
export type Lock = 'gone' | 'elsewhere' | 'begun' | 'frozen' | 'pinned' | null;

const ON_THE_WAY = new Set(['en-route', 'on-site', 'paused']);

/** Working time minute by minute would do; the borders of shifts and absences are all that matter. */
export function workdays(who: PlanTechnician, { startSeconds, endSeconds }: PlanningProblem['horizon']): Workday[] {
  const days: Workday[] = [];
  const away = who.absences.filter((absence) => absence.endSeconds > absence.startSeconds);
  for (const shift of who.shifts) {
    if (shift.endSeconds <= startSeconds || shift.startSeconds >= endSeconds) continue;
    const isAway = (at: number): boolean => away.some((absence) => absence.startSeconds <= at && at < absence.endSeconds);
    const borders = [shift.startSeconds, shift.endSeconds, ...away.flatMap((absence) => [absence.startSeconds, absence.endSeconds])];
    const inside = [...new Set(borders)].filter((at) => at >= shift.startSeconds && at <= shift.endSeconds).sort((a, b) => a - b);
    let from: number | null = null;
    for (const [index, at] of inside.entries()) {
      const isOff = index === inside.length - 1 || isAway(at);
      if (!isOff) from ??= at;
      else if (from !== null) {
        days.push(workday(who, shift, from, at));
        from = null;
      }
    }
  }
  return days.sort((a, b) => a.from - b.from);
}

function workday(who: PlanTechnician, shift: Shift, from: number, until: number): Workday {
  if (until < shift.endSeconds) return { who, shift, from, until, last: until, lasts: 'to an absence' };
  const stops = [...who.shifts, ...who.absences.filter((each) => each.endSeconds > each.startSeconds)].map((each) => each.startSeconds).filter((at) => at >= until);
  return { who, shift, from, until, last: Math.min(until + (who.overtimeSeconds ?? 0), ...stops), lasts: 'to the end of the shift' };
}

export function minutesNeeded(visit: PlanVisit, who: PlanTechnician): number {
  const pace = visit.crewSize > 1 ? undefined : who.pacePercent?.[visit.jobType ?? ''];
  if (pace === undefined || pace === 100) return visit.durationSeconds;
  return Math.max(60, 60 * Math.round(((visit.durationSeconds / 60) * pace) / 100));
}

export const beginOf = (visit: PlanVisit): number => visit.arrivedSeconds ?? visit.startSeconds ?? 0;

/** When a visit that is locked will be over. */
export function overAt(visit: PlanVisit, now: number): number {
  if (visit.endedSeconds !== undefined) return visit.endedSeconds;
  const end = beginOf(visit) + visit.durationSeconds;
  return ON_THE_WAY.has(visit.status) && end < now ? now : end;
}

export function lockOf(visit: PlanVisit, problem: PlanningProblem, days: ReadonlyMap<string, readonly Workday[]>): Lock {
  const start = visit.crew.length > 0 ? visit.startSeconds : null;
  if (visit.status === 'cancelled' || visit.status === 'failed') return 'gone';
  if (start === null) return visit.status === 'done' ? 'gone' : null;
  return visit.status === 'done' || ON_THE_WAY.has(visit.status) ? 'begun' : plannedLock(visit, start, problem, days);
}

function plannedLock(visit: PlanVisit, start: number, { nowSeconds, freezeSeconds, horizon }: PlanningProblem, days: ReadonlyMap<string, readonly Workday[]>): Lock {
  const isOtherDay = start >= horizon.endSeconds || start + visit.durationSeconds <= horizon.startSeconds;
  if (isOtherDay || visit.crew.some((name) => !days.has(name))) return 'elsewhere';
  if (visit.pinned) return 'pinned';
  return start < nowSeconds + freezeSeconds && isAtWork(visit, start, days) ? 'frozen' : null;
}

const isAtWork = (visit: PlanVisit, start: number, days: ReadonlyMap<string, readonly Workday[]>): boolean =>
  visit.crew.every((name) => days.get(name)?.some((day) => day.from <= start && start + minutesNeeded(visit, day.who) <= day.last));

/** The driving between two places: from the matrix where it knows both, estimated otherwise. */
export function driving(problem: PlanningProblem): { seconds: (from: Place | null, to: Place | null) => number; meters: (from: Place | null, to: Place | null) => number } {
  const { travel } = problem;
  const rows = new Map(travel?.places.map((place, index) => [`${place.latitude} ${place.longitude}`, index]));
  const rowOf = (place: Place | null): number | undefined => (place === null ? undefined : rows.get(`${place.latitude} ${place.longitude}`));
  const known = (table: ArrayLike<number> | undefined, from: Place | null, to: Place | null): number | undefined => {
    const [row, column] = [rowOf(from), rowOf(to)];
    return row === undefined || column === undefined || from === to || travel === null ? undefined : table?.[row * travel.places.length + column];
  };
  return {
    seconds: (from, to) => known(travel?.seconds, from, to) ?? travelSeconds(from, to),
    meters: (from, to) => known(travel?.meters, from, to) ?? travelMeters(from, to),
  };
}

/** When lunch may begin on a workday, and how long it takes; null when it is not to be had in it. */
export function lunchOf({ shift, from, until }: Workday, freeAt: number): { earliest: number; latest: number; length: number } | null {
  const { lunch } = shift;
  if (lunch === null || lunch.startSeconds < from || lunch.endSeconds > until) return null;
  const latest = lunch.startSeconds + LUNCH_SLACK_SECONDS;
  return freeAt > latest ? null : { earliest: lunch.startSeconds - LUNCH_SLACK_SECONDS, latest, length: lunch.endSeconds - lunch.startSeconds };
}

/** A visit somewhere in a plan. */
export interface Standing {
  readonly visit: PlanVisit;
  readonly crew: readonly string[];
  readonly start: number;
  readonly lock: Lock;
}

export const standingsOf = (problem: PlanningProblem, assignments: readonly Assignment[], days: ReadonlyMap<string, readonly Workday[]>): Standing[] =>
  assignments.flatMap(({ visit: name, crew, startSeconds }) => {
    const visit = problem.visits.find((each) => each.name === name);
    return visit === undefined ? [] : [{ visit, crew, start: startSeconds, lock: lockOf(visit, problem, days) }];
  });
