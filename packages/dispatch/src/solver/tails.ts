import { Chains } from './chains.ts';
import type { Draft } from './draft.ts';
import type { Neighbours } from './neighbours.ts';
import { FORBIDDEN } from './problem.ts';

/**
 * Exchanges the tails of two routes where that pays (2-opt*): the move that strings cannot make where routes are long. Only legs to near
 * neighbours are tried; the labels of the draft tell in constant time whether the hours allow it.
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
      this.tryCut(task);
    }
  }

  private improveAt(task: number, near: Neighbours): void {
    const { routeOf, previous, next, legPrice, leaves, latest, stops } = this.draft;
    const { node, width, price, travel, isHeld, taskCount } = stops;
    const { list, leg, count } = near;
    const from = near.firstOf(task);
    const taskNode = node[task]!;
    for (let i = from; i < from + count[task]!; i++) {
      const head = list[i]!;
      const before = previous[task]!;
      const saved = legPrice[before]! + legPrice[head]! - leg[i]!;
      if (saved <= 0) continue;
      const route = routeOf[head]!;
      if (route < 0 || route === routeOf[task]!) continue;
      const after = next[head]!;
      const back = node[before]! * width + node[after]!;
      const emptied = before >= taskCount && after >= taskCount;
      if (!emptied && saved <= price[back]!) continue;
      if (leaves[head]! + travel[node[head]! * width + taskNode]! > latest[task]!) continue;
      if (leaves[before]! + travel[back]! > latest[after]! || isHeld[head] === 1 || isHeld[before] === 1) continue;
      this.tryExchange(head, task);
    }
  }

  /** Lets an empty route begin with `task`, if two routes cost less than one. */
  private tryCut(task: number): void {
    const { routeOf, previous, legPrice, order, usedCount, stops } = this.draft;
    const { node, width, price, isHeld, taskCount, routeCount, problem, kind } = stops;
    if (usedCount === routeCount) return;
    const route = order[usedCount]!;
    const from = routeOf[task]!;
    const before = previous[task]!;
    if (before >= taskCount || isHeld[before] === 1 || kind[route] !== kind[from]) return;
    const legs = price[node[before]! * width + node[taskCount + routeCount + from]!]! + price[node[taskCount + route]! * width + node[task]!]!;
    if (legs + problem.routeCost[route]! < legPrice[before]!) this.tryExchange(taskCount + route, task);
  }

  /** Lets `task` and what comes after it follow `head`, and what came after `head` follow what came before `task`, if that costs less. */
  private tryExchange(head: number, task: number): void {
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
    if (gain > 1e-6) chains.install();
  }
}
