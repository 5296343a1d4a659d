import { FORBIDDEN } from '../solver/problem.ts';
import { tourUnits } from './ledger.ts';
import { AS_EARLY_AS_POSSIBLE, type TourClock, type Wishes } from './tour-clock.ts';
import { labelsOf, LeastInsertion } from './tour-labels.ts';
import { awaitedAt, type Labelled, type Tours } from './tours.ts';

/** Starts that nobody has given yet fall on this grid where that breaks and costs nothing. */
export const GRID_SECONDS = 300;
/** And on this one where only that is free. */
export const MINUTE_SECONDS = 60;

/** A place for one task in one tour. */
export interface Slot {
  readonly task: number;
  readonly route: number;
  readonly position: number;
  readonly wishes: Wishes;
  /** 0 when legal. */
  readonly excessSeconds: number;
  /** What the tour costs more, in sixtieths of a cent, the price of the person included. */
  readonly units: number;
  /** By how much others begin at other times. */
  readonly disturbedSeconds: number;
}

/** What overruns less, then what is cheaper, then what disturbs less, then what comes first. */
const isBetter = (one: Slot, other: Slot | undefined): boolean =>
  other === undefined || (one.excessSeconds - other.excessSeconds || one.units - other.units || one.disturbedSeconds - other.disturbedSeconds || one.position - other.position) < 0;

export function slotAt(tours: Tours, at: { task: number; route: number; position: number }, base: number, how: { readonly wishes: Wishes; readonly worthwhile?: number | undefined }): Slot {
  const { wishes, worthwhile = Number.POSITIVE_INFINITY } = how;
  const { clock, prepared, sequences } = tours;
  clock.load(sequences[at.route] ?? [], at.task, at.position);
  clock.run(at.route, wishes, worthwhile);
  return { ...at, wishes, excessSeconds: clock.excessSeconds, units: tourUnits(prepared, at.route, clock) - base, disturbedSeconds: clock.disturbedSeconds(tours.begins) };
}

/** What a tour costs as it stands. */
export function standingUnits(tours: Tours, route: number): number {
  return labelled(tours, route).standing;
}

/** The labels of a tour as it stands and what it costs, worked out once. */
function labelled(tours: Tours, route: number): Labelled {
  const { clock, prepared, sequences, begins, bounds, known } = tours;
  const sequence = sequences[route] ?? [];
  const found = known.get(sequence);
  if (found !== undefined) return found;
  clock.load(sequence);
  clock.run(route, { begins, gridSeconds: 1 });
  const made = { labels: labelsOf(prepared.routing, bounds, prepared.fees, [route, sequence]), standing: tourUnits(prepared, route, clock) };
  known.set(sequence, made);
  return made;
}

/** Whoever waits for the visit limits when it may begin, on this route. */
export function limitByFollowers(tours: Tours, task: number, route: number): void {
  const { routing, tasks, followers } = tours.prepared;
  const name = tasks[task]?.visit.name ?? '';
  if (!followers.has(name)) return;
  const awaited = awaitedAt(tours, name, route);
  const latest = routing.latest[task] ?? 0;
  tours.bounds.close[task] = awaited === null ? latest : Math.min(latest, awaited - (routing.service[route * tasks.length + task] ?? 0));
}

/** The positions in a tour that keep the order of visits that wait for one another. */
function positionsFor(tours: Tours, task: number, sequence: readonly number[]): { first: number; last: number } {
  const { tasks, followers } = tours.prepared;
  const visit = tasks[task]?.visit;
  const waiting = followers.get(visit?.name ?? '');
  const after = visit?.after;
  if (after === undefined && waiting === undefined) return { first: 0, last: sequence.length };
  const isOf = (names: readonly string[] | undefined) => (other: number): boolean => names?.includes(tasks[other]?.visit.name ?? '') === true;
  const behind = sequence.findIndex(isOf(waiting));
  return { first: sequence.findLastIndex(isOf(after)) + 1, last: behind < 0 ? sequence.length : behind };
}

/** What a position promises at best. */
interface Hope {
  readonly position: number;
  readonly excessSeconds: number;
  readonly units: number;
}

/**
 * The place of a task in one tour that overruns least, and of those the cheapest; places that let the others keep their times come
 * before those that move everything up. Only positions that promise no less than the best found are timed. A tour forbidden to the task is tried all the same when `isForced`.
 */
export function bestSlot(tours: Tours, task: number, route: number, isForced = false): Slot | undefined {
  const { prepared, sequences } = tours;
  if (!isForced && (prepared.fees[route * prepared.tasks.length + task] ?? FORBIDDEN) >= FORBIDDEN) return undefined;
  limitByFollowers(tours, task, route);
  const { labels, standing } = labelled(tours, route);
  const { first, last } = positionsFor(tours, task, sequences[route] ?? []);
  const least = new LeastInsertion(prepared.routing, tours.bounds, prepared.fees);
  const hopes = Array.from({ length: Math.max(0, last - first + 1) }, (_, index): Hope => {
    least.look(task, route, first + index, labels);
    return { position: first + index, excessSeconds: least.excessSeconds, units: least.units - standing };
  });
  hopes.sort((one, other) => one.excessSeconds - other.excessSeconds || one.units - other.units || one.position - other.position);
  let best: Slot | undefined;
  for (const hope of hopes) {
    if (best !== undefined && (hope.excessSeconds - best.excessSeconds || hope.units - best.units) > 0) break;
    best = bestAt(tours, { task, route, position: hope.position }, standing, best);
  }
  return best;
}

/** The better of what is known and a position, with the others at their times or everything moved up. */
function bestAt(tours: Tours, at: Pick<Slot, 'task' | 'route' | 'position'>, standing: number, known: Slot | undefined): Slot | undefined {
  // nobody is in time who would be late with everything moved up
  const early = slotAt(tours, at, standing, { wishes: AS_EARLY_AS_POSSIBLE, worthwhile: known?.excessSeconds });
  if (known !== undefined && early.excessSeconds > known.excessSeconds) return known;
  const kept = slotAt(tours, at, standing, { wishes: { begins: tours.begins, gridSeconds: 1 }, worthwhile: early.excessSeconds });
  const better = isBetter(kept, known) ? kept : known;
  return isBetter(early, better) ? early : better;
}

/** The same slot with its starts on the grid when that costs nothing, on whole minutes when only that does. */
export function onGrid(tours: Tours, slot: Slot): Slot {
  const base = standingUnits(tours, slot.route);
  const on = (gridSeconds: number): Slot => slotAt(tours, slot, base, { wishes: { ...slot.wishes, gridSeconds } });
  const rounded = on(GRID_SECONDS);
  if (rounded.excessSeconds <= slot.excessSeconds && rounded.units <= slot.units) return rounded;
  const byMinute = on(MINUTE_SECONDS);
  return byMinute.excessSeconds <= slot.excessSeconds && byMinute.units <= slot.units ? byMinute : slot;
}

/** Leaves the clock at the tour with the task in its place. */
export function timeSlot(tours: Tours, slot: Slot): TourClock {
  tours.clock.load(tours.sequences[slot.route] ?? [], slot.task, slot.position);
  tours.clock.run(slot.route, slot.wishes);
  return tours.clock;
}
