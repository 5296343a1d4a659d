import type { PlanVisit } from '../../model.ts';
import { broken, type Violation } from '../../rules.ts';
import type { PlanAudit, PlanFault } from '../plan.ts';
import type { Assignment, PlanningProblem } from '../problem.ts';
import { beginOf, minutesNeeded, overAt, standingsOf, workdays, lockOf, type Standing, type Workday } from './day.ts';
import { Bill } from './money.ts';
import { followDay, type CheckedTour } from './tour.ts';

type Days = ReadonlyMap<string, readonly Workday[]>;

const fault = (standing: Standing, technician: string | null, violation: Violation, isInherited = standing.lock !== null): PlanFault => ({ visit: standing.visit.name, technician, violation, isInherited });

/** The workday a visit falls into: where it begins, or for what is locked, where it reaches into. */
function dayOf(standing: Standing, days: readonly Workday[], now: number): Workday | undefined {
  const { visit, lock, start } = standing;
  if (lock === null) return days.find((day) => day.from <= start && start < day.last);
  return days.find((day) => beginOf(visit) < day.last && overAt(visit, now) > day.from);
}

const isSameCrew = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((name, index) => name === other[index]);

/** Locked visits stand where they stood. */
function lockFaults(standing: Standing, { nowSeconds, freezeSeconds }: PlanningProblem): PlanFault[] {
  const { visit, crew, start, lock } = standing;
  if (lock === null || (visit.startSeconds === start && isSameCrew(crew, visit.crew))) return [];
  const told: Readonly<Record<Exclude<Standing['lock'], null>, Violation>> = {
    frozen: broken('frozen', { startSeconds: visit.startSeconds ?? 0, untilSeconds: nowSeconds + freezeSeconds }),
    begun: broken('under-way-visit', { status: visit.status }),
    gone: broken('under-way-visit', { status: visit.status }),
    pinned: broken('pinned', { technician: visit.crew[0] ?? null, startSeconds: visit.startSeconds }),
    elsewhere: broken('pinned', { technician: visit.crew[0] ?? null, startSeconds: visit.startSeconds }),
  };
  return [fault(standing, crew[0] ?? null, told[lock], false)];
}

/** Who may do it at all. */
function personFaults(standing: Standing, problem: PlanningProblem): PlanFault[] {
  const { visit, crew } = standing;
  const found: PlanFault[] = [];
  const needed = Math.max(1, visit.crewSize);
  if (crew.length !== needed || new Set(crew).size !== crew.length) found.push(fault(standing, null, broken('crew-size', { required: needed, present: new Set(crew).size })));
  if (visit.requiredSkills.length === 0 && (visit.jobType ?? null) === null) found.push(fault(standing, null, broken('skills-unknown', { jobType: null })));
  for (const name of crew) {
    const who = problem.technicians.find((each) => each.name === name);
    if (who === undefined || who.skills.length === 0) found.push(fault(standing, name, broken('untagged', { technician: name })));
  }
  return [...found, ...skillFaults(standing, problem)];
}

/** The lead has every skill, high enough, on the day. */
function skillFaults(standing: Standing, problem: PlanningProblem): PlanFault[] {
  const { visit, start, crew: [name = ''] } = standing;
  const who = problem.technicians.find((each) => each.name === name);
  return visit.requiredSkills.flatMap(({ skill, level }) => {
    const held = who?.skills.find((each) => each.skill === skill);
    if (held === undefined) return [fault(standing, name, broken('missing-skill', { skill, requiredLevel: level }))];
    if (held.level < level) return [fault(standing, name, broken('skill-level', { skill, requiredLevel: level, level: held.level }))];
    return held.expiresSeconds !== null && held.expiresSeconds <= start ? [fault(standing, name, broken('skill-expired', { skill, expiredSeconds: held.expiresSeconds }))] : [];
  });
}

/** When a visit that others wait for is over; null when it stands nowhere. */
function endOf(other: Standing | undefined, problem: PlanningProblem): number | null {
  if (other === undefined) return null;
  const who = problem.technicians.find((each) => each.name === other.crew[0]);
  return other.lock === 'begun' || who === undefined ? overAt(other.visit, problem.nowSeconds) : other.start + minutesNeeded(other.visit, who);
}

/** The promise, the clock, and who has to be over first. */
function timeFaults(standing: Standing, problem: PlanningProblem, standings: ReadonlyMap<string, Standing>): PlanFault[] {
  const { visit, crew: [lead = null], start } = standing;
  const { window } = visit;
  const found: PlanFault[] = [];
  if (window !== null && (start < window.startSeconds || start > window.endSeconds)) {
    found.push(fault(standing, lead, broken('outside-window', { windowStartSeconds: window.startSeconds, windowEndSeconds: window.endSeconds, startSeconds: start })));
  }
  if (start < problem.nowSeconds) found.push(fault(standing, lead, broken('past-start', { startSeconds: start, nowSeconds: problem.nowSeconds })));
  for (const name of visit.after ?? []) {
    if (!isAwaited(problem.visits.find((each) => each.name === name))) continue;
    const ends = endOf(standings.get(name), problem);
    if (ends === null || start < ends) found.push(fault(standing, lead, broken('precedence', { visit: name, endsSeconds: ends, startSeconds: start })));
  }
  return found;
}

/** Nobody waits for what is unknown, called off or done. */
const isAwaited = (visit: PlanVisit | undefined): boolean => visit !== undefined && visit.status !== 'cancelled' && visit.status !== 'failed' && (visit.status !== 'done' || visit.startSeconds !== null);

/** One tour at its planned times: everybody reached, everything over in time, lunch taken. */
function tourFaults(tour: CheckedTour): PlanFault[] {
  const { day, stops } = tour;
  const found: PlanFault[] = [];
  stops.forEach((stop, index) => {
    const before = stops[index - 1];
    const isInherited = stop.at.lock !== null && (before === undefined || before.at.lock !== null);
    if (stop.reachable > stop.at.start) {
      const facts = { after: before?.at.visit.name ?? '', travelSeconds: stop.leg.felt, arrivesSeconds: stop.reachable, lateSeconds: stop.reachable - stop.at.start };
      found.push(fault(stop.at, day.who.name, broken('late-arrival', facts), isInherited));
    }
  });
  const last = stops.at(-1);
  if (last === undefined) return found;
  const allLocked = stops.every(({ at }) => at.lock !== null);
  if (tour.over > tour.mayLastUntil) found.push(fault(last.at, day.who.name, broken('outside-shift', { shiftStartSeconds: day.from, shiftEndSeconds: day.last, startSeconds: last.at.start, endSeconds: tour.over }), allLocked));
  const { lunch } = day.shift;
  if (tour.missesLunch && lunch !== null) found.push(fault(last.at, day.who.name, broken('lunch', { lunchStartSeconds: lunch.startSeconds, lunchEndSeconds: lunch.endSeconds }), allLocked));
  return found;
}

function absentFault(standing: Standing, name: string, problem: PlanningProblem): PlanFault {
  const { start, visit } = standing;
  const who = problem.technicians.find((each) => each.name === name);
  const absence = who?.absences.find((each) => each.startSeconds < start + visit.durationSeconds && start < each.endSeconds);
  if (absence !== undefined) return fault(standing, name, broken('absence', { reason: absence.reason, fromSeconds: absence.startSeconds, untilSeconds: absence.endSeconds }));
  return fault(standing, name, broken('outside-shift', { shiftStartSeconds: null, shiftEndSeconds: null, startSeconds: start, endSeconds: start + visit.durationSeconds }));
}

function onCallFaults(standing: Standing, day: Workday): PlanFault[] {
  const isEmergency = standing.visit.priority === 'Urgent';
  return day.shift.onCall && !isEmergency && standing.lock === null ? [fault(standing, day.who.name, broken('on-call', { priority: standing.visit.priority ?? 'Medium' }))] : [];
}

/** Visits that are twice in the plan, in nobody's keeping, or unknown. */
function lostVisits(problem: PlanningProblem, plan: CheckedPlan, days: Days): string[] {
  const counts = new Map<string, number>();
  const said = [...plan.assignments, ...(plan.unassigned ?? [])].map(({ visit }) => visit);
  for (const name of said) counts.set(name, (counts.get(name) ?? 0) + 1);
  const known = new Set(problem.visits.map(({ name }) => name));
  const wrong = [...counts].filter(([name, count]) => count > 1 || !known.has(name)).map(([name]) => name);
  const missing = plan.unassigned === undefined ? [] : problem.visits.filter((visit) => lockOf(visit, problem, days) !== 'gone' && !counts.has(visit.name)).map(({ name }) => name);
  return [...wrong, ...missing];
}

/** A plan to be checked; without `unassigned`, visits may be missing. */
export interface CheckedPlan {
  readonly assignments: readonly Assignment[];
  readonly unassigned?: readonly { readonly visit: string }[];
}

/**
 * Judges a plan anew from the problem alone: every hard rule, and what it costs. What is locked is looked at too, and its faults are
 * told as inherited; a plan is legal when it has no others.
 */
export function checkPlan(problem: PlanningProblem, plan: CheckedPlan): PlanAudit {
  const days: Days = new Map(problem.technicians.map((who) => [who.name, workdays(who, problem.horizon)]));
  const standings = standingsOf(problem, plan.assignments, days);
  const byName = new Map(standings.map((standing) => [standing.visit.name, standing]));
  const faults: PlanFault[] = standings.flatMap((standing) => [
    ...lockFaults(standing, problem),
    ...(standing.lock === null ? [...personFaults(standing, problem), ...timeFaults(standing, problem, byName)] : []),
  ]);
  const bill = new Bill(problem);
  const { here, absent } = sorted(standings, days, problem.nowSeconds);
  for (const [standing, name] of absent) if (standing.lock === null) faults.push(absentFault(standing, name, problem));
  const keptUntil = new Map<string, number>();
  for (const [day, visits] of [...here].sort(([one], [other]) => one.from - other.from)) {
    const { name } = day.who;
    const tour = followDay(day, visits, problem, keptUntil.get(name));
    keptUntil.set(name, Math.max(keptUntil.get(name) ?? 0, tour.homeFromLocked));
    faults.push(...visits.flatMap((standing) => onCallFaults(standing, day)), ...tourFaults(tour));
    bill.addTour(tour);
  }
  const unserved = new Set(absent.map(([{ visit }]) => visit.name));
  for (const visit of problem.visits) {
    if (lockOf(visit, problem, days) !== null) continue;
    const standing = byName.get(visit.name);
    if (standing === undefined || unserved.has(visit.name)) bill.addNobody(visit);
    else if (isMoved(visit, standing.crew)) bill.addMoved();
  }
  const lost = lostVisits(problem, plan, days);
  return { isLegal: lost.length === 0 && faults.every(({ isInherited }) => isInherited), faults, lost, cost: bill.total() };
}

const isMoved = (visit: PlanVisit, crew: readonly string[]): boolean =>
  visit.startSeconds !== null && visit.crew.length > 0 && (crew.length !== visit.crew.length || crew.some((name) => !visit.crew.includes(name)));

/** Who is in whose workday, and who is given to somebody not at work. */
function sorted(standings: readonly Standing[], days: Days, now: number): { here: ReadonlyMap<Workday, Standing[]>; absent: (readonly [Standing, string])[] } {
  const here = new Map<Workday, Standing[]>();
  const absent: (readonly [Standing, string])[] = [];
  for (const standing of standings) {
    for (const name of standing.crew) {
      const day = dayOf(standing, days.get(name) ?? [], now);
      if (day === undefined) absent.push([standing, name]);
      else here.set(day, [...(here.get(day) ?? []), standing]);
    }
  }
  return { here, absent };
}
