import { isPlaced, type PlacedVisit } from '../model.ts';
import { expectedEnd } from './locks.ts';
import { at } from './numbers.ts';
import type { Prepared } from './prepare.ts';
import type { Assignment } from './problem.ts';
import { durationOn } from './stretches.ts';
import { boundsOf, TourClock, type Bounds } from './tour-clock.ts';
import type { TourLabels } from './tour-labels.ts';

/** A plan as tours: for each route its tasks in order, with what the plan itself already overruns allowed. */
export interface Tours {
  readonly prepared: Prepared;
  readonly sequences: readonly (readonly number[])[];
  /** By task; -1 for one that stands nowhere. */
  readonly routeOf: Int32Array;
  /** By task, after the zero of the problem; -1 for one that stands nowhere. */
  readonly begins: Int32Array;
  readonly bounds: Bounds;
  readonly clock: TourClock;
  /** Visits that the plan gives to somebody in none of his working time. */
  readonly outside: ReadonlyMap<string, Assignment>;
  /** What was worked out of each sequence so far. */
  readonly known: WeakMap<readonly number[], Labelled>;
}

/** A tour's labels, and what it costs as it stands, in sixtieths of a cent. */
export interface Labelled {
  readonly labels: TourLabels;
  readonly standing: number;
}

/** The published plan of what is to be planned: where the visits stand now. */
export function publishedPlan(prepared: Prepared): Assignment[] {
  return [...prepared.visits.values()].flatMap((visit) => {
    const standing = prepared.standings.get(visit.name);
    return standing === 'over' || visit.startSeconds === null || visit.crew.length === 0 ? [] : [{ visit: visit.name, crew: visit.crew, startSeconds: visit.startSeconds }];
  });
}

/** The route in which a technician would be at work then; -1 for none. */
export function routeFor(prepared: Prepared, technician: string, startSeconds: number): number {
  const routes = prepared.routesOf.get(technician) ?? [];
  return routes.find((route) => {
    const frame = prepared.frames[route];
    return frame !== undefined && frame.stretch.startSeconds <= startSeconds && startSeconds < frame.stretch.latestSeconds;
  }) ?? -1;
}

/** Writes where each task stands, a crew's parts in the order of its people; false when somebody is not at work then. */
export function placeTasks(prepared: Prepared, assignment: Assignment, at: { routeOf: Int32Array; begins: Int32Array }): boolean {
  const tasks = prepared.tasksOf.get(assignment.visit) ?? [];
  const isPinned = prepared.standings.get(assignment.visit) === 'pinned';
  const routes = isPinned ? tasks.map((task) => prepared.tasks[task]?.route ?? -1) : assignment.crew.map((name) => routeFor(prepared, name, assignment.startSeconds));
  if (routes.length !== tasks.length || routes.includes(-1)) return tasks.length === 0;
  tasks.forEach((task, slot) => {
    at.routeOf[task] = routes[slot] ?? -1;
    at.begins[task] = assignment.startSeconds - prepared.zeroSeconds;
  });
  return true;
}

type Placed = Pick<Tours, 'routeOf' | 'begins'>;

/** Tells what visits that hang together allow each other while one tour changes: a crew begins when it begins, and who comes first is over first. */
export function coupleBounds(prepared: Prepared, placed: Placed, bounds: Bounds): void {
  for (const [name, tasks] of prepared.tasksOf) {
    const visit = prepared.visits.get(name);
    if (visit === undefined) continue;
    if (visit.crewSize > 1 && prepared.standings.get(name) === 'free') coupleCrew(tasks, placed, bounds);
    for (const before of visit.after ?? []) coupleAfter(prepared, [before, tasks], placed, bounds);
  }
}

function coupleCrew(tasks: readonly number[], { begins }: Placed, bounds: Bounds): void {
  for (const task of tasks) {
    if (at(begins, task) < 0) continue;
    bounds.open[task] = Math.max(at(bounds.open, task), at(begins, task));
    bounds.close[task] = Math.min(at(bounds.close, task), at(begins, task));
  }
}

const isPinned = ({ tasks }: Prepared, task: number): boolean => (tasks[task]?.route ?? -1) >= 0;

function coupleAfter(prepared: Prepared, [before, tasks]: readonly [string, readonly number[]], placed: Placed, bounds: Bounds): void {
  const { routeOf, begins } = placed;
  const awaited = prepared.tasksOf.get(before) ?? [];
  const [first = -1] = awaited;
  const route = first < 0 ? -1 : at(routeOf, first);
  const ready = readyAfter(prepared, before, placed) ?? 0;
  const length = route < 0 ? 0 : at(prepared.routing.service, route * prepared.tasks.length + first);
  // in one tour the order sees to it; what is pinned against its order stays where it is pinned
  for (const task of tasks.filter((each) => !isPinned(prepared, each) && (route < 0 || route !== at(routeOf, each)))) {
    bounds.open[task] = Math.max(at(bounds.open, task), ready);
    if (route >= 0 && at(begins, task) >= 0) closeBefore(prepared, awaited, at(begins, task) - length, bounds);
  }
}

function closeBefore(prepared: Prepared, tasks: readonly number[], seconds: number, bounds: Bounds): void {
  for (const task of tasks) if (!isPinned(prepared, task)) bounds.close[task] = Math.min(at(bounds.close, task), seconds);
}

function lockedEnd({ problem, standings }: Prepared, visit: PlacedVisit): number {
  const lead = problem.technicians.find(({ name }) => name === visit.crew[0]);
  return standings.get(visit.name) === 'begun' || lead === undefined ? expectedEnd(visit, problem.nowSeconds) : visit.startSeconds + durationOn(visit, lead);
}

/** When a visit that others wait for is over; null when it stands nowhere. */
export function readyAfter(prepared: Prepared, name: string, { routeOf, begins }: { routeOf: Int32Array; begins: Int32Array }): number | null {
  const visit = prepared.visits.get(name);
  if (visit === undefined || prepared.standings.get(name) === 'over') return 0;
  const { service, taskCount } = prepared.routing;
  const tasks = prepared.tasksOf.get(name);
  if (tasks === undefined) return isPlaced(visit) ? lockedEnd(prepared, visit) - prepared.zeroSeconds : null;
  const [first = -1] = tasks;
  const [route = -1, begin = -1] = [routeOf[first], begins[first]];
  return route < 0 || begin < 0 ? null : begin + (service[route * taskCount + first] ?? 0);
}

/** Allows what the tours overrun by themselves, so that only what makes it worse counts. */
function allowWhatIs(tours: Pick<Tours, 'sequences' | 'begins' | 'bounds' | 'clock'>): void {
  const { bounds, clock, begins } = tours;
  tours.sequences.forEach((sequence, route) => {
    if (sequence.length === 0) return;
    for (const task of sequence) {
      bounds.open[task] = Math.min(at(bounds.open, task), at(begins, task));
      bounds.close[task] = Math.max(at(bounds.close, task), at(begins, task));
    }
    clock.load(sequence);
    clock.run(route, { begins, gridSeconds: 1 });
    if (clock.excessSeconds === 0) return;
    sequence.forEach((task, index) => {
      bounds.close[task] = Math.max(bounds.close[task] ?? 0, clock.begins[index] ?? 0);
    });
    bounds.routeClose[route] = Math.max(bounds.routeClose[route] ?? 0, clock.endSeconds);
    bounds.lunchUntil[route] = (bounds.lunchUntil[route] ?? 0) + clock.lunchDelaySeconds;
  });
}

/** Reads a plan into tours. */
export function toursFrom(prepared: Prepared, assignments: readonly Assignment[]): Tours {
  const count = prepared.tasks.length;
  const routeOf = new Int32Array(count).fill(-1);
  const begins = new Int32Array(count).fill(-1);
  const outside = new Map<string, Assignment>();
  for (const assignment of assignments) if (!placeTasks(prepared, assignment, { routeOf, begins })) outside.set(assignment.visit, assignment);
  const sequences: number[][] = prepared.frames.map(() => []);
  routeOf.forEach((route, task) => sequences[route]?.push(task));
  for (const sequence of sequences) sequence.sort((a, b) => (begins[a] ?? 0) - (begins[b] ?? 0) || a - b);
  const bounds = boundsOf(prepared);
  coupleBounds(prepared, { routeOf, begins }, bounds);
  const clock = new TourClock(prepared, bounds);
  const tours = { prepared, sequences, routeOf, begins, bounds, clock, outside, known: new WeakMap<readonly number[], Labelled>() };
  allowWhatIs(tours);
  return tours;
}

const PUBLISHED = new WeakMap<Prepared, Tours>();

/** The published plan as tours, read once. */
export function publishedTours(prepared: Prepared): Tours {
  const found = PUBLISHED.get(prepared);
  if (found !== undefined) return found;
  const made = toursFrom(prepared, publishedPlan(prepared));
  PUBLISHED.set(prepared, made);
  return made;
}

/** The first begin of those that wait for a visit in other tours; null when nobody placed does. In the same tour they come after it anyway. */
export function awaitedAt(tours: Tours, name: string, route: number): number | null {
  const followers = tours.prepared.followers.get(name) ?? [];
  const begins = followers.flatMap((follower) => tours.prepared.tasksOf.get(follower)?.slice(0, 1) ?? []).flatMap((task) => (at(tours.begins, task) < 0 || at(tours.routeOf, task) === route ? [] : [tours.begins[task] ?? 0]));
  return begins.length === 0 ? null : Math.min(...begins);
}
