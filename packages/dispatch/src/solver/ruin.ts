import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import { closeBy, type Neighbours } from './neighbours.ts';

/** Tasks taken out at a time, on average. */
const REMOVED = 10;
const LONGEST_STRING = 20;
/** How often a string keeps a piece from its middle. */
const SPLIT_RATE = 0.5;
const SPLIT_GROWTH = 0.01;
const ADJACENT = 120;
/** How often the strings pass by who could come right before or after the task in time, and not only in space. */
const TIMELY_RATE = 0.3;
/** How often a whole route goes: no string is long enough to do without one of few long routes. */
const WHOLE_ROUTE_RATE = 0.01;

/**
 * Takes strings of stops out of routes that pass close to one another: Christiaens & Vanden Berghe, "Slack Induction by String
 * Removals for Vehicle Routing Problems", Transportation Science 2020.
 */
export class Ruin {
  /** What was taken out, `count` tasks. */
  readonly removed: Int32Array;
  count = 0;
  readonly adjacent: Neighbours;
  private readonly timely: { readonly before: Neighbours; readonly behind: Neighbours };

  private readonly draft: Draft;
  private readonly chance: Chance;
  private readonly ruinedAt: Int32Array;
  private round = 0;

  constructor(draft: Draft, chance: Chance, timely: { readonly before: Neighbours; readonly behind: Neighbours }) {
    this.timely = timely;
    this.draft = draft;
    this.chance = chance;
    this.removed = new Int32Array(draft.stops.taskCount);
    this.adjacent = closeBy(draft.stops, ADJACENT);
    this.ruinedAt = new Int32Array(draft.stops.routeCount);
  }

  /** Takes out strings around a task, or now and then the whole route that serves it. */
  around(seed: number): void {
    const { draft, chance } = this;
    const { taskCount } = draft.stops;
    const adjacent = this.drawNeighbours();
    this.count = 0;
    this.round++;
    if (chance.unit() < WHOLE_ROUTE_RATE && this.takeRoute(draft.routeOf[seed]!)) return;
    const served = taskCount / Math.max(1, draft.usedCount);
    const longest = Math.max(1, Math.min(LONGEST_STRING, served));
    let strings = 1 + Math.floor(chance.unit() * ((4 * REMOVED) / (1 + longest) - 1));
    if (this.takeString(seed, longest)) strings--;
    const base = adjacent.firstOf(seed);
    for (let i = base; strings > 0 && i < base + adjacent.count[seed]!; i++) {
      if (this.takeString(adjacent.list[i]!, longest)) strings--;
    }
  }

  private drawNeighbours(): Neighbours {
    const lot = this.chance.unit();
    if (lot >= TIMELY_RATE) return this.adjacent;
    return lot * 2 < TIMELY_RATE ? this.timely.before : this.timely.behind;
  }

  private takeRoute(route: number): boolean {
    if (route < 0) return false;
    const { draft } = this;
    const { taskCount, isFixed } = draft.stops;
    for (let stop = draft.next[taskCount + route]!; stop < taskCount;) {
      const after = draft.next[stop]!;
      if (isFixed[stop] === 0) {
        draft.detach(stop);
        this.removed[this.count++] = stop;
      }
      stop = after;
    }
    draft.relabel(route);
    return true;
  }

  private takeString(task: number, longest: number): boolean {
    const { draft, chance } = this;
    const route = draft.routeOf[task]!;
    if (route < 0 || this.ruinedAt[route] === this.round || draft.stops.isFixed[task] === 1) return false;
    this.ruinedAt[route] = this.round;
    const size = draft.size[route]!;
    const length = 1 + chance.below(Math.min(longest, size));
    let kept = 0;
    if (length > 1 && length < size && chance.unit() < SPLIT_RATE) {
      kept = 1;
      while (length + kept < size && chance.unit() < SPLIT_GROWTH) kept++;
    }
    this.cut(task, length, kept);
    draft.relabel(route);
    return true;
  }

  /** Takes `length` tasks out around a task, sparing `kept` tasks in the middle. */
  private cut(task: number, length: number, kept: number): void {
    const { draft, chance } = this;
    const { taskCount, isFixed } = draft.stops;
    const span = length + kept;
    let stop = task;
    for (let back = chance.below(span); back > 0; back--) {
      const before = draft.previous[stop]!;
      if (before >= taskCount || isFixed[before] === 1) break;
      stop = before;
    }
    const keepFrom = kept > 0 ? 1 + chance.below(length - 1) : span;
    for (let i = 0; i < span && stop < taskCount; i++) {
      const after = draft.next[stop]!;
      if (i < keepFrom || i >= keepFrom + kept) {
        draft.detach(stop);
        this.removed[this.count++] = stop;
      }
      stop = after;
    }
  }
}
