import { FORBIDDEN } from '../solver/problem.ts';
import { tourUnits } from './ledger.ts';
import { AS_EARLY_AS_POSSIBLE, type TourClock, type Wishes } from './tour-clock.ts';
import { awaitedAt, type Tours } from './tours.ts';

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

/** What overruns less, then what is cheaper, then what disturbs less. */
const isBetter = (one: Slot, other: Slot | undefined): boolean =>
  other === undefined || (one.excessSeconds - other.excessSeconds || one.units - other.units || one.disturbedSeconds - other.disturbedSeconds) < 0;

export function slotAt(tours: Tours, at: { task: number; route: number; position: number }, base: number, how: { readonly wishes: Wishes; readonly worthwhile?: number | undefined }): Slot {
  const { wishes, worthwhile = Number.POSITIVE_INFINITY } = how;
  const { clock, prepared, sequences } = tours;
  clock.load(sequences[at.route] ?? [], at.task, at.position);
  clock.run(at.route, wishes, worthwhile);
  return { ...at, wishes, excessSeconds: clock.excessSeconds, units: tourUnits(prepared, at.route, clock) - base, disturbedSeconds: clock.disturbedSeconds(tours.begins) };
}

/** What a tour costs as it stands. */
export function standingUnits(tours: Tours, route: number): number {
  const { clock, prepared, sequences, begins } = tours;
  clock.load(sequences[route] ?? []);
  clock.run(route, { begins, gridSeconds: 1 });
  return tourUnits(prepared, route, clock);
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

/**
 * The place of a task in one tour that overruns least, and of those the cheapest; places that let the others keep their times come
 * before those that move everything up. A tour forbidden to the task is tried all the same when `isForced`.
 */
export function bestSlot(tours: Tours, task: number, route: number, isForced = false): Slot | undefined {
  const { prepared, sequences } = tours;
  if (!isForced && (prepared.fees[route * prepared.tasks.length + task] ?? FORBIDDEN) >= FORBIDDEN) return undefined;
  limitByFollowers(tours, task, route);
  const base = standingUnits(tours, route);
  const { first, last } = positionsFor(tours, task, sequences[route] ?? []);
  const keeping: Wishes = { begins: tours.begins, gridSeconds: 1 };
  let best: Slot | undefined;
  for (let position = first; position <= last; position++) {
    // nobody is in time who would be late with everything moved up
    const early = slotAt(tours, { task, route, position }, base, { wishes: AS_EARLY_AS_POSSIBLE, worthwhile: best?.excessSeconds });
    if (best !== undefined && early.excessSeconds > best.excessSeconds) continue;
    const kept = slotAt(tours, { task, route, position }, base, { wishes: keeping, worthwhile: early.excessSeconds });
    if (isBetter(kept, best)) best = kept;
    if (isBetter(early, best)) best = early;
  }
  return best;
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
