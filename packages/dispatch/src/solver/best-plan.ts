import type { Draft } from './draft.ts';
import type { SearchResult } from './problem.ts';

/** The best plan a search has come by: a copy of the draft's chains, read as routes only when somebody asks. */
export class BestPlan {
  private cost: number;
  private readonly draft: Draft;
  private readonly next: Int32Array;

  constructor(draft: Draft) {
    this.draft = draft;
    this.cost = draft.cost;
    this.next = draft.next.slice();
  }

  /** Takes the draft's plan when it is better. */
  compare(): void {
    // costs of one plan may differ in the last digits by the order they were summed in
    if (this.draft.cost >= this.cost - 1e-6) return;
    this.cost = this.draft.cost;
    this.next.set(this.draft.next);
  }

  /** Takes another's plan when it is better; says whether it was. */
  take(other: BestPlan): boolean {
    if (other.cost >= this.cost - 1e-6) return false;
    this.cost = other.cost;
    this.next.set(other.next);
    return true;
  }

  result(iterations: number): SearchResult {
    const { taskCount, routeCount } = this.draft.stops;
    const isServed = new Uint8Array(taskCount);
    const routes = Array.from({ length: routeCount }, (_, route) => {
      const tasks: number[] = [];
      for (let stop = this.next[taskCount + route]!; stop < taskCount; stop = this.next[stop]!) {
        tasks.push(stop);
        isServed[stop] = 1;
      }
      return tasks;
    });
    const unserved: number[] = [];
    for (let task = 0; task < taskCount; task++) if (isServed[task] === 0) unserved.push(task);
    return { routes, unserved, cost: this.cost, iterations };
  }
}
