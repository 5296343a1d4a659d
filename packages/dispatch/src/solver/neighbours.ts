import type { Stops } from './stops.ts';

/** For each task the tasks worth looking at, nearest first: `list[task * width + i]`, `count[task]` of them. */
export interface Neighbours {
  readonly width: number;
  readonly list: Int32Array;
  /** Price of the leg between the two, in the same order. */
  readonly leg: Int32Array;
  readonly count: Int32Array;
}

/** Waiting that cannot be avoided counts this much of the travel it takes the place of. */
const WAIT_WEIGHT = 0.2;

/** Tasks that may well come right before each task: short to travel, little to wait, possible in time. */
export function likelyBefore(stops: Stops, width: number): Neighbours {
  const quickest = quickestService(stops);
  return nearest(stops, width, { isInto: true, measure: (task, other) => nearness(stops, other, task, quickest[other]!) });
}

/** Tasks that may well come right after each task. */
export function likelyAfter(stops: Stops, width: number): Neighbours {
  const quickest = quickestService(stops);
  return nearest(stops, width, { isInto: false, measure: (task, other) => nearness(stops, task, other, quickest[task]!) });
}

function nearness(stops: Stops, first: number, second: number, work: number): number {
  const { node, open, close, travel, price, width } = stops;
  const leg = node[first]! * width + node[second]!;
  if (open[first]! + work + travel[leg]! > close[second]!) return Infinity;
  const wait = open[second]! - (close[first]! + work + travel[leg]!);
  return price[leg]! + (wait > 0 ? WAIT_WEIGHT * wait : 0);
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
  return nearest(stops, width, {
    isInto: false,
    measure: (task, other) => {
      const leg = node[task]! * side + node[other]!;
      return price[leg]! + priceInto[leg]!;
    },
  });
}

interface Nearness {
  /** Smaller is nearer; infinite is never. */
  readonly measure: (task: number, other: number) => number;
  /** Whether the leg leads into the task. */
  readonly isInto: boolean;
}

function nearest(stops: Stops, wanted: number, { measure, isInto }: Nearness): Neighbours {
  const { taskCount, node } = stops;
  const matrix = isInto ? stops.priceInto : stops.price;
  const width = Math.max(1, Math.min(wanted, taskCount - 1));
  const list = new Int32Array(taskCount * width);
  const count = new Int32Array(taskCount);
  const keys = new Float64Array(width);
  for (let task = 0; task < taskCount; task++) {
    const base = task * width;
    let held = 0;
    for (let other = 0; other < taskCount; other++) {
      if (other === task) continue;
      const key = measure(task, other);
      if (key === Infinity || (held === width && key >= keys[width - 1]!)) continue;
      let at = held < width ? held++ : width - 1;
      for (; at > 0 && keys[at - 1]! > key; at--) {
        keys[at] = keys[at - 1]!;
        list[base + at] = list[base + at - 1]!;
      }
      keys[at] = key;
      list[base + at] = other;
    }
    count[task] = held;
  }
  const leg = list.map((other, i) => matrix[node[Math.floor(i / width)]! * stops.width + node[other]!]!);
  return { width, list, leg, count };
}
