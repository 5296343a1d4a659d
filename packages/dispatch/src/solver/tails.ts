import { Chains } from './chains.ts';
import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import type { Neighbours } from './neighbours.ts';
import { FORBIDDEN } from './problem.ts';

/**
 * Exchanges the tails of two routes where that pays (2-opt*): the move that strings cannot make where routes are long. Only legs to near
 * neighbours are tried; the labels of the draft tell in constant time whether the hours allow it. {@link shake} and {@link cut} may also make a plan dearer:
 * how many routes there are is a choice that no string of stops can change.
 */
export class Tails {
  private readonly draft: Draft;
  private readonly chains: Chains;

  constructor(draft: Draft) {
    this.draft = draft;
    this.chains = new Chains(draft);
  }

  /** Whether a route may serve just these tasks in this order. */
  isLegal(route: number, tasks: readonly number[]): boolean {
    const { one } = this.chains;
    const { taskCount, routeCount } = this.draft.stops;
    one.route = route;
    one.sequence[0] = taskCount + route;
    one.sequence.set(tasks, 1);
    one.sequence[tasks.length + 1] = taskCount + routeCount + route;
    one.count = tasks.length + 2;
    return this.chains.price(one) < FORBIDDEN;
  }

  /** Tries the tasks as heads of a new tail, each behind its neighbours. */
  improve(tasks: Int32Array, count: number, near: Neighbours): void {
    const { draft } = this;
    for (let i = 0; i < count; i++) {
      const task = tasks[i]!;
      if (draft.routeOf[task]! < 0) continue;
      this.improveAt(task, near);
      this.cut(task, 0);
    }
  }

  /** Exchanges tails once, behind a neighbour drawn by lot, if the plan then costs less than `bound` more. */
  shake(task: number, near: Neighbours, bound: number, chance: Chance): void {
    if (this.draft.routeOf[task]! < 0) return;
    const first = near.firstOf(task);
    const held = near.count[task]!;
    const from = chance.below(held);
    for (let k = 0; k < held; k++) {
      const i = first + ((from + k) % held);
      if (this.mayExchange(near.list[i]!, task, near.leg[i]!, bound) && this.tryExchange(near.list[i]!, task, bound)) return;
    }
  }

  /** Lets an empty route take over from `task` on, if the plan then costs less than `bound` more; says whether it does. */
  cut(task: number, bound: number): boolean {
    const { routeOf, previous, legPrice, order, usedCount, stops } = this.draft;
    const { node, width, price, isHeld, taskCount, routeCount, problem, kind } = stops;
    const from = routeOf[task]!;
    if (usedCount === routeCount || from < 0) return false;
    const route = order[usedCount]!;
    const before = previous[task]!;
    if (before >= taskCount || isHeld[before] === 1 || kind[route] !== kind[from]) return false;
    const legs = price[node[before]! * width + node[taskCount + routeCount + from]!]! + price[node[taskCount + route]! * width + node[task]!]!;
    return legs + problem.routeCost[route]! < legPrice[before]! + bound && this.tryExchange(taskCount + route, task, bound);
  }

  private improveAt(task: number, near: Neighbours): void {
    const first = near.firstOf(task);
    const end = first + near.count[task]!;
    for (let i = first; i < end; i++) {
      if (this.mayExchange(near.list[i]!, task, near.leg[i]!, 0)) this.tryExchange(near.list[i]!, task, 0);
    }
  }

  /** Whether `task` may follow `head` over a leg of this price, as far as the legs and labels around them tell. */
  private mayExchange(head: number, task: number, leg: number, bound: number): boolean {
    const { routeOf, previous, next, legPrice, leaves, latest, stops } = this.draft;
    const { node, width, price, travel, isHeld, taskCount } = stops;
    const before = previous[task]!;
    const saved = legPrice[before]! + legPrice[head]! - leg + bound;
    if (saved <= 0) return false;
    const route = routeOf[head]!;
    if (route < 0 || route === routeOf[task]!) return false;
    const after = next[head]!;
    const back = node[before]! * width + node[after]!;
    const emptied = before >= taskCount && after >= taskCount;
    if (!emptied && saved <= price[back]!) return false;
    if (leaves[head]! + travel[node[head]! * width + node[task]!]! > latest[task]!) return false;
    return leaves[before]! + travel[back]! <= latest[after]! && isHeld[head] === 0 && isHeld[before] === 0;
  }

  /** Lets `task` and what comes after it follow `head`, and what came after `head` follow what came before `task`, if the plan then costs less than `bound` more. */
  private tryExchange(head: number, task: number, bound: number): boolean {
    const { chains, draft } = this;
    const { taskCount, routeCount } = draft.stops;
    const { one, other } = chains;
    const firstEnd = taskCount + routeCount;
    one.route = draft.routeOf[head]!;
    other.route = draft.routeOf[task]!;
    const before = draft.previous[task]!;
    const after = draft.next[head]!;
    one.count = 0;
    other.count = 0;
    chains.copy(one, taskCount + one.route, head);
    chains.copy(one, task, firstEnd + other.route);
    one.sequence[one.count - 1] = firstEnd + one.route;
    chains.copy(other, taskCount + other.route, before);
    chains.copy(other, after, firstEnd + one.route);
    other.sequence[other.count - 1] = firstEnd + other.route;
    const gain = chains.present(one.route) + chains.present(other.route) - chains.price(one) - chains.price(other);
    if (gain + bound <= 1e-6) return false;
    chains.install();
    return true;
  }
}
