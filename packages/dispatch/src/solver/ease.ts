import type { Draft } from './draft.ts';
import { FORBIDDEN } from './problem.ts';

/**
 * Knows of each route how much later every stop could begin without the hours costing more, the break staying where it is. An insertion
 * within these limits costs no lateness and no overtime, and that is known in constant time; only what goes beyond has to be timed from end
 * to end.
 */
export class Ease {
  private readonly draft: Draft;
  private readonly leaves: Int32Array;
  private readonly latest: Int32Array;
  /** Stop after which the break is taken, -1 for no break; -2 for an empty route. */
  private readonly gap: Int32Array;
  /** The least that any unit of delay costs. */
  private readonly leastRate: number;

  constructor(draft: Draft) {
    this.draft = draft;
    this.leaves = new Int32Array(draft.stops.stopCount);
    this.latest = new Int32Array(draft.stops.stopCount);
    const { lateCost, overtimeCost } = draft.stops.problem;
    this.leastRate = [...lateCost, ...overtimeCost].filter((rate) => rate > 0).reduce((least, rate) => Math.min(least, rate), Infinity);
    if (this.leastRate === Infinity) this.leastRate = 1;
    this.gap = new Int32Array(draft.stops.routeCount).fill(-2);
  }

  /** Where the break of a route is, as {@link update} wants it. */
  gapOf(route: number): number {
    return this.gap[route]!;
  }

  /** Takes note of a route's chain and of the stop its break follows. */
  update(route: number, gap: number): void {
    this.gap[route] = gap;
    if (gap === -2) return;
    const { next, previous, legTime, workTime, stops } = this.draft;
    const { taskCount, routeCount, open, problem } = stops;
    const start = taskCount + route;
    const end = start + routeCount;
    const pause = stops.breakLength[route]!;
    this.leaves[start] = open[start]!;
    for (let stop = start; stop !== end;) {
      const after = next[stop]!;
      let time = this.leaves[stop]! + legTime[stop]!;
      if (stop === gap) time = Math.max(time, problem.breakEarliest[route]!) + pause;
      this.leaves[after] = Math.max(time, open[after]!) + workTime[after]!;
      stop = after;
    }
    this.latest[end] = this.latestEnd(route, gap);
    for (let stop = end; stop !== start;) {
      const before = previous[stop]!;
      let time = this.latest[stop]! - legTime[before]!;
      if (before === gap) time = Math.min(time - pause, problem.breakLatest[route]!);
      this.latest[before] = Math.min(Math.max(this.latestBegin(before), this.leaves[before]! - workTime[before]!), time - workTime[before]!);
      stop = before;
    }
  }

  /**
   * What a task right after a stop, by itself legal there, costs at least in lateness and overtime with the break where it is: 0 when it
   * surely costs nothing, -1 when only timing can tell.
   */
  leastCost(task: number, stop: number): number {
    const { next, routeOf, stops } = this.draft;
    const { node, width, travel, open, close, problem, serviceStride } = stops;
    const route = routeOf[stop]!;
    if (this.gap[route] === -2 || this.gap[route] === stop) return -1;
    const after = next[stop]!;
    const begin = Math.max(this.leaves[stop]! + travel[node[stop]! * width + node[task]!]!, open[task]!);
    if (begin > close[task]!) return -1;
    const late = Math.max(0, begin - this.latestBegin(task)) * problem.lateCost[task]!;
    const delay = begin + problem.service[route * serviceStride + task]! + travel[node[task]! * width + node[after]!]! - this.latest[after]!;
    return delay > 0 ? late + delay * this.leastRate : late;
  }

  private latestBegin(stop: number): number {
    const { close, problem, taskCount } = this.draft.stops;
    if (stop >= taskCount) return FORBIDDEN;
    return problem.lateCost[stop]! > 0 ? Math.min(problem.due[stop]!, close[stop]!) : close[stop]!;
  }

  private latestEnd(route: number, gap: number): number {
    const { close, problem, taskCount, routeCount, breakLength } = this.draft.stops;
    let latest = close[taskCount + routeCount + route]!;
    if (problem.overtimeCost[route]! > 0) latest = Math.min(latest, Math.max(problem.routeDue[route]!, this.leaves[taskCount + routeCount + route]!));
    // a route without its break is one that is over before it
    return gap === -1 && breakLength[route]! > 0 ? Math.min(latest, problem.breakLatest[route]!) : latest;
  }
}
