import type { PlanVisit } from '../model.ts';
import { FORBIDDEN, type Routes, type RoutingProblem } from '../solver/problem.ts';
import { at } from './numbers.ts';
import type { Prepared } from './prepare.ts';
import type { Assignment } from './problem.ts';
import type { Timed } from './read-back.ts';
import { LOCKED_UNITS } from './routing.ts';
import { boundsOf, TourClock, type Bounds } from './tour-clock.ts';
import { coupleBounds, placeTasks, readyAfter } from './tours.ts';

const isFree = (prepared: Prepared, name: string): boolean => prepared.standings.get(name) === 'free';

/** Free visits that more than one person does, or that wait or are waited for: the search cannot see what binds them. */
export function coupledVisits(prepared: Prepared): PlanVisit[] {
  return [...prepared.tasksOf.keys()].flatMap((name) => prepared.visits.get(name) ?? []).filter((visit) => isFree(prepared, visit.name) && (visit.crewSize > 1 || (visit.after ?? []).length > 0 || prepared.followers.has(visit.name)));
}

/** Tours that break nothing, made of what a plan has of them. */
export interface LegalTours extends Timed {
  readonly sequences: number[][];
  /** Visits of the plan that could not keep their place. */
  readonly dropped: readonly string[];
}

/** Whoever waits for what cannot be moved begins after it, in the same tour too: a plan may have them the wrong way round. */
function openAfterLocked(prepared: Prepared, wanted: Pick<Timed, 'routeOf' | 'begins'>, { open }: Bounds): void {
  for (const [name, tasks] of prepared.tasksOf) {
    if (!isFree(prepared, name)) continue;
    const ready = Math.max(0, ...(prepared.visits.get(name)?.after ?? []).filter((before) => !isFree(prepared, before)).map((before) => readyAfter(prepared, before, wanted) ?? 0));
    for (const task of tasks) open[task] = Math.max(at(open, task), ready);
  }
}

/**
 * Keeps of a plan what is legal where it stands, looked at in the order given: who comes first keeps his place, and whatever no longer
 * fits beside him is dropped. Times move up as far as they can; a crew keeps its own.
 */
export function legalPart(prepared: Prepared, assignments: readonly Assignment[]): LegalTours & { readonly bounds: Bounds } {
  const count = prepared.tasks.length;
  const wanted = { routeOf: new Int32Array(count).fill(-1), begins: new Int32Array(count).fill(-1) };
  for (const assignment of assignments) placeTasks(prepared, assignment, wanted);
  const bounds = boundsOf(prepared);
  coupleBounds(prepared, wanted, bounds);
  openAfterLocked(prepared, wanted, bounds);
  const clock = new TourClock(prepared, bounds);
  const sequences: number[][] = prepared.frames.map(() => []);
  const routeOf = new Int32Array(count).fill(-1);
  const dropped: string[] = [];
  const hasFee = (task: number, route: number): boolean => (prepared.fees[route * count + task] ?? FORBIDDEN) < FORBIDDEN;

  function fits(task: number): boolean {
    const route = wanted.routeOf[task] ?? -1;
    const sequence = sequences[route];
    if (sequence === undefined || !hasFee(task, route)) return false;
    const found = sequence.findIndex((other) => (wanted.begins[other] ?? 0) > (wanted.begins[task] ?? 0));
    const position = found < 0 ? sequence.length : found;
    clock.load(sequence, task, position);
    clock.run(route);
    if (clock.excessSeconds > 0) return false;
    sequence.splice(position, 0, task);
    routeOf[task] = route;
    return true;
  }
  function remove(tasks: readonly number[]): void {
    for (const task of tasks) {
      const sequence = sequences[routeOf[task] ?? -1];
      sequence?.splice(sequence.indexOf(task), 1);
      routeOf[task] = -1;
    }
  }
  const isReady = (visit: PlanVisit | undefined): boolean => (visit?.after ?? []).every((name) => (isFree(prepared, name) ? (prepared.tasksOf.get(name) ?? []).every((task) => (routeOf[task] ?? -1) >= 0) : readyAfter(prepared, name, wanted) !== null));

  function keeps(name: string): boolean {
    const tasks = prepared.tasksOf.get(name) ?? [];
    if (tasks.every(fits)) return true;
    remove(tasks);
    return false;
  }
  const isLocked = (name: string): boolean => !isFree(prepared, name);
  const names = assignments.map(({ visit }) => visit).filter((name) => (prepared.tasksOf.get(name) ?? []).length > 0);
  let waiting = [...names.filter(isLocked), ...names.filter((name) => !isLocked(name))];
  while (waiting.length > 0) {
    const ready = waiting.filter((name) => isLocked(name) || isReady(prepared.visits.get(name)));
    if (ready.length === 0) break;
    for (const name of ready) if (!keeps(name)) dropped.push(name);
    const looked = new Set(ready);
    waiting = waiting.filter((name) => !looked.has(name));
  }
  dropped.push(...waiting);
  const begins = timesOf(prepared, sequences, bounds);
  return { sequences, routeOf, begins, dropped, bounds };
}

/** The earliest times of legal tours. */
export function timesOf(prepared: Prepared, sequences: Routes, bounds: Bounds): Int32Array {
  const clock = new TourClock(prepared, bounds);
  const begins = new Int32Array(prepared.tasks.length).fill(-1);
  sequences.forEach((sequence, route) => {
    clock.load(sequence);
    clock.run(route);
    sequence.forEach((task, index) => {
      begins[task] = clock.begins[index] ?? 0;
    });
  });
  return begins;
}

type Windows = Pick<RoutingProblem, 'earliest' | 'latest' | 'unservedCost' | 'assignmentCost'>;

function holdCrew(prepared: Prepared, tasks: readonly number[], { routeOf, begins }: Timed, to: Windows): void {
  const count = prepared.tasks.length;
  for (const task of tasks) {
    const route = routeOf[task] ?? -1;
    to.earliest[task] = to.latest[task] = begins[task] ?? 0;
    to.unservedCost[task] = LOCKED_UNITS;
    to.assignmentCost[route * count + task] = prepared.fees[route * count + task] ?? FORBIDDEN;
  }
}

/** Whoever is waited for ends by a time that both sides keep: where it ends now, or where the waiting begins now. */
function splitAt(prepared: Prepared, [first, second]: readonly [number, readonly number[]], cut: { atEnd: boolean; timed: Timed }, to: Windows): void {
  const { routeOf, begins } = cut.timed;
  const { service, routeCount } = prepared.routing;
  const count = prepared.tasks.length;
  const length = service[(routeOf[first] ?? 0) * count + first] ?? 0;
  const ends = (begins[first] ?? 0) + length;
  const border = cut.atEnd ? ends : Math.max(ends, Math.min(...second.map((task) => begins[task] ?? ends)));
  to.latest[first] = Math.min(to.latest[first] ?? 0, border - length);
  to.unservedCost[first] = LOCKED_UNITS;
  for (let route = 0; route < routeCount; route++) if ((service[route * count + first] ?? 0) > length) to.assignmentCost[route * count + first] = FORBIDDEN;
  for (const task of second) to.earliest[task] = Math.max(to.earliest[task] ?? 0, border);
}

function forbid(prepared: Prepared, tasks: readonly number[], to: Windows): void {
  const { routeCount, taskCount } = prepared.routing;
  for (const task of tasks) for (let route = 0; route < routeCount; route++) to.assignmentCost[route * taskCount + task] = FORBIDDEN;
}

type Round = { readonly timed: Timed; readonly round: number };

/** What one visit that is waited for means for the parts of the one that waits. */
function holdOrder(prepared: Prepared, [before, tasks]: readonly [string, readonly number[]], { timed, round }: Round, to: Windows): void {
  const isPlaced = (task: number): boolean => at(timed.routeOf, task) >= 0;
  const [first] = prepared.tasksOf.get(before) ?? [];
  const ready = readyAfter(prepared, before, timed);
  if (ready === null) forbid(prepared, tasks, to);
  else if (first === undefined || !isFree(prepared, before)) notBefore(prepared, tasks, ready, to);
  else if (isPlaced(first) && tasks.every(isPlaced)) splitAt(prepared, [first, tasks], { atEnd: round % 2 === 0, timed }, to);
  else forbid(prepared, tasks, to);
}

/** A window that is over before the waiting is cannot be kept by anybody: the search would open it again. */
function notBefore(prepared: Prepared, tasks: readonly number[], seconds: number, to: Windows): void {
  if (tasks.some((task) => seconds > at(to.latest, task))) return forbid(prepared, tasks, to);
  for (const task of tasks) to.earliest[task] = Math.max(at(to.earliest, task), seconds);
}

/**
 * The problem for one search in which what hangs together is held apart: crews stay where they are, and a time is set by which the
 * first visit is over and from which the second may begin. Whatever the search then finds is legal.
 */
export function decoupled(prepared: Prepared, timed: Timed, coupled: readonly PlanVisit[], round: number): RoutingProblem {
  const { routing } = prepared;
  const to: Windows = { earliest: routing.earliest.slice(), latest: routing.latest.slice(), unservedCost: routing.unservedCost.slice(), assignmentCost: routing.assignmentCost.slice() };
  const parts = coupled.map((visit) => ({ visit, tasks: prepared.tasksOf.get(visit.name) ?? [] }));
  for (const { visit, tasks } of parts) if (visit.crewSize > 1 && tasks.every((task) => at(timed.routeOf, task) >= 0)) holdCrew(prepared, tasks, timed, to);
  for (const { visit, tasks } of parts) for (const before of visit.after ?? []) holdOrder(prepared, [before, tasks], { timed, round }, to);
  return { ...routing, ...to };
}
