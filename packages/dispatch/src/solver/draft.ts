import type { Chain } from './chains.ts';
import { Ease } from './ease.ts';
import { Journal } from './journal.ts';
import { FORBIDDEN } from './problem.ts';
import type { Stops } from './stops.ts';
import { Timing } from './timing.ts';

/**
 * The plan under work: every route a chain of stops with, for each stop, when it is left at the earliest and by when it must begin
 * at the latest, so that one insertion is judged by looking at its two neighbours. Changes since {@link mark} can be undone.
 */
export class Draft {
  readonly stops: Stops;
  readonly timing: Timing;
  readonly ease: Ease;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Route of a stop; -1 for a task that no route serves. */
  readonly routeOf: Int32Array;
  /** Earliest time a stop is left. */
  readonly leaves: Int32Array;
  /** Latest time work may begin so that the rest of the route still holds, breaks apart. */
  readonly latest: Int32Array;
  /** Price of the leg to the next stop; 0 on an empty route. */
  readonly legPrice: Int32Array;
  readonly legTime: Int32Array;
  readonly workTime: Int32Array;
  readonly load: Int32Array;
  /** Tasks on each route. */
  readonly size: Int32Array;
  /** Price of lateness and overtime on each route. */
  readonly timeCost: Float64Array;
  /** All routes, the `usedCount` in use first. */
  readonly order: Int32Array;
  usedCount = 0;
  /** What the plan costs as it stands. */
  cost = 0;

  private readonly placeInOrder: Int32Array;
  private readonly journal: Journal;

  constructor(stops: Stops) {
    const { stopCount, routeCount, taskCount } = stops;
    const perStop = () => new Int32Array(stopCount);
    this.stops = stops;
    this.timing = new Timing(stops);
    this.next = perStop();
    this.previous = perStop();
    this.routeOf = perStop();
    this.leaves = perStop();
    this.latest = perStop();
    this.legPrice = perStop();
    this.legTime = perStop();
    this.workTime = perStop();
    this.load = new Int32Array(routeCount);
    this.size = new Int32Array(routeCount);
    this.timeCost = new Float64Array(routeCount);
    this.order = Int32Array.from({ length: routeCount }, (_, route) => route);
    this.placeInOrder = this.order.slice();
    this.journal = new Journal(this);
    this.ease = new Ease(this);
    for (let route = 0; route < routeCount; route++) {
      this.routeOf[taskCount + route] = route;
      this.routeOf[taskCount + routeCount + route] = route;
    }
    this.clear();
  }

  /** Takes everything out, the fixed starts as well. */
  clear(): void {
    const { taskCount, routeCount, problem } = this.stops;
    this.routeOf.fill(-1, 0, taskCount);
    this.size.fill(0);
    this.load.fill(0);
    this.timeCost.fill(0);
    this.usedCount = 0;
    this.cost = 0;
    for (let task = 0; task < taskCount; task++) this.cost += problem.unservedCost[task]!;
    for (let route = 0; route < routeCount; route++) {
      this.link(taskCount + route, taskCount + routeCount + route);
      this.relabel(route);
    }
    this.mark();
  }

  /** From here on changes can be undone. */
  mark(): void {
    this.journal.mark();
  }

  /** Back to the last {@link mark}. */
  undo(): void {
    this.journal.undo();
  }

  /** Price of a task on a route, {@link FORBIDDEN} or more for never. */
  fee(task: number, route: number): number {
    const { problem, feeStride, isFixed } = this.stops;
    const fee = problem.assignmentCost[route * feeStride + task]!;
    return fee >= FORBIDDEN && isFixed[task] === 1 ? 0 : fee;
  }

  /** Puts an unserved task right after a stop; whether that is legal is the caller's business. */
  insertAfter(task: number, before: number): void {
    const { problem, serviceStride } = this.stops;
    const route = this.routeOf[before]!;
    this.journal.keep(route);
    const after = this.next[before]!;
    this.cost += this.fee(task, route) - problem.unservedCost[task]! - this.legPrice[before]!;
    this.size[route]! += 1;
    if (this.size[route] === 1) {
      this.cost += problem.routeCost[route]!;
      this.listRoute(route);
    }
    this.load[route]! += problem.demand[task]!;
    this.routeOf[task] = route;
    this.workTime[task] = problem.service[route * serviceStride + task]!;
    this.link(before, task);
    this.link(task, after);
    this.cost += this.legPrice[before]! + this.legPrice[task]!;
    this.spreadRight(before);
    this.spreadLeft(after);
    this.retime(route);
  }

  /** Takes a task out; the labels of its route are right again after {@link relabel}. */
  detach(task: number): void {
    const { problem } = this.stops;
    const route = this.routeOf[task]!;
    this.journal.keep(route);
    const before = this.previous[task]!;
    this.cost += problem.unservedCost[task]! - this.fee(task, route) - this.legPrice[before]! - this.legPrice[task]!;
    this.size[route]! -= 1;
    this.load[route]! -= problem.demand[task]!;
    this.routeOf[task] = -1;
    this.link(before, this.next[task]!);
    this.cost += this.legPrice[before]!;
    if (this.size[route] === 0) {
      this.cost -= problem.routeCost[route]!;
      this.listRoute(route);
    }
  }

  /** Remembers a route as it is, before anything but {@link insertAfter} and {@link detach} changes it. */
  keep(route: number): void {
    this.journal.keep(route);
  }

  /** Replaces the chain of a route; the caller keeps count of the cost, the hours' apart. */
  rechain({ route, sequence, count }: Chain): void {
    const { problem, serviceStride } = this.stops;
    let load = 0;
    for (let i = 0; i < count - 1; i++) {
      const stop = sequence[i]!;
      this.link(stop, sequence[i + 1]!);
      if (i === 0) continue;
      this.routeOf[stop] = route;
      this.workTime[stop] = problem.service[route * serviceStride + stop]!;
      load += problem.demand[stop]!;
    }
    this.size[route] = count - 2;
    this.load[route] = load;
    this.listRoute(route);
    this.relabel(route);
  }

  /** Recomputes the labels and the hours' cost of a route from its chain. */
  relabel(route: number): void {
    const { taskCount, routeCount, open, close } = this.stops;
    const { leaves, latest, legTime, workTime, next, previous } = this;
    const start = taskCount + route;
    const end = start + routeCount;
    let time = open[start]!;
    leaves[start] = time;
    for (let stop = start; stop !== end;) {
      const after = next[stop]!;
      time = Math.max(time + legTime[stop]!, open[after]!) + workTime[after]!;
      leaves[after] = time;
      stop = after;
    }
    time = close[end]!;
    latest[end] = time;
    for (let stop = end; stop !== start;) {
      stop = previous[stop]!;
      time = Math.min(close[stop]!, time - legTime[stop]! - workTime[stop]!);
      latest[stop] = time;
    }
    this.retime(route);
  }

  /** The routes as lists of tasks. */
  routes(): number[][] {
    const { taskCount, routeCount } = this.stops;
    return Array.from({ length: routeCount }, (_, route) => {
      const tasks: number[] = [];
      for (let stop = this.next[taskCount + route]!; stop < taskCount; stop = this.next[stop]!) tasks.push(stop);
      return tasks;
    });
  }

  /** Appends tasks to a route in the order given, legal or not. */
  append(route: number, tasks: ArrayLike<number>): void {
    const end = this.stops.taskCount + this.stops.routeCount + route;
    for (let i = 0; i < tasks.length; i++) this.insertAfter(tasks[i]!, this.previous[end]!);
  }

  /** Writes the chain of a route, with `task` after `before` (or none for -1), into the timing's sequence; gives its length. */
  spell(route: number, task: number, before: number): number {
    const { sequence } = this.timing;
    const { taskCount, routeCount } = this.stops;
    const end = taskCount + routeCount + route;
    let count = 0;
    for (let stop = taskCount + route; ; stop = this.next[stop]!) {
      sequence[count++] = stop;
      if (stop === before) sequence[count++] = task;
      if (stop === end) return count;
    }
  }

  /** Lets go of the tasks of a route, for the journal. */
  release(route: number): void {
    const { taskCount } = this.stops;
    for (let stop = this.next[taskCount + route]!; stop < taskCount; stop = this.next[stop]!) this.routeOf[stop] = -1;
  }

  /** Files a route among the used or the unused by its size. */
  listRoute(route: number): void {
    const isUsed = this.placeInOrder[route]! < this.usedCount;
    if (isUsed === (this.size[route]! > 0)) return;
    const place = isUsed ? --this.usedCount : this.usedCount++;
    const other = this.order[place]!;
    const from = this.placeInOrder[route]!;
    this.order[from] = other;
    this.placeInOrder[other] = from;
    this.order[place] = route;
    this.placeInOrder[route] = place;
  }

  private link(before: number, after: number): void {
    const { taskCount, width, node, travel, price, routeCount } = this.stops;
    this.next[before] = after;
    this.previous[after] = before;
    if (after === before + routeCount && before >= taskCount) {
      this.legPrice[before] = 0;
      this.legTime[before] = 0;
      return;
    }
    const leg = node[before]! * width + node[after]!;
    this.legTime[before] = travel[leg]!;
    this.legPrice[before] = price[leg]!;
  }

  private spreadRight(from: number): void {
    const { taskCount, routeCount, open } = this.stops;
    const { leaves, legTime, workTime, next } = this;
    const ends = taskCount + routeCount;
    let stop = from;
    for (let steps = 0; stop < ends; steps++) {
      const after = next[stop]!;
      const time = Math.max(leaves[stop]! + legTime[stop]!, open[after]!) + workTime[after]!;
      if (steps > 0 && time === leaves[after]) return;
      leaves[after] = time;
      stop = after;
    }
  }

  private spreadLeft(from: number): void {
    const { taskCount, routeCount, close } = this.stops;
    const { latest, legTime, workTime, previous } = this;
    const ends = taskCount + routeCount;
    let stop = from;
    for (let steps = 0; stop < taskCount || stop >= ends; steps++) {
      const before = previous[stop]!;
      const time = Math.min(close[before]!, latest[stop]! - legTime[before]! - workTime[before]!);
      if (steps > 0 && time === latest[before]) return;
      latest[before] = time;
      stop = before;
    }
  }

  private retime(route: number): void {
    if (this.stops.isTimed[route] === 0) return;
    const { timing, ease } = this;
    const isEmpty = this.size[route] === 0;
    const timeCost = isEmpty ? 0 : timing.costOf(route, this.spell(route, -1, -1));
    this.cost += timeCost - this.timeCost[route]!;
    this.timeCost[route] = timeCost;
    if (isEmpty) ease.update(route, -2);
    else ease.update(route, timing.gap < 0 ? -1 : timing.sequence[timing.gap]!);
  }
}
