import type { Routes } from '../solver/problem.ts';
import type { PlanVisit } from '../model.ts';
import { conflictsOf, type Conflict } from '../conflicts.ts';
import { addTour, addUnserved, costOf, emptyLedger, hasNewPeople } from './ledger.ts';
import type { DayPlan, PlanCost } from './plan.ts';
import { GRID_SECONDS, MINUTE_SECONDS } from './places-in-tours.ts';
import { crewIn } from './placement-cost.ts';
import type { Prepared } from './prepare.ts';
import type { Assignment } from './problem.ts';
import { publishedBegins, restored } from './restore.ts';
import { AS_EARLY_AS_POSSIBLE, TourClock, type Bounds, type Wishes } from './tour-clock.ts';
import { coupleBounds, publishedPlan } from './tours.ts';

/** Tasks on their routes with the times work begins. */
export interface Timed {
  readonly routeOf: Int32Array;
  readonly begins: Int32Array;
  readonly sequences: Routes;
}

/** Whether the tour keeps its starts when it is asked to: with starts to the second, lunch elsewhere may be cheaper. Leaves the clock at it. */
function isSettled(clock: TourClock, route: number): boolean {
  const begins = clock.begins.slice(0, clock.count);
  const kept = new Int32Array(clock.begins.length).fill(-1);
  begins.forEach((begin, index) => (kept[clock.stops[index] ?? 0] = begin));
  clock.run(route, { begins: kept, gridSeconds: 1 });
  return begins.every((begin, index) => begin === clock.begins[index]);
}

/** Leaves the clock at the tour as it is to be read. */
function readTour(clock: TourClock, route: number, readings: readonly Wishes[]): void {
  clock.run(route, AS_EARLY_AS_POSSIBLE);
  const [excess, units] = [clock.excessSeconds, clock.units];
  for (const wishes of readings) {
    clock.run(route, wishes);
    if (clock.excessSeconds <= excess && clock.units <= units && isSettled(clock, route)) return;
  }
  clock.run(route, AS_EARLY_AS_POSSIBLE);
}

function timeAll(prepared: Prepared, sequences: Routes, bounds: Bounds, readings: readonly Wishes[]): Timed {
  const clock = new TourClock(prepared, bounds);
  const routeOf = new Int32Array(prepared.tasks.length).fill(-1);
  const begins = new Int32Array(prepared.tasks.length).fill(-1);
  sequences.forEach((sequence, route) => {
    if (sequence.length === 0) return;
    clock.load(sequence);
    readTour(clock, route, readings);
    sequence.forEach((task, index) => {
      routeOf[task] = route;
      begins[task] = clock.begins[index] ?? 0;
    });
  });
  return { routeOf, begins, sequences };
}

/**
 * Gives every visit its start: the published one where it still holds, the next five minutes otherwise, the next minute where that
 * would cost something, and the very second only where a whole minute would cost or break something.
 */
export function settle(prepared: Prepared, sequences: Routes, bounds: Bounds): Timed {
  const kept = restored(prepared, sequences, bounds);
  const early = timeAll(prepared, kept, bounds, [{ begins: null, gridSeconds: MINUTE_SECONDS }]);
  coupleBounds(prepared, early, bounds);
  const begins = publishedBegins(prepared);
  const [byGrid, byMinute] = [{ begins, gridSeconds: GRID_SECONDS }, { begins, gridSeconds: MINUTE_SECONDS }];
  return timeAll(prepared, kept, bounds, [byGrid, byMinute, { begins: null, gridSeconds: GRID_SECONDS }, { begins: null, gridSeconds: MINUTE_SECONDS }, { begins, gridSeconds: 1 }]);
}

/** What a plan costs from here on, and the visits that nobody does. */
export function planCost(prepared: Prepared, timed: Timed, bounds: Bounds): { cost: PlanCost; unserved: PlanVisit[] } {
  const ledger = emptyLedger();
  const clock = new TourClock(prepared, bounds);
  timed.sequences.forEach((sequence, route) => {
    clock.load(sequence);
    clock.run(route, { begins: timed.begins, gridSeconds: 1 });
    addTour(ledger, prepared, route, clock);
  });
  const unserved: PlanVisit[] = [];
  for (const [name, [lead]] of prepared.tasksOf) {
    const visit = prepared.visits.get(name);
    if (visit === undefined || lead === undefined) continue;
    if ((timed.routeOf[lead] ?? -1) < 0) {
      unserved.push(visit);
      addUnserved(ledger, visit, prepared);
    } else if (hasNewPeople(visit, crewIn({ prepared, routeOf: timed.routeOf }, name)) && prepared.standings.get(name) === 'free') ledger.moved += 1;
  }
  return { cost: costOf(ledger), unserved };
}

const byStart = (one: Assignment, other: Assignment): number => one.startSeconds - other.startSeconds || (one.visit < other.visit ? -1 : 1);

/** The assignments of a plan: what is locked as it stands, and the rest as timed. */
export function assignmentsOf(prepared: Prepared, timed: Timed): Assignment[] {
  const locked = publishedPlan(prepared).filter(({ visit }) => prepared.standings.get(visit) !== 'free');
  const free = [...prepared.tasksOf].flatMap(([name, [lead = -1]]): Assignment[] => {
    const begin = timed.begins[lead] ?? -1;
    if (prepared.standings.get(name) !== 'free' || begin < 0) return [];
    return [{ visit: name, crew: crewIn({ prepared, routeOf: timed.routeOf }, name), startSeconds: begin + prepared.zeroSeconds }];
  });
  return [...locked, ...free].sort(byStart);
}

/** What is locked and breaks a rule where it stands. */
export function lockedConflicts(prepared: Prepared): Conflict[] {
  const { problem } = prepared;
  const locked = problem.visits.filter((visit) => {
    const standing = prepared.standings.get(visit.name);
    return standing === 'begun' || standing === 'frozen' || standing === 'pinned';
  });
  return conflictsOf({ technicians: problem.technicians, visits: locked, nowSeconds: problem.nowSeconds });
}

export type Read = Omit<DayPlan, 'unassigned' | 'iterations'> & { readonly unserved: readonly PlanVisit[] };

export function readBack(prepared: Prepared, sequences: Routes, bounds: Bounds): Read {
  const timed = settle(prepared, sequences, bounds);
  const { cost, unserved } = planCost(prepared, timed, bounds);
  return { assignments: assignmentsOf(prepared, timed), conflicts: lockedConflicts(prepared), cost, unserved };
}
