import type { Routes } from '../solver/problem.ts';
import { tourUnits } from './ledger.ts';
import { at } from './numbers.ts';
import type { Prepared } from './prepare.ts';
import { AS_EARLY_AS_POSSIBLE, TourClock, type Bounds } from './tour-clock.ts';

/** By task, when it begins in the published plan, whoever goes; -1 for those that stand nowhere. */
export const publishedBegins = (prepared: Prepared): Int32Array =>
  Int32Array.from(prepared.tasks, ({ visit }) => (visit.startSeconds === null || visit.crew.length === 0 ? -1 : visit.startSeconds - prepared.zeroSeconds));

const staysOn = (prepared: Prepared, task: number, route: number): boolean => {
  const visit = prepared.tasks[task]?.visit;
  return visit !== undefined && visit.startSeconds !== null && visit.crew.includes(prepared.frames[route]?.stretch.technician.name ?? '');
};

/** Puts a task where it overruns and costs least beside what is there. */
function inserted(clock: TourClock, prepared: Prepared, [route, sequence]: readonly [number, readonly number[]], { task, wishes }: { task: number; wishes: { readonly begins: Int32Array; readonly gridSeconds: number } }): number[] {
  let best = { position: 0, excess: Number.POSITIVE_INFINITY, units: 0, disturbed: 0 };
  for (let position = 0; position <= sequence.length; position++) {
    clock.load(sequence, task, position);
    clock.run(route, wishes);
    const tried = { position, excess: clock.excessSeconds, units: tourUnits(prepared, route, clock), disturbed: clock.disturbedSeconds(wishes.begins) };
    if ((tried.excess - best.excess || tried.units - best.units || tried.disturbed - best.disturbed) < 0) best = tried;
  }
  return sequence.toSpliced(best.position, 0, task);
}

/**
 * The same people in tours that change the published order as little as they can: whoever stays keeps his turn and the others are put
 * in between, wherever that is as cheap as what was found. Searching shuffles what costs the same.
 */
export function restored(prepared: Prepared, found: Routes, bounds: Bounds): Routes {
  const clock = new TourClock(prepared, bounds);
  const begins = publishedBegins(prepared);
  const byBegin = (one: number, other: number): number => at(begins, one) - at(begins, other) || one - other;
  const costOf = (route: number, sequence: readonly number[]): number => {
    clock.load(sequence);
    clock.run(route, AS_EARLY_AS_POSSIBLE);
    return clock.excessSeconds > 0 ? Number.POSITIVE_INFINITY : tourUnits(prepared, route, clock);
  };
  return found.map((sequence, route) => {
    const staying = sequence.filter((task) => staysOn(prepared, task, route)).sort(byBegin);
    if (staying.length === 0 || (staying.length === sequence.length && staying.every((task, index) => task === sequence[index]))) return sequence;
    const coming = sequence.filter((task) => !staying.includes(task)).sort(byBegin);
    const mended = coming.reduce<readonly number[]>((tour, task) => inserted(clock, prepared, [route, tour], { task, wishes: { begins, gridSeconds: 1 } }), staying);
    return costOf(route, mended) <= costOf(route, sequence) ? mended : sequence;
  });
}
