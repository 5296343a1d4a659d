import { FORBIDDEN } from './problem.ts';
import type { Stops } from './stops.ts';

/**
 * What the hours of one route cost: lateness and overtime, with the break where it costs least. Work begins as early as it can.
 * The break is taken in one gap between two stops (travel goes on after it), may begin no later than `breakLatest`, and is not
 * over before `breakEarliest + breakLength`; a route that is over by `breakLatest` needs none.
 */
export class Timing {
  /** The stops of the route being timed, from start to end; the caller fills it. */
  readonly sequence: Int32Array;
  /** Place in the sequence of the stop that the break follows, -1 for none, as {@link costOf} found it last. */
  gap = -1;
  private readonly stops: Stops;
  private readonly leaves: Int32Array;
  private readonly spent: Float64Array;
  private readonly begins: Int32Array;

  constructor(stops: Stops) {
    this.stops = stops;
    this.sequence = new Int32Array(stops.taskCount + 3);
    this.leaves = new Int32Array(stops.taskCount + 3);
    this.begins = new Int32Array(stops.taskCount + 3);
    this.spent = new Float64Array(stops.taskCount + 3);
  }

  /** Cost of the first `count` stops of `sequence` on a route, {@link FORBIDDEN} or more when a hard limit is broken. */
  costOf(route: number, count: number): number {
    this.gap = -1;
    const plain = this.walk(route, 0, count, 0);
    const pause = this.stops.breakLength[route]!;
    if (pause === 0 || plain >= FORBIDDEN) return plain;
    const { breakEarliest, breakLatest } = this.stops.problem;
    const until = breakLatest[route]!;
    if (this.begins[count - 1]! <= until) return plain;
    let gap = count - 2;
    while (gap >= 0 && this.leaves[gap]! > until) gap--;
    let best = FORBIDDEN;
    const from = breakEarliest[route]!;
    for (; gap >= 0; gap--) {
      const cost = this.walk(route, gap, count, pause);
      if (cost < best) {
        best = cost;
        this.gap = gap;
      }
      // nothing is cheaper than no break, and a still earlier one would only be waited for
      if (best <= plain || this.leaves[gap]! <= from) break;
    }
    return best;
  }

  /** When work on the stops of the sequence begins, from the last walk without a break. */
  beginAt(position: number): number {
    return this.begins[position]!;
  }

  /** Walks on from the stop at `gap`, with a pause right after it when `pause` is not 0. */
  private walk(route: number, gap: number, count: number, pause: number): number {
    const { stops, sequence, leaves, begins, spent } = this;
    const { node, open, close, width, travel, problem, taskCount } = stops;
    const { service, due, lateCost } = problem;
    const row = route * stops.serviceStride;
    let stop = sequence[gap]!;
    if (gap === 0) {
      leaves[0] = open[stop]!;
      begins[0] = open[stop]!;
      spent[0] = 0;
    }
    let time = leaves[gap]!;
    let cost = spent[gap]!;
    let rest = pause;
    for (let i = gap + 1; i < count; i++) {
      const next = sequence[i]!;
      time += travel[node[stop]! * width + node[next]!]!;
      if (rest > 0) {
        time = Math.max(time, problem.breakEarliest[route]!) + rest;
        rest = 0;
      }
      if (time < open[next]!) time = open[next]!;
      if (time > close[next]!) return FORBIDDEN;
      if (pause === 0) begins[i] = time;
      if (next < taskCount) {
        if (time > due[next]!) cost += (time - due[next]!) * lateCost[next]!;
        time += service[row + next]!;
      }
      if (pause === 0) {
        leaves[i] = time;
        spent[i] = cost;
      }
      stop = next;
    }
    const over = time - problem.routeDue[route]!;
    return over > 0 ? cost + over * problem.overtimeCost[route]! : cost;
  }
}
