import { absencesOf, type PlanTechnician, type PlanVisit, type Span } from '../model.ts';
import { broken, worstFirst, type Violation } from '../rules.ts';
import { lockBarriers, personBarriers, stretchBarriers } from './barriers.ts';
import { bestCrew, crewShortage } from './crews.ts';
import { bestSlot, limitByFollowers, type Slot } from './places-in-tours.ts';
import { placementCost, possiblePlace } from './placement-cost.ts';
import type { Change, Explanation, PossiblePlace } from './plan.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Assignment, PlanningProblem } from './problem.ts';
import { barrierReasons, joined, overrunReasons, type Reasons } from './reasons.ts';
import { durationOn } from './stretches.ts';
import { mergedChanges, supposeChange } from './suppose.ts';
import { readyAfter, routeFor, toursFrom, type Tours } from './tours.ts';

/** Changes on top of changes are followed so far. */
const MOST_STEPS = 12;

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
    const route = routeFor(prepared, assignment.crew[part] ?? '', assignment.startSeconds);
    if (route < 0) return [];
    const found = (tours.sequences[route] ?? []).findIndex((other) => (tours.begins[other] ?? 0) > begin);
    const begins = tours.begins.slice();
    begins[task] = begin;
    return [{ task, route, position: found < 0 ? (tours.sequences[route] ?? []).length : found, wishes: { begins, gridSeconds: 1, isHeld: true }, excessSeconds: 0, units: 0, disturbedSeconds: 0 }];
  });
}

/** Takes a visit out of a plan to ask about it. */
export function questionOn(prepared: Prepared, assignments: readonly Assignment[], name: string): Question {
  const visit = prepared.visits.get(name);
  if (visit === undefined) throw new RangeError(`no visit ${name} in the problem`);
  const standing = assignments.find((each) => each.visit === name);
  const others = standing === undefined ? assignments : assignments.filter((each) => each.visit !== name);
  const tours = toursFrom(prepared, others);
  return { tours, visit, assignments: others, standingCents: standing === undefined ? null : standingCents(tours, visit, standing) };
}

/** What a visit costs where it stands, against its promise as it may be; null when somebody of its crew is not at work then. */
function standingCents(tours: Tours, visit: PlanVisit, standing: Assignment): number | null {
  const { prepared, bounds } = tours;
  const tasks = prepared.tasksOf.get(visit.name) ?? [];
  const slots = standingSlots(tours, standing);
  if (slots.length === 0 || slots.length !== tasks.length) return null;
  const begin = standing.startSeconds - prepared.zeroSeconds;
  const limits = tasks.map((task) => ({ task, open: bounds.open[task] ?? 0, close: bounds.close[task] ?? 0 }));
  for (const { task } of limits) bounds.open[task] = bounds.close[task] = begin;
  const { totalCents } = placementCost(tours, visit, { tours, slots, displaced: [] });
  for (const { task, open, close } of limits) [bounds.open[task], bounds.close[task]] = [open, close];
  return totalCents;
}

/** The stretches of one person that a promise allows for. */
export function routesWithin({ prepared }: Tours, { window }: PlanVisit, technician: string): number[] {
  return (prepared.routesOf.get(technician) ?? []).filter((route) => {
    const frame = prepared.frames[route];
    return frame !== undefined && (window === null || (window.startSeconds <= frame.latestSeconds && window.endSeconds >= frame.stretch.startSeconds));
  });
}

/** Visits that have to be over first and stand nowhere, or end after this one must have begun. */
function waitsInVain(tours: Tours, visit: PlanVisit): Reasons {
  const { prepared } = tours;
  const latest = visit.window?.endSeconds ?? prepared.problem.horizon.endSeconds;
  const late = (visit.after ?? []).flatMap((name): { name: string; endsSeconds: number | null }[] => {
    const ready = readyAfter(prepared, name, tours);
    if (ready === null) return [{ name, endsSeconds: null }];
    return ready + prepared.zeroSeconds > latest ? [{ name, endsSeconds: ready + prepared.zeroSeconds }] : [];
  });
  return {
    violations: late.map(({ name, endsSeconds }) => broken('precedence', { visit: name, endsSeconds, startSeconds: latest })),
    changes: late.map(({ name }) => ({ kind: 'place-first', visit: name })),
  };
}

export const secondsToGive = (changes: readonly Change[]): number => changes.reduce((sum, change) => sum + ('bySeconds' in change ? change.bySeconds : 86_400), 0);

/** The reasons that come nearest to a place. */
export const nearest = (reasons: readonly Reasons[]): Reasons | undefined => reasons.toSorted((one, other) => Number(one.isHopeless ?? false) - Number(other.isHopeless ?? false) || secondsToGive(one.changes) - secondsToGive(other.changes) || one.violations.length - other.violations.length)[0];

/** A card has to be valid to the end of the shift, the extended one if that is asked for too. */
function validToTheEnd({ violations, changes, isHopeless = false }: Reasons): Reasons {
  const bySeconds = Math.max(0, ...changes.map((change) => (change.kind === 'extend-shift' || change.kind === 'delay-absence' ? change.bySeconds : 0)));
  return { isHopeless, violations, changes: changes.map((change) => (change.kind === 'renew-skill' ? { ...change, untilSeconds: change.untilSeconds + bySeconds } : change)) };
}

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
  return validToTheEnd(joined(barriers, overrunReasons(tours, slot)));
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

const overlaps = (one: Span, other: Span): boolean => one.startSeconds < other.endSeconds && other.startSeconds < one.endSeconds;

const absenceReasons = (technician: PlanTechnician, absences: PlanTechnician['absences']): Reasons => ({
  violations: absences.map(({ reason, startSeconds, endSeconds }) => broken('absence', { reason, fromSeconds: startSeconds, untilSeconds: endSeconds })),
  changes: absences.map(({ startSeconds, endSeconds }) => ({ kind: 'end-absence', technician: technician.name, fromSeconds: startSeconds, untilSeconds: endSeconds })),
});

/** Not at work when the promise asks for it: absent, or off. */
function awayReasons({ tours, visit }: Question, technician: PlanTechnician): Reasons {
  const { horizon, nowSeconds } = tours.prepared.problem;
  const asked = visit.window === null ? horizon : { startSeconds: visit.window.startSeconds, endSeconds: visit.window.endSeconds + visit.durationSeconds };
  const absences = absencesOf(technician).filter((each) => overlaps(each, asked) && technician.shifts.some((shift) => overlaps(shift, each) && overlaps(shift, asked)));
  if (absences.length > 0) return absenceReasons(technician, absences);
  const beside = technician.shifts.filter((each) => overlaps(each, asked));
  const startSeconds = Math.max(nowSeconds + 1, asked.startSeconds, ...beside.filter((each) => each.startSeconds <= asked.startSeconds).map((each) => each.endSeconds));
  const endSeconds = Math.min(Math.max(startSeconds + visit.durationSeconds, asked.endSeconds), ...technician.shifts.map((each) => each.startSeconds).filter((each) => each >= startSeconds));
  return {
    violations: [broken('outside-shift', { shiftStartSeconds: null, shiftEndSeconds: null, startSeconds, endSeconds })],
    changes: endSeconds - startSeconds < durationOn(visit, technician) ? [] : [{ kind: 'add-shift', technician: technician.name, fromSeconds: startSeconds, untilSeconds: endSeconds }],
  };
}

/** A delay that outlasts the absence is its end. */
function outlasted({ violations, changes, isHopeless = false }: Reasons, { name, absences }: PlanTechnician): Reasons {
  return {
    isHopeless,
    violations,
    changes: changes.map((change) => {
      const absence = change.kind === 'delay-absence' ? absences.find(({ startSeconds }) => startSeconds === change.fromSeconds - change.bySeconds) : undefined;
      if (absence === undefined || change.kind !== 'delay-absence' || change.fromSeconds < absence.endSeconds) return change;
      return { kind: 'end-absence', technician: name, fromSeconds: absence.startSeconds, untilSeconds: absence.endSeconds };
    }),
  };
}

/** Everything in the way with one technician, as the world is. */
function reasonsWith(question: Question, technician: PlanTechnician, routes: readonly number[], isThorough: boolean): Reasons {
  const { tours, visit } = question;
  const { problem } = tours.prepared;
  if (tours.prepared.standings.get(visit.name) !== 'free') return barrierReasons(lockBarriers(visit, problem.nowSeconds + problem.freezeSeconds), visit, { technician: technician.name, latestSeconds: 0 });
  const order = waitsInVain(tours, visit);
  const person = barrierReasons(personBarriers(visit, technician, true), visit, { technician: technician.name, latestSeconds: 0 });
  if (routes.length === 0) return joined(order, person, awayReasons(question, technician));
  const found = nearest(routes.map((route) => reasonsOn(question, route, isThorough))) ?? { violations: [], changes: [] };
  return outlasted(joined(order, found.violations.length + order.violations.length > 0 ? found : crewReasons(question, technician.name)), technician);
}

/** Locks that only the supposed world would put on. */
const LOCKS: ReadonlySet<Violation['rule']> = new Set(['frozen', 'pinned', 'under-way-visit']);

const withOthers = (known: Reasons, then: Reasons): Violation[] => worstFirst([...known.violations, ...then.violations.filter(({ rule }) => !LOCKS.has(rule) && !known.violations.some((each) => each.rule === rule))]);

/** Looks again, and again, after what was in the way is supposed to be changed: what then is in the way has to change as well. */
function toTheEnd(question: Question, technician: string, first: Reasons): Reasons {
  if (first.isHopeless === true) return { violations: first.violations, changes: [] };
  let reasons = first;
  let latest: readonly Change[] = first.changes;
  let world: PlanningProblem | undefined = question.tours.prepared.problem;
  for (let step = 0; step < MOST_STEPS && latest.length > 0; step++) {
    for (const change of latest) world = world === undefined ? undefined : supposeChange(world, change);
    if (world === undefined) return reasons;
    const then = withReasons(questionOn(prepare(world, question.tours.prepared), question.assignments, question.visit.name), technician, false);
    if ('kind' in then) return reasons;
    if (then.changes.length === 0 || then.isHopeless === true) return { violations: withOthers(reasons, then), changes: [] };
    reasons = { violations: withOthers(reasons, then), changes: mergedChanges(reasons.changes, then.changes) };
    latest = then.changes;
  }
  return latest.length === 0 ? reasons : { ...reasons, changes: [] };
}

/** The cheapest legal place with one technician, or what is in its way. */
function withReasons(question: Question, name: string, isThorough: boolean): PossiblePlace | Reasons {
  const { tours, visit } = question;
  const technician = tours.prepared.problem.technicians.find((each) => each.name === name);
  if (technician === undefined) throw new RangeError(`no technician ${name} in the problem`);
  const routes = routesWithin(tours, visit, name);
  const isFree = tours.prepared.standings.get(visit.name) === 'free';
  const place = isFree && waitsInVain(tours, visit).violations.length === 0 ? placeOn(question, routes, name) : undefined;
  return place ?? reasonsWith(question, technician, routes, isThorough);
}

/**
 * The cheapest legal place of the visit with one technician, or everything that is in its way. Thorough answers go on to say what else
 * would be in the way once the first is changed; the others stop at what holds whatever the hour.
 */
export function explainOn(question: Question, name: string, isThorough: boolean): Explanation {
  const found = withReasons(question, name, isThorough);
  if ('kind' in found) return found;
  const { violations, changes } = isThorough ? toTheEnd(question, name, found) : found;
  return { kind: 'blocked', visit: question.visit.name, technician: name, violations, changes };
}
