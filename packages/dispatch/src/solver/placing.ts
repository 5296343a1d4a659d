import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import { likelyAfter, likelyBefore, type Neighbours } from './neighbours.ts';
import { FORBIDDEN } from './problem.ts';

/** Places looked at next to each task. */
const NEIGHBOUR_COUNT = 40;
/** One place in so many is overlooked, so that the same ruin is not always mended in the same way. */
const PLACES_PER_BLINK = 100;

/**
 * Finds the cheapest legal place for one task. What it finds is in {@link after} and {@link added}: costs are compared before
 * anything else, so that legality is only worked out for a place that would be better.
 */
export class Placing {
  /** The stop to insert after; -1 when no place is legal. */
  after = -1;
  /** What the plan then costs more, the task's unserved cost not counted. */
  added = 0;

  private readonly draft: Draft;
  private readonly chance: Chance;
  /** Worked out when first needed: ranking the places of one task does without. */
  private near: { readonly before: Neighbours; readonly behind: Neighbours } | undefined;
  private readonly triedKind: Int32Array;
  private trial = 0;
  private untilBlink = 0;
  private blinks = false;
  private isExact = false;

  constructor(draft: Draft, chance: Chance) {
    this.draft = draft;
    this.chance = chance;
    this.triedKind = new Int32Array(draft.stops.kindCount);
  }

  /** Looks everywhere and overlooks nothing. */
  findAnywhere(task: number): boolean {
    this.begin(false);
    const { order, usedCount } = this.draft;
    for (let i = 0; i < usedCount; i++) this.scanRoute(task, order[i]!);
    this.scanEmpty(task);
    return this.after >= 0;
  }

  /** Looks at every place of one route, exactly even where one more stop shortens the way. */
  findOn(task: number, route: number): boolean {
    this.begin(false);
    this.isExact = true;
    this.scanRoute(task, route);
    return this.after >= 0;
  }

  /** Looks at one place. */
  fitsAfter(task: number, stop: number): boolean {
    this.begin(false);
    this.isExact = true;
    this.look(task, stop);
    return this.after >= 0;
  }

  /** Looks next to the task's neighbours and at an empty route of each kind, and may blink. */
  findNear(task: number): boolean {
    this.begin(true);
    const { routeOf, previous } = this.draft;
    this.near ??= { before: likelyBefore(this.draft.stops, NEIGHBOUR_COUNT), behind: likelyAfter(this.draft.stops, NEIGHBOUR_COUNT) };
    const { before, behind } = this.near;
    let base = task * before.width;
    for (let i = base; i < base + before.count[task]!; i++) {
      const stop = before.list[i]!;
      if (routeOf[stop]! >= 0) this.look(task, stop);
    }
    base = task * behind.width;
    for (let i = base; i < base + behind.count[task]!; i++) {
      const stop = behind.list[i]!;
      if (routeOf[stop]! >= 0) this.look(task, previous[stop]!);
    }
    this.scanEmpty(task);
    return this.after >= 0;
  }

  private begin(blinks: boolean): void {
    this.after = -1;
    this.added = FORBIDDEN;
    this.blinks = blinks;
    this.isExact = false;
  }

  private scanRoute(task: number, route: number): void {
    const { draft } = this;
    const { taskCount, problem, capacity } = draft.stops;
    if (draft.load[route]! + problem.demand[task]! > capacity[route]! || draft.fee(task, route) >= FORBIDDEN) return;
    let stop = taskCount + route;
    do {
      this.look(task, stop);
      stop = draft.next[stop]!;
    } while (stop < taskCount);
  }

  private scanEmpty(task: number): void {
    const { order, usedCount, stops } = this.draft;
    this.trial++;
    let left = stops.kindCount;
    for (let i = usedCount; i < stops.routeCount && left > 0; i++) {
      const route = order[i]!;
      const kind = stops.kind[route]!;
      if (this.triedKind[kind] === this.trial) continue;
      this.triedKind[kind] = this.trial;
      left--;
      this.scanRoute(task, route);
    }
  }

  /** Compares the place right after `stop` with the best so far. */
  private look(task: number, stop: number): void {
    const { draft } = this;
    const { stops } = draft;
    const route = draft.routeOf[stop]!;
    const fee = draft.fee(task, route);
    if (fee >= FORBIDDEN) return;
    let added = fee + this.detour(task, stop);
    if ((added >= this.added && !this.isExact) || stops.isHeld[stop] === 1) return;
    if (draft.load[route]! + stops.problem.demand[task]! > stops.capacity[route]! || !this.isInTime(task, stop)) return;
    if (this.blinks && this.untilBlink-- <= 0) {
      this.untilBlink = this.chance.below(2 * PLACES_PER_BLINK);
      return;
    }
    if (stops.isTimed[route] === 1) {
      const timeCost = draft.timing.costOf(route, draft.spell(route, task, stop));
      if (timeCost >= FORBIDDEN) return;
      added += timeCost - draft.timeCost[route]!;
    }
    if (added >= this.added) return;
    this.added = added;
    this.after = stop;
  }

  /** Price of the way by the task instead of straight to the next stop. */
  private detour(task: number, stop: number): number {
    const { next, legPrice, stops } = this.draft;
    const { node, width, priceInto, price, taskCount, problem } = stops;
    const row = node[task]! * width;
    const legs = priceInto[row + node[stop]!]! + price[row + node[next[stop]!]!]! - legPrice[stop]!;
    return stop < taskCount ? legs : legs + problem.routeCost[stop - taskCount]!;
  }

  private isInTime(task: number, stop: number): boolean {
    const { draft } = this;
    const { node, width, travelInto, travel, open, close, problem, serviceStride } = draft.stops;
    const after = draft.next[stop]!;
    const row = node[task]! * width;
    let time = draft.leaves[stop]! + travelInto[row + node[stop]!]!;
    if (time > close[task]!) return false;
    if (time < open[task]!) time = open[task]!;
    time += problem.service[draft.routeOf[stop]! * serviceStride + task]! + travel[row + node[after]!]!;
    return time <= draft.latest[after]!;
  }
}
