import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import { likelyAfter, likelyBefore, type Neighbours } from './neighbours.ts';
import { FORBIDDEN } from './problem.ts';

/** Places looked at next to each task. */
const NEIGHBOUR_COUNT = 20;
/** One place in so many is overlooked, so that the same ruin is not always mended in the same way; oftener where there are few tasks. */
const PLACES_PER_BLINK = 100;
const PLACES_PER_BLINK_AT_LEAST = 5;

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
  /** Upper bound of the places between two blinks. */
  private readonly wakefulness: number;
  private near: { readonly before: Neighbours; readonly behind: Neighbours } | undefined;
  private readonly triedKind: Int32Array;
  private trial = 0;
  private untilBlink = 0;
  private isExact = false;

  constructor(draft: Draft, chance: Chance) {
    this.draft = draft;
    this.chance = chance;
    this.wakefulness = 2 * Math.min(PLACES_PER_BLINK, PLACES_PER_BLINK_AT_LEAST + draft.stops.taskCount);
    this.triedKind = new Int32Array(draft.stops.kindCount);
  }

  /** Looks everywhere and overlooks nothing. */
  findAnywhere(task: number): boolean {
    this.begin();
    const { order, usedCount } = this.draft;
    for (let i = 0; i < usedCount; i++) this.scanRoute(task, order[i]!);
    this.scanEmpty(task, false);
    return this.after >= 0;
  }

  /** Looks at every place of one route, exactly even where one more stop shortens the way. */
  findOn(task: number, route: number): boolean {
    this.begin();
    this.isExact = true;
    this.scanRoute(task, route);
    return this.after >= 0;
  }

  /** Who may come before and behind each task; worked out when first needed, ranking the places of one task does without. */
  neighbours(): { readonly before: Neighbours; readonly behind: Neighbours } {
    this.near ??= { before: likelyBefore(this.draft.stops, NEIGHBOUR_COUNT), behind: likelyAfter(this.draft.stops, NEIGHBOUR_COUNT) };
    return this.near;
  }

  /** Looks at one place. */
  fitsAfter(task: number, stop: number): boolean {
    this.begin();
    this.isExact = true;
    this.look(task, stop);
    return this.after >= 0;
  }

  /** Looks next to the task's neighbours and at an empty route of each kind, and may blink. */
  findNear(task: number): boolean {
    const near = this.neighbours();
    this.begin();
    this.scanNeighbours(task, near.before, false);
    this.scanNeighbours(task, near.behind, true);
    this.scanEmpty(task, true);
    return this.after >= 0;
  }

  /** Looks right behind each neighbour, or right before it. The hot loop of the whole search: the price first, the rest only for what would be better. */
  private scanNeighbours(task: number, near: Neighbours, isBefore: boolean): void {
    const { routeOf, legPrice, next, previous } = this.draft;
    const { node, width, priceInto, price, feeStride, problem } = this.draft.stops;
    const { assignmentCost } = problem;
    const { list, leg, count } = near;
    const matrix = isBefore ? priceInto : price;
    const row = node[task]! * width;
    const from = near.firstOf(task);
    const to = from + count[task]!;
    const blinkAt = from + this.untilBlink;
    this.untilBlink -= to - from;
    for (let i = from; i < to; i++) {
      const neighbour = list[i]!;
      const stop = isBefore ? previous[neighbour]! : neighbour;
      const saved = legPrice[stop]!;
      // one side of a triangle is no longer than the other two: a leg this much longer than the one it replaces cannot pay
      if (2 * (leg[i]! - saved) >= this.added) continue;
      const route = routeOf[neighbour]!;
      if (route < 0) continue;
      const partner = isBefore ? stop : next[stop]!;
      const added = leg[i]! + matrix[row + node[partner]!]! - saved + assignmentCost[route * feeStride + task]!;
      if (added < this.added && i !== blinkAt) this.consider(task, stop, added);
    }
    if (this.untilBlink < 0) this.untilBlink = this.chance.below(this.wakefulness);
  }

  private blinks(): boolean {
    this.untilBlink--;
    if (this.untilBlink >= 0) return false;
    this.untilBlink = this.chance.below(this.wakefulness);
    return true;
  }

  /** Takes the place right after `stop` if it is legal and, with what the hours cost, better than the best so far. */
  private consider(task: number, stop: number, price: number): void {
    const { draft } = this;
    const { stops } = draft;
    const route = draft.routeOf[stop]!;
    if (stops.isHeld[stop] === 1 || draft.load[route]! + stops.problem.demand[task]! > stops.capacity[route]! || !this.isInTime(task, stop)) return;
    const added = stops.isTimed[route] === 1 ? price + this.hoursOf(task, stop, this.added - price) : price;
    if (added >= this.added) return;
    this.added = added;
    this.after = stop;
  }

  /** What the hours of a route cost more with a task right after a stop; some price that is too high when that is not less than `bound`. */
  private hoursOf(task: number, stop: number, bound: number): number {
    const { draft } = this;
    const route = draft.routeOf[stop]!;
    const least = draft.ease.leastCost(task, stop);
    // where stops are late already, one more may even shorten a way that is no straight line: whoever wants exact answers asks the clock
    if (least === 0 && (draft.timeCost[route] === 0 || !this.isExact)) return 0;
    if (least >= bound && !this.isExact) return FORBIDDEN;
    const timeCost = draft.timing.costOf(route, draft.spell(route, task, stop));
    return timeCost >= FORBIDDEN ? FORBIDDEN : timeCost - draft.timeCost[route]!;
  }

  private begin(): void {
    this.after = -1;
    this.added = FORBIDDEN;
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

  private scanEmpty(task: number, mayBlink: boolean): void {
    const { order, usedCount, stops } = this.draft;
    this.trial++;
    let left = stops.kindCount;
    for (let i = usedCount; i < stops.routeCount && left > 0; i++) {
      const route = order[i]!;
      const kind = stops.kind[route]!;
      if (this.triedKind[kind] === this.trial) continue;
      this.triedKind[kind] = this.trial;
      left--;
      if (mayBlink && this.blinks()) continue;
      this.scanRoute(task, route);
    }
  }

  private look(task: number, stop: number): void {
    const { node, width, priceInto, price, problem } = this.draft.stops;
    const { next, legPrice, routeOf, size } = this.draft;
    const route = routeOf[stop]!;
    const fee = this.draft.fee(task, route);
    if (fee >= FORBIDDEN) return;
    const row = node[task]! * width;
    let added = fee + priceInto[row + node[stop]!]! + price[row + node[next[stop]!]!]! - legPrice[stop]!;
    if (size[route] === 0) added += problem.routeCost[route]!;
    if (added < this.added || this.isExact) this.consider(task, stop, added);
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
