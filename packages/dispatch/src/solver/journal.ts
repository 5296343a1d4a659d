import type { Draft } from './draft.ts';

const STOP_FIELDS = 6;

/** Remembers the routes a trial changes as they were, so that a trial that leads nowhere costs only what it touched. */
export class Journal {
  private readonly draft: Draft;
  private readonly changed: Int32Array;
  private readonly isChanged: Uint8Array;
  private changedCount = 0;
  private readonly chains: Int32Array;
  private length = 0;
  private readonly timeCosts: Float64Array;
  private readonly gaps: Int32Array;
  private cost = 0;

  constructor(draft: Draft) {
    const { stopCount, routeCount } = draft.stops;
    this.draft = draft;
    this.changed = new Int32Array(routeCount);
    this.isChanged = new Uint8Array(routeCount);
    this.chains = new Int32Array(STOP_FIELDS * stopCount + 2 * routeCount);
    this.timeCosts = new Float64Array(routeCount);
    this.gaps = new Int32Array(routeCount);
  }

  /** Forgets: from here on is what {@link undo} comes back to. */
  mark(): void {
    for (let i = 0; i < this.changedCount; i++) this.isChanged[this.changed[i]!] = 0;
    this.changedCount = 0;
    this.length = 0;
    this.cost = this.draft.cost;
  }

  /** To be told of each route before it changes. */
  keep(route: number): void {
    if (this.isChanged[route] === 1) return;
    const { draft, chains } = this;
    const { taskCount, routeCount } = draft.stops;
    this.isChanged[route] = 1;
    this.timeCosts[this.changedCount] = draft.timeCost[route]!;
    this.gaps[this.changedCount] = draft.ease.gapOf(route);
    this.changed[this.changedCount++] = route;
    let at = this.length;
    chains[at++] = draft.size[route]!;
    chains[at++] = draft.load[route]!;
    const end = taskCount + routeCount + route;
    for (let stop = taskCount + route; ; stop = draft.next[stop]!) {
      chains[at] = stop;
      chains[at + 1] = draft.leaves[stop]!;
      chains[at + 2] = draft.latest[stop]!;
      chains[at + 3] = draft.legPrice[stop]!;
      chains[at + 4] = draft.legTime[stop]!;
      chains[at + 5] = draft.workTime[stop]!;
      at += STOP_FIELDS;
      if (stop === end) break;
    }
    this.length = at;
  }

  /** Puts the changed routes back as they were at the last {@link mark}. */
  undo(): void {
    const { draft } = this;
    // a task may have moved from one changed route to another: first let go of all, then hang the old chains up again
    for (let i = 0; i < this.changedCount; i++) draft.release(this.changed[i]!);
    let at = 0;
    for (let i = 0; i < this.changedCount; i++) {
      const route = this.changed[i]!;
      at = this.restore(route, at);
      draft.timeCost[route] = this.timeCosts[i]!;
      if (draft.stops.isTimed[route] === 1) draft.ease.update(route, this.gaps[i]!);
    }
    for (let i = 0; i < this.changedCount; i++) draft.listRoute(this.changed[i]!);
    draft.cost = this.cost;
    this.mark();
  }

  private restore(route: number, from: number): number {
    const { draft, chains } = this;
    draft.size[route] = chains[from]!;
    draft.load[route] = chains[from + 1]!;
    let at = from + 2;
    let before = -1;
    for (let left = draft.size[route] + 2; left > 0; left--) {
      const stop = chains[at]!;
      draft.leaves[stop] = chains[at + 1]!;
      draft.latest[stop] = chains[at + 2]!;
      draft.legPrice[stop] = chains[at + 3]!;
      draft.legTime[stop] = chains[at + 4]!;
      draft.workTime[stop] = chains[at + 5]!;
      draft.routeOf[stop] = route;
      if (before >= 0) {
        draft.next[before] = stop;
        draft.previous[stop] = before;
      }
      before = stop;
      at += STOP_FIELDS;
    }
    return at;
  }
}
