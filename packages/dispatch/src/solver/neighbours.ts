import type { Stops } from './stops.ts';

/** Waiting that cannot be avoided counts a fifth of the travel it takes the place of: nearness is counted in fifths, to stay whole. */
const LEG_WEIGHT = 5;
const NEVER = -1;

/** How near another task is to a task, in whole numbers, smaller is nearer; {@link NEVER} when the one cannot follow the other. */
type Nearness = (task: number, other: number) => number;

/**
 * For each task the tasks worth looking at, nearest first: `list[first + i]` for i below `count[task]`, with `first` from {@link firstOf}.
 * A row is worked out when it is first asked for: mending a plan asks for few of them.
 */
export class Neighbours {
  readonly list: Int32Array;
  /** Price of the leg between the two, in the same order. */
  readonly leg: Int32Array;
  readonly count: Int32Array;
  private readonly width: number;
  private readonly stops: Stops;
  private readonly legs: Int32Array;
  private readonly nearness: Nearness;
  private readonly keys: Float64Array;

  /** At most `wanted` neighbours of each task, whose legs have the prices `legs` gives by row of the task's place. */
  constructor(stops: Stops, wanted: number, { legs, nearness }: { readonly legs: Int32Array; readonly nearness: Nearness }) {
    const { taskCount } = stops;
    this.width = Math.max(1, Math.min(wanted, taskCount - 1));
    this.stops = stops;
    this.legs = legs;
    this.nearness = nearness;
    this.list = new Int32Array(taskCount * this.width);
    this.leg = new Int32Array(taskCount * this.width);
    this.count = new Int32Array(taskCount).fill(-1);
    this.keys = new Float64Array(this.width);
  }

  /** Where the row of a task begins. */
  firstOf(task: number): number {
    if (this.count[task]! < 0) this.fill(task);
    return task * this.width;
  }

  /** The row of a task as a list of its own. */
  of(task: number): number[] {
    const first = this.firstOf(task);
    return [...this.list.subarray(first, first + this.count[task]!)];
  }

  private fill(task: number): void {
    const { list, leg, keys, legs } = this;
    const { taskCount, node, width } = this.stops;
    const first = task * this.width;
    const row = node[task]! * width;
    const count = this.sortNearest(task);
    for (let i = 0; i < count; i++) {
      const other = keys[i]! % taskCount;
      list[first + i] = other;
      leg[first + i] = legs[row + node[other]!]!;
    }
    this.count[task] = count;
  }

  /** Fills the first keys with the nearest tasks in order, each key with the task's number in its last digits; gives how many there are. */
  private sortNearest(task: number): number {
    const { keys, nearness, width, stops: { taskCount } } = this;
    let held = 0;
    for (let other = 0; other < taskCount; other++) {
      if (other === task) continue;
      const near = nearness(task, other);
      if (near === NEVER) continue;
      const key = near * taskCount + other;
      if (held === width && key >= keys[width - 1]!) continue;
      let at = held < width ? held++ : width - 1;
      for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!;
      keys[at] = key;
    }
    return held;
  }
}

/** Tasks that may well come right before each task: short to travel, little to wait, possible in time. */
export function likelyBefore(stops: Stops, width: number): Neighbours {
  const quickest = quickestService(stops);
  return new Neighbours(stops, width, { legs: stops.priceInto, nearness: (task, other) => following(stops, other, task, quickest[other]!) });
}

/** Tasks that may well come right after each task. */
export function likelyAfter(stops: Stops, width: number): Neighbours {
  const quickest = quickestService(stops);
  return new Neighbours(stops, width, { legs: stops.price, nearness: (task, other) => following(stops, task, other, quickest[task]!) });
}

function following(stops: Stops, first: number, second: number, work: number): number {
  const { node, open, close, travel, price, width } = stops;
  const leg = node[first]! * width + node[second]!;
  if (open[first]! + work + travel[leg]! > close[second]!) return NEVER;
  const wait = open[second]! - (close[first]! + work + travel[leg]!);
  return LEG_WEIGHT * price[leg]! + (wait > 0 ? wait : 0);
}

/** The least time each task takes on any route. */
function quickestService(stops: Stops): Int32Array {
  const { taskCount, serviceStride, routeCount, problem } = stops;
  const quickest = problem.service.slice(0, taskCount);
  for (let route = 1; serviceStride > 0 && route < routeCount; route++) {
    for (let task = 0; task < taskCount; task++) quickest[task] = Math.min(quickest[task]!, problem.service[route * serviceStride + task]!);
  }
  return quickest;
}

/** Tasks close by, whatever their windows. */
export function closeBy(stops: Stops, width: number): Neighbours {
  const { node, price, priceInto, width: side } = stops;
  return new Neighbours(stops, width, {
    legs: price,
    nearness: (task, other) => {
      const leg = node[task]! * side + node[other]!;
      return price[leg]! + priceInto[leg]!;
    },
  });
}
