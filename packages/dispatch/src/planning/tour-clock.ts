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
  private readonly leaves: Int32Array;
  private readonly spent: Float64Array;
  private readonly over: Float64Array;
  /** 1 for stops that are waited for. */
  private readonly isWaited: Uint8Array;
  /** What the best gap for lunch found so far overruns and costs. */
  private leastExcess = 0;
  private leastUnits = 0;
  private leastEnd = 0;
  /** Starts with lunch in the gap being tried, and in the best one, from the gap on. */
  private readonly tried: Int32Array;
  private readonly chosen: Int32Array;

  constructor(prepared: Prepared, bounds: Bounds) {
    const size = prepared.tasks.length + 1;
    this.prepared = prepared;
    this.bounds = bounds;
    this.stops = new Int32Array(size);
    this.begins = new Int32Array(size);
    this.leaves = new Int32Array(size);
    this.spent = new Float64Array(size);
    this.over = new Float64Array(size);
    this.isWaited = new Uint8Array(size);
    this.tried = new Int32Array(size);
    this.chosen = new Int32Array(size);
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
    this.lunchDelaySeconds = 0;
    this.walk(route, wishes, worthwhile);
    const until = this.bounds.lunchUntil[route]!;
    if (this.excessSeconds > worthwhile || this.prepared.routing.breakLength[route] === 0 || this.count === 0 || this.endSeconds <= until) return;
    const gap = this.bestGap(route, wishes, until, worthwhile);
    if (gap < 0) {
      this.excessSeconds = worthwhile + 1;
      return;
    }
    this.begins.set(this.chosen.subarray(gap, this.count), gap);
    [this.excessSeconds, this.units, this.endSeconds] = [this.leastExcess, this.leastUnits, this.leastEnd];
    this.lunchDelaySeconds = Math.max(0, this.leaveOf(route, gap) - until);
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

  /** The gap where lunch costs least; one after the time for lunch only when no other will do, and -1 when all overrun by more than `worthwhile`. */
  private bestGap(route: number, wishes: Wishes, until: number, worthwhile: number): number {
    const from = this.prepared.routing.breakEarliest[route]!;
    const plainExcess = this.excessSeconds;
    const last = this.lastGap(route, until);
    this.leastExcess = worthwhile;
    this.leastUnits = Number.POSITIVE_INFINITY;
    let best = -1;
    for (let gap = last; gap >= 0; gap--) {
      // an earlier lunch makes more stops later, unless one of them is waited for and takes it up
      if ((gap === last || this.isWaited[gap] === 1) && this.isBetter(route, gap, wishes, 0)) best = gap;
      // a still earlier lunch would only be waited for
      if (this.leaveOf(route, gap) <= from) break;
    }
    if (best >= 0 && this.leastExcess === 0) return best;
    for (let gap = last + 1; gap <= this.count && this.leaveOf(route, gap) - until + plainExcess <= this.leastExcess; gap++) {
      if (this.isBetter(route, gap, wishes, this.leaveOf(route, gap) - until)) best = gap;
    }
    return best;
  }

  /** The last gap in which lunch begins in time. */
  private lastGap(route: number, until: number): number {
    let last = this.count;
    while (last > 0 && this.leaveOf(route, last) > until) last--;
    return last;
  }

  /** Whether lunch in a gap, so much too late, is better than in the best gap so far; takes note of it then. Stops walking where it cannot be. */
  private isBetter(route: number, gap: number, wishes: Wishes, delay: number): boolean {
    const { travel, nodeCount, taskNode, service, due, lateCost, taskCount } = this.prepared.routing;
    const { stops, count, tried, bounds: { close } } = this;
    let node = this.nodeBefore(route, gap);
    let time = this.leaveOf(route, gap);
    let units = gap === 0 ? 0 : this.spent[gap - 1]!;
    let excess = gap === 0 ? delay : delay + this.over[gap - 1]!;
    for (let i = gap; i < count; i++) {
      const task = stops[i]!;
      const next = taskNode[task]!;
      time += travel[node * nodeCount + next]!;
      if (i === gap) time = this.rested(route, time);
      time = this.begin(task, time, wishes);
      tried[i] = time;
      excess += this.lateBy(task, time, close[task]!, wishes);
      if (time > due[task]!) units += (time - due[task]!) * lateCost[task]!;
      if (this.isBeaten(excess, units)) return false;
      time += service[route * taskCount + task]!;
      node = next;
    }
    this.units = units;
    this.excessSeconds = excess;
    this.finish(route, node, time, gap === count);
    if (this.isBeaten(this.excessSeconds, this.units)) return false;
    [this.leastExcess, this.leastUnits, this.leastEnd] = [this.excessSeconds, this.units, this.endSeconds];
    this.chosen.set(tried.subarray(gap, count), gap);
    return true;
  }

  /** Whether the best lunch so far overruns less, or as little for no more money. */
  private isBeaten(excess: number, units: number): boolean {
    return excess > this.leastExcess || (excess === this.leastExcess && units >= this.leastUnits);
  }

  private nodeBefore(route: number, gap: number): number {
    const { startNode, taskNode } = this.prepared.routing;
    return gap === 0 ? startNode[route]! : taskNode[this.stops[gap - 1]!]!;
  }

  private lateBy(task: number, time: number, close: number, { begins, isHeld }: Wishes): number {
    const late = time > close ? time - close : 0;
    if (isHeld !== true || begins === null) return late;
    const wish = begins[task]!;
    return wish >= 0 && time > wish ? late + time - wish : late;
  }

  private leaveOf(route: number, gap: number): number {
    return gap === 0 ? this.prepared.routing.routeEarliest[route]! : this.leaves[gap - 1]!;
  }

  /** Walks along the tour without lunch; gives up where it overruns by more than `worthwhile`. */
  private walk(route: number, wishes: Wishes, worthwhile: number): void {
    const { travel, nodeCount, taskNode, startNode, service, due, lateCost, taskCount } = this.prepared.routing;
    const { stops, begins, leaves, spent, over, isWaited, count, bounds: { close } } = this;
    let node = startNode[route]!;
    let time = this.leaveOf(route, 0);
    let units = 0;
    let excess = 0;
    for (let i = 0; i < count && excess <= worthwhile; i++) {
      const task = stops[i]!;
      const next = taskNode[task]!;
      const reached = time + travel[node * nodeCount + next]!;
      time = this.begin(task, reached, wishes);
      begins[i] = time;
      isWaited[i] = time > reached ? 1 : 0;
      excess += this.lateBy(task, time, close[task]!, wishes);
      if (time > due[task]!) units += (time - due[task]!) * lateCost[task]!;
      time += service[route * taskCount + task]!;
      node = next;
      leaves[i] = time;
      spent[i] = units;
      over[i] = excess;
    }
    this.units = units;
    this.excessSeconds = excess;
    if (excess <= worthwhile) this.finish(route, node, time, false);
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
