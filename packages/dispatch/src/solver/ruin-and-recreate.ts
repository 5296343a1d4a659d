import { BestPlan } from './best-plan.ts';
import { Chance } from './chance.ts';
import { Cooling, type Beginning, type ImproveOptions } from './cooling.ts';
import { Draft } from './draft.ts';
import { Elite } from './elite.ts';
import { Placing } from './placing.ts';
import type { RoutingProblem, Routes, SearchResult } from './problem.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { stopsOf } from './stops.ts';
import { Tails } from './tails.ts';
import { widen } from './widen.ts';

/** Iterations between two looks at the clock: asking is dear, and a short repair must not overrun its few milliseconds. */
const POLL_EVERY = { mending: 16, timed: 64, plain: 512 } as const;
/**
 * How often tails are exchanged instead of strings, and how often of those a route is cut in two and mended. Only for a plan from nothing,
 * and where hours cost nothing: generated days with overtime are no better for it.
 */
const SHAKE_RATE = 0.3;
const CUT_SHARE = 0.2;
/** What a cut may cost before it is mended, in small losses. */
const CUT_LOSSES = 20;
/** So many of the tasks nobody serves are tried again in each iteration. */
const LEFT_RETRIED = 4;
/** Around each task of a focus so many neighbours are searched as well. */
const FOCUS_REACH = 8;

/** The parts of one search, kept together so that several improvements share their neighbour lists and labels. */
export class RuinAndRecreate {
  readonly draft: Draft;
  readonly placing: Placing;
  private readonly chance: Chance;
  private readonly ruin: Ruin;
  private readonly recreate: Recreate;
  private readonly tails: Tails;
  /** Tasks nobody serves in the current plan. */
  private readonly unserved: Int32Array;
  private unservedCount = 0;
  private readonly pool: Int32Array;
  private readonly hasTimedRoutes: boolean;

  constructor(problem: RoutingProblem, seed: number) {
    const stops = widen(stopsOf(problem), fixedRoutes(problem));
    this.draft = new Draft(stops);
    this.chance = new Chance(seed);
    this.placing = new Placing(this.draft, this.chance);
    this.ruin = new Ruin(this.draft, this.chance, this.placing.neighbours());
    this.recreate = new Recreate(this.draft, this.chance, this.placing);
    this.tails = new Tails(this.draft);
    this.unserved = new Int32Array(problem.taskCount);
    this.pool = new Int32Array(problem.taskCount);
    this.hasTimedRoutes = stops.isTimed.includes(1);
  }

  /** Starts from a plan, or from nothing but the fixed starts; what can be placed is placed. */
  begin(start: Routes = []): void {
    this.take(start);
    const { draft, pool, recreate } = this;
    let count = 0;
    for (let task = 0; task < pool.length; task++) if (draft.routeOf[task]! < 0) pool[count++] = task;
    recreate.insert(pool, count, true);
    this.keep();
  }

  /** Makes a plan the draft's: its legal routes as they are, of the others what can stay. */
  private take(plan: Routes): void {
    const { draft, placing } = this;
    const { taskCount, routeCount, problem } = draft.stops;
    draft.clear();
    for (let route = 0; route < routeCount; route++) {
      const fixed = problem.fixedStart[route]!;
      const tasks = plan[route] ?? [];
      const isFree = tasks.every((task, place) => draft.routeOf[task]! < 0 && (draft.stops.isFixed[task] === 0 || fixed[place] === task));
      if (tasks.length > 0 && isFree && fixed.every((task, place) => tasks[place] === task) && new Set(tasks).size === tasks.length && this.tails.isLegal(route, tasks)) {
        draft.append(route, tasks);
        continue;
      }
      draft.append(route, fixed);
      for (const task of tasks) {
        if (draft.routeOf[task]! < 0 && draft.stops.isFixed[task] === 0 && placing.fitsAfter(task, draft.previous[taskCount + routeCount + route]!)) draft.insertAfter(task, placing.after);
      }
    }
    this.recreate.leftCount = 1;
    this.keep();
  }

  /** Searches on from where the draft stands, and leaves it at the best plan found. */
  improve(options: ImproveOptions): SearchResult {
    const { draft } = this;
    const cooling = new Cooling(draft, options);
    const elite = new Elite(draft.stops, this.chance);
    const seeds = this.seedsOf(options.focus);
    const best = new BestPlan(draft);
    let ofRound = new BestPlan(draft);
    const pollEvery = this.pollEvery(options);
    let iterations = 0;
    options.onBetter?.(best.result(iterations));
    while (iterations !== options.iterations && seeds.length > 0 && options.shouldStop?.() !== true) {
      const beginning = cooling.update(iterations);
      if (beginning !== undefined) {
        elite.add(ofRound.result(iterations));
        this.restart(beginning, elite);
        ofRound = new BestPlan(draft);
      }
      const until = Math.min(iterations + pollEvery, options.iterations ?? Infinity);
      for (; iterations < until; iterations++) this.iterate(seeds, cooling, ofRound);
      if (best.take(ofRound)) options.onBetter?.(best.result(iterations));
    }
    const found = best.result(iterations);
    // at the end it mostly stands there already
    if (draft.cost > found.cost + 1e-6) this.take(found.routes);
    return found;
  }

  private pollEvery({ isWarm, focus }: ImproveOptions): number {
    if (isWarm || focus !== undefined) return POLL_EVERY.mending;
    return this.hasTimedRoutes ? POLL_EVERY.timed : POLL_EVERY.plain;
  }

  private iterate(seeds: Int32Array, cooling: Cooling, best: BestPlan): void {
    const { draft, chance } = this;
    const allowance = cooling.allowance(chance);
    const limit = draft.cost + allowance;
    const seed = seeds[chance.below(seeds.length)]!;
    if (cooling.isWarm || this.hasTimedRoutes || chance.unit() >= SHAKE_RATE) this.step(seed, limit + cooling.smallLoss);
    else if (chance.unit() >= CUT_SHARE) this.tails.shake(seed, this.placing.neighbours().before, allowance, chance);
    else if (this.tails.cut(seed, allowance + CUT_LOSSES * cooling.smallLoss)) this.step(seed, limit + cooling.smallLoss);
    best.compare();
    if (draft.cost < limit) this.keep();
    else draft.undo();
  }

  /** Puts an unserved task at an index of a route, when that is legal. */
  insert(task: number, route: number, position: number): boolean {
    const { draft, placing } = this;
    const { taskCount } = draft.stops;
    let stop = taskCount + route;
    for (let i = 0; i < position && draft.next[stop]! < taskCount; i++) stop = draft.next[stop]!;
    if (draft.routeOf[task]! >= 0 || !placing.fitsAfter(task, stop)) return false;
    draft.insertAfter(task, stop);
    this.keep();
    return true;
  }

  /** Takes a task out of its route, if it is in one and not held there. */
  remove(task: number): void {
    const { draft } = this;
    const route = draft.routeOf[task]!;
    if (route < 0 || draft.stops.isFixed[task] === 1) return;
    draft.detach(task);
    draft.relabel(route);
    this.recreate.leftCount = 1;
    this.keep();
  }

  private restart(beginning: Beginning, elite: Elite): void {
    if (beginning === 'itself') return;
    this.begin(beginning === 'child' ? elite.child((task) => this.ruin.adjacent.of(task)) : []);
  }

  private step(seed: number, promising: number): void {
    const { ruin, pool, recreate, unserved, unservedCount } = this;
    ruin.around(seed);
    let count = 0;
    for (let i = 0; i < ruin.count; i++) pool[count++] = ruin.removed[i]!;
    const retried = Math.min(LEFT_RETRIED, unservedCount);
    const from = unservedCount > retried ? this.chance.below(unservedCount) : 0;
    for (let i = 0; i < retried; i++) pool[count++] = unserved[(from + i) % unservedCount]!;
    recreate.insert(pool, count);
    if (this.draft.cost < promising) this.tails.improve(pool, count, this.placing.neighbours().before);
  }

  /** Accepts the draft as it stands. */
  private keep(): void {
    const { draft, unserved } = this;
    draft.mark();
    if (this.unservedCount === 0 && this.recreate.leftCount === 0) return;
    this.unservedCount = 0;
    for (let task = 0; task < unserved.length; task++) if (draft.routeOf[task]! < 0) unserved[this.unservedCount++] = task;
  }

  private seedsOf(focus: readonly number[] | undefined): Int32Array {
    const { taskCount } = this.draft.stops;
    if (focus === undefined) return Int32Array.from({ length: taskCount }, (_, task) => task);
    return Int32Array.from(new Set(focus.flatMap((task) => [task, ...this.ruin.adjacent.of(task).slice(0, FOCUS_REACH)])));
  }
}

function fixedRoutes(problem: RoutingProblem): Routes {
  return problem.fixedStart.map((tasks) => [...tasks]);
}
