import type { Chance } from './chance.ts';
import type { Routes } from './problem.ts';
import type { Stops } from './stops.ts';

/** Plans kept at a time. */
const ELITE_SIZE = 6;

interface Member {
  readonly cost: number;
  readonly routes: Routes;
}

/** The best plans of several annealings, to breed new beginnings from. */
export class Elite {
  private readonly stops: Stops;
  private readonly chance: Chance;
  private readonly members: Member[] = [];

  constructor(stops: Stops, chance: Chance) {
    this.stops = stops;
    this.chance = chance;
  }

  /** Keeps a plan when it is new and among the best. */
  add(member: Member): void {
    if (this.members.some(({ cost }) => Math.abs(cost - member.cost) < 1e-6)) return;
    this.members.push(member);
    this.members.sort((one, other) => one.cost - other.cost);
    if (this.members.length > ELITE_SIZE) this.members.pop();
  }

  /**
   * A plan that takes some neighbouring routes over from one member and the rest from another, the better one more often than not. Tasks
   * that neither leaves room for are missing (after Nagata, Bräysy & Dullaert's exchange of routes, Computers & Operations Research 2010).
   */
  child(adjacent: (task: number) => readonly number[]): Routes {
    const { members, chance } = this;
    const first = Math.min(chance.below(members.length), chance.below(members.length));
    const second = (first + 1 + chance.below(Math.max(1, members.length - 1))) % members.length;
    const [taker, giver] = [members[first]!.routes, members[second]!.routes];
    if (first === second) return taker;
    const given = this.neighbouringRoutes(giver, adjacent);
    const moved = new Set(given.flatMap((route) => giver[route]!));
    const child = taker.map((tasks) => tasks.filter((task) => !moved.has(task)));
    const replaced = new Set<number>();
    for (const route of given) {
      const place = this.placeFor(route, child, { taker, giver, replaced });
      replaced.add(place);
      child[place] = [...giver[route]!];
    }
    return child;
  }

  private neighbouringRoutes(giver: Routes, adjacent: (task: number) => readonly number[]): number[] {
    const { chance, stops } = this;
    const routeOf = new Int32Array(stops.taskCount).fill(-1);
    giver.forEach((tasks, route) => tasks.forEach((task) => (routeOf[task] = route)));
    const used = giver.filter((tasks) => tasks.length > 0).length;
    const wanted = 1 + chance.below(Math.max(1, Math.ceil(used / 2)));
    const seed = chance.below(stops.taskCount);
    const found = new Set<number>();
    for (const task of [seed, ...adjacent(seed)]) {
      if (found.size < wanted && routeOf[task]! >= 0) found.add(routeOf[task]!);
    }
    return [...found];
  }

  /** The route of the taker that has most in common with a given one and may be exchanged for it. */
  private placeFor(route: number, child: Routes, { taker, giver, replaced }: { taker: Routes; giver: Routes; replaced: ReadonlySet<number> }): number {
    const tasks = new Set(giver[route]);
    let best = route;
    let most = -1;
    for (let place = 0; place < child.length; place++) {
      if (replaced.has(place) || this.stops.kind[place] !== this.stops.kind[route]) continue;
      const common = taker[place]!.filter((task) => tasks.has(task)).length;
      if (common <= most) continue;
      most = common;
      best = place;
    }
    return best;
  }
}
