import type { Prepared } from './prepare.ts';

/** Within what a tour must stay. Begins with the problem's own limits; a plan that breaks one already moves it out as far as it needs. */
export interface Bounds {
  readonly open: Int32Array;
  readonly close: Int32Array;
  readonly routeClose: Int32Array;
  readonly lunchUntil: Int32Array;
}

export const boundsOf = ({ routing }: Prepared): Bounds => ({
  open: routing.earliest.slice(), close: routing.latest.slice(), routeClose: routing.routeLatest.slice(), lunchUntil: routing.breakLatest.slice(),
});

/** When visits would rather begin: the start they have, on a grid of so many seconds otherwise. */
export interface Wishes {
  /** By task; -1 for none. */
  readonly begins: Int32Array | null;
  readonly gridSeconds: number;
  /** Beginning later than wished overruns: lunch goes where it delays nobody, even where another gap were cheaper. */
  readonly isHeld?: boolean;
}

interface Pause {
  readonly gap: number;
  readonly excess: number;
  readonly units: number;
}

export const AS_EARLY_AS_POSSIBLE: Wishes = { begins: null, gridSeconds: 1 };

/**
 * Times one tour at a time: drive, wait, work, with lunch in the gap where it costs least. What comes out stays readable until the
 * next tour is timed. Limits are counted, not enforced: {@link excessSeconds} is 0 for a legal tour.
 */
export class TourClock {
  readonly stops: Int32Array;
  readonly begins: Int32Array;
  count = 0;
  /** By how much limits are overrun, all together, a later lunch included. */
  excessSeconds = 0;
  /** Price of lateness and overtime, in sixtieths of a cent. */
  units = 0;
  /** When everything is over, the way back included. */
  endSeconds = 0;
  /** How much later than it may lunch begins. */
  lunchDelaySeconds = 0;

  private readonly prepared: Prepared;
  private readonly bounds: Bounds;
  private readonly plainBegins: Int32Array;
  private readonly leaves: Int32Array;
  private readonly spent: Float64Array;
  private readonly over: Float64Array;

  constructor(prepared: Prepared, bounds: Bounds) {
    const size = prepared.tasks.length + 1;
    this.prepared = prepared;
    this.bounds = bounds;
    this.stops = new Int32Array(size);
    this.begins = new Int32Array(size);
    this.plainBegins = new Int32Array(size);
    this.leaves = new Int32Array(size);
    this.spent = new Float64Array(size);
    this.over = new Float64Array(size);
  }

  /** Takes a tour to be timed, with one more task at `position` when there is one. */
  load(sequence: readonly number[], task = -1, position = -1): void {
    let count = 0;
    for (let i = 0; i < sequence.length; i++) {
      if (i === position) this.stops[count++] = task;
      this.stops[count++] = sequence[i]!;
    }
    if (position === sequence.length) this.stops[count++] = task;
    this.count = count;
  }

  /** Times the loaded tour. One that overruns by more than `worthwhile` is not looked at further: it then overruns by at least what is said. */
  run(route: number, wishes: Wishes = AS_EARLY_AS_POSSIBLE, worthwhile = Number.POSITIVE_INFINITY): void {
    const { routing } = this.prepared;
    this.lunchDelaySeconds = 0;
    this.walk(route, 0, 0, wishes);
    const pause = routing.breakLength[route]!;
    const until = this.bounds.lunchUntil[route]!;
    if (pause === 0 || this.count === 0 || this.endSeconds <= until || this.excessSeconds > worthwhile) return;
    this.plainBegins.set(this.begins.subarray(0, this.count));
    const gap = this.bestGap(route, wishes, until);
    this.begins.set(this.plainBegins.subarray(0, gap));
    this.lunchDelaySeconds = Math.max(0, this.leaveOf(route, gap) - until);
    this.walk(route, gap, pause, wishes);
    this.excessSeconds += this.lunchDelaySeconds;
  }

  /** By how much the starts of the timed tour differ from those wished, all together. */
  disturbedSeconds(begins: Int32Array): number {
    let seconds = 0;
    for (let i = 0; i < this.count; i++) {
      const wish = begins[this.stops[i]!]!;
      if (wish >= 0) seconds += Math.abs(this.begins[i]! - wish);
    }
    return seconds;
  }

  /** The gap where lunch costs least; one after the time for lunch only when no other will do. */
  private bestGap(route: number, wishes: Wishes, until: number): number {
    const from = this.prepared.routing.breakEarliest[route]!;
    let last = this.count;
    while (last > 0 && this.leaveOf(route, last) > until) last--;
    let best: Pause = { gap: 0, excess: Number.POSITIVE_INFINITY, units: 0 };
    for (let gap = last; gap >= 0; gap--) {
      best = this.better(best, route, gap, wishes);
      // a still earlier lunch would only be waited for
      if (this.leaveOf(route, gap) <= from) break;
    }
    for (let gap = last + 1; best.excess > 0 && gap <= this.count; gap++) best = this.better(best, route, gap, wishes);
    return best.gap;
  }

  private better(best: Pause, route: number, gap: number, wishes: Wishes): Pause {
    const { routing } = this.prepared;
    this.walk(route, gap, routing.breakLength[route]!, wishes);
    const excess = this.excessSeconds + Math.max(0, this.leaveOf(route, gap) - this.bounds.lunchUntil[route]!);
    return excess < best.excess || (excess === best.excess && this.units < best.units) ? { gap, excess, units: this.units } : best;
  }

  private leaveOf(route: number, gap: number): number {
    return gap === 0 ? this.prepared.routing.routeEarliest[route]! : this.leaves[gap - 1]!;
  }

  /** Walks on from the gap before stop number `gap`, with a pause in it when `pause` is not 0. */
  private walk(route: number, gap: number, pause: number, wishes: Wishes): void {
    const { travel, nodeCount, taskNode, startNode, service, due, lateCost, taskCount } = this.prepared.routing;
    const { begins: wished, isHeld = false } = wishes;
    let node = gap === 0 ? startNode[route]! : taskNode[this.stops[gap - 1]!]!;
    let time = this.leaveOf(route, gap);
    let units = gap === 0 ? 0 : this.spent[gap - 1]!;
    let excess = gap === 0 ? 0 : this.over[gap - 1]!;
    for (let i = gap; i < this.count; i++) {
      const task = this.stops[i]!;
      const next = taskNode[task]!;
      time += travel[node * nodeCount + next]!;
      if (i === gap && pause > 0) time = this.rested(route, time);
      time = this.begin(task, time, wishes);
      this.begins[i] = time;
      excess += Math.max(0, time - this.bounds.close[task]!);
      if (isHeld && wished![task]! >= 0) excess += Math.max(0, time - wished![task]!);
      units += Math.max(0, time - due[task]!) * lateCost[task]!;
      time += service[route * taskCount + task]!;
      node = next;
      if (pause > 0) continue;
      this.leaves[i] = time;
      this.spent[i] = units;
      this.over[i] = excess;
    }
    this.units = units;
    this.excessSeconds = excess;
    this.finish(route, node, time, gap === this.count && pause > 0);
  }

  private rested(route: number, time: number): number {
    const { breakEarliest, breakLength } = this.prepared.routing;
    return Math.max(time, breakEarliest[route]!) + breakLength[route]!;
  }

  /** The way back, after lunch when it is taken last. */
  private finish(route: number, node: number, leaves: number, rests: boolean): void {
    const { travel, nodeCount, endNode, routeDue, overtimeCost } = this.prepared.routing;
    const arrives = this.count > 0 ? leaves + travel[node * nodeCount + endNode[route]!]! : leaves;
    this.endSeconds = rests ? this.rested(route, arrives) : arrives;
    if (this.count === 0) return;
    this.units += Math.max(0, this.endSeconds - routeDue[route]!) * overtimeCost[route]!;
    this.excessSeconds += Math.max(0, this.endSeconds - this.bounds.routeClose[route]!);
  }

  private begin(task: number, reached: number, { begins, gridSeconds }: Wishes): number {
    const { open, close } = this.bounds;
    const earliest = reached < open[task]! ? open[task]! : reached;
    if (begins !== null) {
      const wish = begins[task]!;
      if (wish >= earliest && wish <= close[task]!) return wish;
    }
    if (gridSeconds === 1) return earliest;
    const rounded = Math.ceil(earliest / gridSeconds) * gridSeconds;
    return rounded <= close[task]! ? rounded : earliest;
  }
}
