import type { PlanVisit } from '../model.ts';
import { COST_KINDS, type CostKind, type CostSplit, type PlanCost } from './plan.ts';
import { legCents, UNITS_PER_CENT } from './places.ts';
import type { Prepared } from './prepare.ts';
import { assignmentPrices, lateCents, unservedPrices } from './prices.ts';
import type { TourClock } from './tour-clock.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Figures = Mutable<Omit<PlanCost, 'split' | 'totalCents'>>;

/** A bill being added up. */
export interface Ledger extends Figures {
  readonly split: Record<CostKind, number>;
}

const FIGURES = ['travelSeconds', 'travelMeters', 'lateSeconds', 'overtimeSeconds', 'unassigned', 'moved', 'brokenPromises'] as const satisfies readonly (keyof Figures)[];

const splitOf = (value: (kind: CostKind) => number): Record<CostKind, number> => Object.fromEntries(COST_KINDS.map((kind) => [kind, value(kind)])) as Record<CostKind, number>;

export const emptyLedger = (): Ledger => ({ split: splitOf(() => 0), travelSeconds: 0, travelMeters: 0, lateSeconds: 0, overtimeSeconds: 0, unassigned: 0, moved: 0, brokenPromises: 0 });

const totalOf = (split: CostSplit): number => COST_KINDS.reduce((sum, kind) => sum + split[kind], 0);

export function costOf(ledger: Ledger): PlanCost {
  return { totalCents: totalOf(ledger.split), ...ledger, split: { ...ledger.split } };
}

/** What one plan costs more than another, line by line. */
export function costDifference(after: PlanCost, before: PlanCost): PlanCost {
  const split = splitOf((kind) => after.split[kind] - before.split[kind]);
  const figures = Object.fromEntries(FIGURES.map((figure) => [figure, after[figure] - before[figure]])) as Figures;
  return { totalCents: totalOf(split), split, ...figures };
}

/** Whether other people, fewer or more of them go than published. */
export const hasNewPeople = (visit: PlanVisit, crew: readonly string[]): boolean =>
  visit.startSeconds !== null && visit.crew.length > 0 && (crew.length !== visit.crew.length || crew.some((name) => !visit.crew.includes(name)));

/** Writes down a visit that nobody does. */
export function addUnserved(ledger: Ledger, visit: PlanVisit, prepared: Prepared): void {
  const { unserved, promise } = unservedPrices(visit, prepared.book);
  ledger.split.unserved += unserved;
  ledger.split.promise += promise;
  ledger.unassigned += 1;
  if (visit.window !== null) ledger.brokenPromises += 1;
  if (hasNewPeople(visit, [])) ledger.moved += 1;
}

function addLeg(ledger: Ledger, prepared: Prepared, from: number, to: number): void {
  const { places, book } = prepared;
  const at = from * places.side + to;
  const [meters, seconds] = [places.meters[at] ?? 0, places.seconds[at] ?? 0];
  ledger.travelMeters += meters;
  ledger.travelSeconds += seconds;
  ledger.split.travel += legCents(meters, seconds, book.weights);
}

function addWork(ledger: Ledger, prepared: Prepared, { task, route, begin }: { task: number; route: number; begin: number }): void {
  const { book, zeroSeconds, routing } = prepared;
  const [entry, frame] = [prepared.tasks[task], prepared.frames[route]];
  if (entry === undefined || frame === undefined) return;
  const { visit, slot } = entry;
  const prices = assignmentPrices(visit, frame.stretch, slot === 0, book);
  for (const [kind, cents] of Object.entries(prices)) ledger.split[kind as CostKind] += cents;
  if (slot > 0) return;
  const late = Math.max(0, begin - (routing.due[task] ?? 0));
  ledger.lateSeconds += late;
  ledger.split.lateness += lateCents(visit, late, book.weights);
  const start = begin + zeroSeconds;
  if (visit.window !== null && (start < visit.window.startSeconds || start > visit.window.endSeconds)) {
    ledger.split.promise += book.weights.brokenPromise;
    ledger.brokenPromises += 1;
  }
}

/** Writes down the tour that the clock has just timed: its drives, its hours and whose visits they are. Who was moved is counted apart. */
export function addTour(ledger: Ledger, prepared: Prepared, route: number, clock: TourClock): void {
  const { routing, book } = prepared;
  if (clock.count === 0) return;
  let node = routing.startNode[route] ?? 0;
  for (let i = 0; i < clock.count; i++) {
    const task = clock.stops[i] ?? 0;
    const next = routing.taskNode[task] ?? 0;
    addLeg(ledger, prepared, node, next);
    addWork(ledger, prepared, { task, route, begin: clock.begins[i] ?? 0 });
    node = next;
  }
  addLeg(ledger, prepared, node, routing.endNode[route] ?? 0);
  const overtime = clock.endSeconds - (routing.routeDue[route] ?? 0);
  if (overtime <= 0 || (routing.overtimeCost[route] ?? 0) === 0) return;
  ledger.overtimeSeconds += overtime;
  ledger.split.overtime += Math.round((overtime * book.weights.perOvertimeMinute) / 60);
}

/** Price of a tour's drives and people, in sixtieths of a cent; its hours are the clock's. */
export function tourUnits(prepared: Prepared, route: number, clock: TourClock): number {
  const { routing } = prepared;
  if (clock.count === 0) return 0;
  const { travelCost, nodeCount, taskNode, taskCount } = routing;
  let node = routing.startNode[route] ?? 0;
  let units = clock.units;
  for (let i = 0; i < clock.count; i++) {
    const task = clock.stops[i] ?? 0;
    const next = taskNode[task] ?? 0;
    units += (travelCost[node * nodeCount + next] ?? 0) + (prepared.fees[route * taskCount + task] ?? 0);
    node = next;
  }
  return units + (travelCost[node * nodeCount + (routing.endNode[route] ?? 0)] ?? 0);
}

export const centsOf = (units: number): number => Math.round(units / UNITS_PER_CENT);
