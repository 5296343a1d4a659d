import type { Draft } from './draft.ts';
import { FORBIDDEN } from './problem.ts';

/** A route written out as stops, from its start to its end, of which `count` count. */
export interface Chain {
  readonly route: number;
  readonly sequence: Int32Array;
  count: number;
}

/** Prices whole routes and exchanges them in a draft: for moves that rebuild two routes, after a quick test found them promising. */
export class Chains {
  readonly one: Chain & { route: number };
  readonly other: Chain & { route: number };
  private readonly draft: Draft;

  constructor(draft: Draft) {
    this.draft = draft;
    const empty = () => ({ route: 0, sequence: new Int32Array(draft.stops.taskCount + 2), count: 0 });
    this.one = empty();
    this.other = empty();
  }

  /** Appends the stops from `first` on to `last`, both included, as the draft chains them. */
  copy(chain: Chain, first: number, last: number): void {
    for (let stop = first; ; stop = this.draft.next[stop]!) {
      chain.sequence[chain.count++] = stop;
      if (stop === last) return;
    }
  }

  /** What a route costs as it stands. */
  present(route: number): number {
    return this.plain(route) + this.draft.timeCost[route]!;
  }

  /** What a chain would cost, {@link FORBIDDEN} or more when it breaks a hard limit. */
  price({ route, sequence, count }: Chain): number {
    if (count <= 2) return 0;
    const { draft } = this;
    const { problem, capacity, node, width, price } = draft.stops;
    let load = 0;
    let cost = problem.routeCost[route]!;
    for (let i = 0; i < count - 1; i++) {
      const stop = sequence[i]!;
      cost += price[node[stop]! * width + node[sequence[i + 1]!]!]!;
      if (i === 0) continue;
      const fee = draft.fee(stop, route);
      load += problem.demand[stop]!;
      if (fee >= FORBIDDEN) return FORBIDDEN;
      cost += fee;
    }
    if (load > capacity[route]!) return FORBIDDEN;
    draft.timing.sequence.set(sequence.subarray(0, count));
    return cost + draft.timing.costOf(route, count);
  }

  /** Puts both chains in the place of their routes, which between them hold the same tasks. */
  install(): void {
    const { draft, one, other } = this;
    for (const { route } of [one, other]) {
      draft.keep(route);
      draft.cost -= this.plain(route);
    }
    for (const chain of [one, other]) {
      draft.rechain(chain);
      draft.cost += this.plain(chain.route);
    }
  }

  /** Legs, assignments and the use of a route, without its hours. */
  private plain(route: number): number {
    const { draft } = this;
    const { taskCount, problem } = draft.stops;
    if (draft.size[route] === 0) return 0;
    let cost = problem.routeCost[route]! + draft.legPrice[taskCount + route]!;
    for (let stop = draft.next[taskCount + route]!; stop < taskCount; stop = draft.next[stop]!) cost += draft.legPrice[stop]! + draft.fee(stop, route);
    return cost;
  }
}
