import { renamed, renumber } from './numbering.ts';
import type { RoutingProblem, Routes, SearchOptions, SearchResult } from './problem.ts';
import { insertionsInto, type Insertion } from './rank-insertions.ts';
import { RuinAndRecreate } from './ruin-and-recreate.ts';

/**
 * A search that stays open over one problem and keeps its plan, its neighbour lists and its labels warm: what changes little is answered in
 * microseconds to milliseconds, where a new search would first spend its time on setting up. All numbers are those of the problem.
 */
export interface OpenSearch {
  /** The plan as it stands. */
  routes(): Routes;
  cost(): number;
  /** Each route's cheapest legal place for an unserved task, cheapest route first; see `rankInsertions`. */
  rankInsertions(task: number): readonly Insertion[];
  /** Puts an unserved task into a route at an index. @returns false, and nothing changes, when that is not legal. */
  insert(task: number, route: number, position: number): boolean;
  /** Takes a task out of its route; it stays unserved until inserted or until {@link improve} finds a place. */
  remove(task: number): void;
  /** Searches on from the plan as it stands and keeps the best found; `start` in the options is not heeded. */
  improve(options: Omit<SearchOptions, 'seed' | 'start'>): SearchResult;
}

/** Opens a search on a plan, of which what is legal is kept and the rest placed anew; on a first plan of its own when none is given. */
export function openSearch(problem: RoutingProblem, options: Pick<SearchOptions, 'seed' | 'start'>): OpenSearch {
  const { problem: inner, inward, outward } = renumber(problem);
  const search = new RuinAndRecreate(inner, options.seed);
  const { draft, placing } = search;
  const named = (found: SearchResult): SearchResult => ({ ...found, routes: renamed(found.routes, outward), unserved: found.unserved.map((task) => outward[task]!).sort((a, b) => a - b) });
  search.begin(options.start === undefined ? [] : renamed(options.start, inward));
  // a plan for the smaller half of the work is no plan to be careful with
  const isWarm = 2 * (options.start ?? []).reduce((sum, tasks) => sum + tasks.length, 0) > problem.taskCount;
  return {
    routes: () => renamed(draft.routes(), outward),
    cost: () => draft.cost,
    rankInsertions: (task) => insertionsInto(draft, placing, inward[task]!),
    insert: (task, route, position) => search.insert(inward[task]!, route, position),
    remove: (task) => search.remove(inward[task]!),
    improve: ({ focus, onBetter, ...rest }) =>
      named(
        search.improve({
          ...rest,
          isWarm,
          ...(focus === undefined ? {} : { focus: focus.map((task) => inward[task]!) }),
          ...(onBetter === undefined ? {} : { onBetter: (found: SearchResult) => onBetter(named(found)) }),
        }),
      ),
  };
}

/**
 * Looks for a cheap plan: ruin and recreate under simulated annealing. Hard limits are never broken; tasks of a given plan that break
 * one are taken out and placed anew. Iteration-bound runs are deterministic.
 *
 * @returns the best plan found; it costs no more than the one started from, as far as that was legal.
 */
export function search(problem: RoutingProblem, { seed, start, ...options }: SearchOptions): SearchResult {
  return openSearch(problem, start === undefined ? { seed } : { seed, start }).improve(options);
}
