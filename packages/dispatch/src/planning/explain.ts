import type { PlanTechnician, PlanVisit, Span } from '../model.ts';
import { broken, type Violation } from '../rules.ts';
import { lockBarriers, personBarriers, stretchBarriers } from './barriers.ts';
import { bestCrew, crewShortage } from './crews.ts';
import { bestSlot, limitByFollowers, type Slot } from './places-in-tours.ts';
import { placementCost, possiblePlace } from './placement-cost.ts';
import type { Change, Explanation, PossiblePlace } from './plan.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Assignment } from './problem.ts';
import { barrierReasons, joined, overrunReasons, type Reasons } from './reasons.ts';
import { readyAfter, toursFrom, type Tours } from './tours.ts';

/** A visit taken out of a plan, ready to be asked about. */
export interface Question {
  readonly tours: Tours;
  readonly visit: PlanVisit;
  readonly assignments: readonly Assignment[];
  /** What it costs where it stands; null when it stands nowhere legal. */
  readonly standingCents: number | null;
}

/** Where a visit stands in the plan, as slots in the tours without it. */
function standingSlots(tours: Tours, assignment: Assignment): Slot[] {
  const { prepared } = tours;
  const tasks = prepared.tasksOf.get(assignment.visit) ?? [];
  const begin = assignment.startSeconds - prepared.zeroSeconds;
  return tasks.flatMap((task, part) => {
    const route = (prepared.routesOf.get(assignment.crew[part] ?? '') ?? []).find((each) => (prepared.routing.routeEarliest[each] ?? 0) <= begin && begin <= (tours.bounds.routeClose[each] ?? 0));
    if (route === undefined) return [];
    const found = (tours.sequences[route] ?? []).findIndex((other) => (tours.begins[other] ?? 0) > begin);
    const begins = tours.begins.slice();
    begins[task] = begin;
    return [{ task, route, position: found < 0 ? (tours.sequences[route] ?? []).length : found, wishes: { begins, gridSeconds: 1 }, excessSeconds: 0, units: 0 }];
  });
}

/** Takes a visit out of a plan to ask about it. */
export function questionOn(prepared: Prepared, assignments: readonly Assignment[], name: string): Question {
  const visit = prepared.visits.get(name);
  if (visit === undefined) throw new RangeError(`no visit ${name} in the problem`);
  const standing = assignments.find((each) => each.visit === name);
  const others = standing === undefined ? assignments : assignments.filter((each) => each.visit !== name);
  const tours = toursFrom(prepared, others);
  const slots = standing === undefined ? [] : standingSlots(tours, standing);
  const isWhole = slots.length > 0 && slots.length === (prepared.tasksOf.get(name) ?? []).length;
  return { tours, visit, assignments: others, standingCents: isWhole ? placementCost(tours, visit, { tours, slots, displaced: [] }).totalCents : null };
}

/** The stretches of one person that a promise allows for. */
export function routesWithin({ prepared }: Tours, { window }: PlanVisit, technician: string): number[] {
  return (prepared.routesOf.get(technician) ?? []).filter((route) => {
    const frame = prepared.frames[route];
    return frame !== undefined && (window === null || (window.startSeconds <= frame.latestSeconds && window.endSeconds >= frame.stretch.startSeconds));
  });
}

/** Visits that have to be over first and stand nowhere. */
function waitsForNobody(tours: Tours, visit: PlanVisit): Reasons {
  const missing = (visit.after ?? []).filter((name) => readyAfter(tours.prepared, name, tours) === null);
  return {
    violations: missing.map((name) => broken('precedence', { visit: name, endsSeconds: null, startSeconds: visit.window?.startSeconds ?? tours.prepared.problem.nowSeconds })),
    changes: missing.map((name) => ({ kind: 'place-first', visit: name })),
  };
}

export const secondsToGive = (changes: readonly Change[]): number => changes.reduce((sum, change) => sum + ('bySeconds' in change ? change.bySeconds : 86_400), 0);

/** The reasons that come nearest to a place. */
export const nearest = (reasons: readonly Reasons[]): Reasons | undefined => reasons.toSorted((one, other) => secondsToGive(one.changes) - secondsToGive(other.changes) || one.violations.length - other.violations.length)[0];

function reasonsOn({ tours, visit }: Question, route: number, isThorough: boolean): Reasons {
  const { prepared } = tours;
  const frame = prepared.frames[route];
  const [lead] = prepared.tasksOf.get(visit.name) ?? [];
  if (frame === undefined || lead === undefined) return { violations: [], changes: [] };
  const { technician } = frame.stretch;
  const barriers = barrierReasons([...personBarriers(visit, technician, true), ...stretchBarriers(visit, frame.stretch, true)], visit, { technician: technician.name, latestSeconds: frame.latestSeconds });
  if (barriers.violations.length > 0 && !isThorough) return barriers;
  const slot = bestSlot(tours, lead, route, true);
  if (slot === undefined || slot.excessSeconds === 0) return barriers;
  limitByFollowers(tours, lead, route);
  return joined(barriers, overrunReasons(tours, slot));
}

function crewReasons(question: Question, technician: string): Reasons {
  const { tours, visit } = question;
  const present = crewShortage(tours, visit.name, technician);
  return { violations: [broken('crew-size', { required: visit.crewSize, present })], changes: [{ kind: 'complete-crew', visit: visit.name, missing: visit.crewSize - present }] };
}

/** The cheapest legal place in any of these tours. */
export function placeOn(question: Question, routes: readonly number[], technician: string): PossiblePlace | undefined {
  const { tours, visit, standingCents } = question;
  const [lead] = tours.prepared.tasksOf.get(visit.name) ?? [];
  if (lead === undefined) return undefined;
  if (visit.crewSize > 1) {
    const crew = bestCrew(tours, visit.name, new Set([technician]));
    if (crew === undefined) return undefined;
    for (const { task } of crew.slots) tours.bounds.open[task] = tours.bounds.close[task] = crew.beginSeconds;
    const place = possiblePlace(tours, visit, { tours, slots: crew.slots, displaced: [] }, standingCents);
    for (const { task } of crew.slots) {
      tours.bounds.open[task] = tours.prepared.routing.earliest[task] ?? 0;
      tours.bounds.close[task] = tours.prepared.routing.latest[task] ?? 0;
    }
    return place;
  }
  const slots = routes.flatMap((route) => bestSlot(tours, lead, route) ?? []).filter(({ excessSeconds }) => excessSeconds === 0);
  const best = slots.toSorted((one, other) => one.units - other.units)[0];
  return best === undefined ? undefined : possiblePlace(tours, visit, { tours, slots: [best], displaced: [] }, standingCents);
}

/** The world with one thing changed, to see what else is in the way. */
function supposing({ tours, assignments }: Question, visit: PlanVisit, technician: PlanTechnician): Question {
  const { problem } = tours.prepared;
  const changed = { ...problem, technicians: problem.technicians.map((each) => (each.name === technician.name ? technician : each)), visits: problem.visits.map((each) => (each.name === visit.name ? visit : each)) };
  return questionOn(prepare(changed, tours.prepared), assignments, visit.name);
}

/** What lies in the way besides, once this is granted. */
function granted(question: Question, technician: PlanTechnician, given: Reasons, visit = question.visit): Reasons {
  const then = explainOn(supposing(question, visit, technician), technician.name, true);
  return then.kind === 'possible' ? given : joined(given, then);
}

const overlaps = (one: Span, other: Span): boolean => one.startSeconds < other.endSeconds && other.startSeconds < one.endSeconds;

/** Not at work when the promise asks for it: absent, or off. */
function awayReasons(question: Question, technician: PlanTechnician, isThorough: boolean): Reasons {
  const { tours, visit } = question;
  const { horizon, nowSeconds } = tours.prepared.problem;
  const asked = visit.window === null ? horizon : { startSeconds: visit.window.startSeconds, endSeconds: visit.window.endSeconds + visit.durationSeconds };
  const absences = technician.absences.filter((each) => overlaps(each, asked) && technician.shifts.some((shift) => overlaps(shift, each) && overlaps(shift, asked)));
  if (absences.length > 0) {
    const given: Reasons = {
      violations: absences.map(({ reason, startSeconds, endSeconds }) => broken('absence', { reason, fromSeconds: startSeconds, untilSeconds: endSeconds })),
      changes: absences.map(({ startSeconds, endSeconds }) => ({ kind: 'end-absence', technician: technician.name, fromSeconds: startSeconds, untilSeconds: endSeconds })),
    };
    return isThorough ? granted(question, { ...technician, absences: technician.absences.filter((each) => !absences.includes(each)) }, given) : given;
  }
  const shift = { startSeconds: Math.max(nowSeconds + 1, asked.startSeconds), endSeconds: Math.max(nowSeconds + 1 + visit.durationSeconds, asked.endSeconds) };
  const given: Reasons = {
    violations: [broken('outside-shift', { shiftStartSeconds: null, shiftEndSeconds: null, ...shift })],
    changes: [{ kind: 'add-shift', technician: technician.name, fromSeconds: shift.startSeconds, untilSeconds: shift.endSeconds }],
  };
  const canBeSupposed = isThorough && !technician.shifts.some((each) => overlaps(each, shift));
  return canBeSupposed ? granted(question, { ...technician, shifts: [...technician.shifts, { ...shift, lunch: null, onCall: false }] }, given) : given;
}

function lockReasons(question: Question, technician: PlanTechnician, locks: readonly Violation[], isThorough: boolean): Reasons {
  const { visit } = question;
  const given = barrierReasons(locks, visit, { technician: technician.name, latestSeconds: 0 });
  return isThorough && given.changes.length > 0 ? granted(question, technician, given, { ...visit, pinned: false }) : given;
}

/**
 * The cheapest legal place of the visit with one technician, or everything that is in its way. Thorough answers say what else would be
 * in the way once the first is granted; the others stop at what holds whatever the hour.
 */
export function explainOn(question: Question, name: string, isThorough: boolean): Explanation {
  const { tours, visit } = question;
  const { prepared } = tours;
  const technician = prepared.problem.technicians.find((each) => each.name === name);
  if (technician === undefined) throw new RangeError(`no technician ${name} in the problem`);
  const blocked = (reasons: Reasons): Explanation => ({ kind: 'blocked', visit: visit.name, technician: name, ...reasons });
  const standing = prepared.standings.get(visit.name);
  if (standing !== 'free') return blocked(lockReasons(question, technician, lockBarriers(visit, prepared.problem.nowSeconds + prepared.problem.freezeSeconds), isThorough));
  const order = waitsForNobody(tours, visit);
  const routes = routesWithin(tours, visit, name);
  const place = order.violations.length > 0 ? undefined : placeOn(question, routes, name);
  if (place !== undefined) return place;
  const person = barrierReasons(personBarriers(visit, technician, true), visit, { technician: name, latestSeconds: 0 });
  if (routes.length === 0) return blocked(joined(order, isThorough ? joined(awayReasons(question, technician, true)) : joined(person, awayReasons(question, technician, false))));
  const found = nearest(routes.map((route) => reasonsOn(question, route, isThorough))) ?? { violations: [], changes: [] };
  return blocked(joined(order, found.violations.length + order.violations.length > 0 ? found : crewReasons(question, name)));
}
