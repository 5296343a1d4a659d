import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import type { Placing } from './placing.ts';

/** Looks everywhere for so many of a thousand tasks that are put back; the others go next to their neighbours. */
const EVERYWHERE_PER_MILLE = 20;
/** Among so many tasks or fewer, whoever finds no place next to his neighbours is always looked for elsewhere; among more in proportion. */
const SEARCHED_ON = 100;

/** How many parts of the whole each order of putting tasks back gets: random, demand, far, near, window, opening, closing. */
const WEIGHTS = [4, 4, 2, 1, 2, 2, 2] as const;
const TIGHTEST_FIRST = 4;
const WHOLE = WEIGHTS.reduce<number>((sum, weight) => sum + weight, 0);

/** Puts tasks back one by one where each costs least, in an order drawn by lot. */
export class Recreate {
  /** How many tasks found no place, or none that costs less than leaving them out. */
  leftCount = 0;

  private readonly draft: Draft;
  private readonly chance: Chance;
  private readonly placing: Placing;
  /** Sort keys by order, smallest first. */
  private readonly keys: readonly Float64Array[];
  private readonly drawn: Float64Array;
  private readonly weighsDemand: boolean;

  constructor(draft: Draft, chance: Chance, placing: Placing) {
    const { taskCount, problem, node, width, price, routeCount, open, close } = draft.stops;
    this.draft = draft;
    this.chance = chance;
    this.placing = placing;
    this.drawn = new Float64Array(taskCount);
    const away = Float64Array.from({ length: taskCount }, (_, task) => {
      let sum = 0;
      for (let route = 0; route < routeCount; route++) sum += price[node[taskCount + route]! * width + node[task]!]!;
      return sum;
    });
    const by = (key: (task: number) => number) => Float64Array.from({ length: taskCount }, (_, task) => key(task));
    this.weighsDemand = problem.demand.some((demand) => demand !== problem.demand[0]);
    this.keys = [
      this.drawn,
      this.weighsDemand ? by((task) => -problem.demand[task]!) : by((task) => -problem.unservedCost[task]!),
      by((task) => -away[task]!),
      away,
      by((task) => close[task]! - open[task]!),
      by((task) => open[task]!),
      by((task) => -close[task]!),
    ];
  }

  /** Puts the first `count` of `tasks` back; reorders them. Where many are to be placed at once, looks everywhere, and the tightest windows go first. */
  insert(tasks: Int32Array, count: number, looksEverywhere = false): void {
    const { placing, draft } = this;
    this.sort(tasks, count, looksEverywhere ? TIGHTEST_FIRST : this.drawOrder());
    this.leftCount = 0;
    for (let i = 0; i < count; i++) {
      const task = tasks[i]!;
      if (this.find(task, looksEverywhere) && placing.added < draft.stops.problem.unservedCost[task]!) draft.insertAfter(task, placing.after);
      else this.leftCount++;
    }
  }

  private find(task: number, looksEverywhere: boolean): boolean {
    const { placing, chance } = this;
    if (looksEverywhere || chance.below(1000) < EVERYWHERE_PER_MILLE) return placing.findAnywhere(task);
    return placing.findNear(task) || (chance.below(this.drawn.length) < SEARCHED_ON && placing.findAnywhere(task));
  }

  private drawOrder(): number {
    let lot = this.chance.below(WHOLE);
    let order = 0;
    while (lot >= WEIGHTS[order]!) lot -= WEIGHTS[order++]!;
    return order;
  }

  private sort(tasks: Int32Array, count: number, order: number): void {
    const keys = this.keys[order]!;
    if (order === 0) for (let i = 0; i < count; i++) this.drawn[tasks[i]!] = this.chance.unit();
    for (let i = 1; i < count; i++) {
      const task = tasks[i]!;
      const key = keys[task]!;
      let at = i;
      for (; at > 0 && keys[tasks[at - 1]!]! > key; at--) tasks[at] = tasks[at - 1]!;
      tasks[at] = task;
    }
  }
}
