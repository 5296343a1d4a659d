/** An assignment cost that means never. */
export const FORBIDDEN = 0x3fff_ffff;

/**
 * What the search sees: visits and technicians as numbers, everything in flat typed arrays, so that the same arrays are
 * shared with a worker without copying. A **task** is one visit for one person; a **route** is one technician on one day
 * (or one vehicle of a literature instance). Times are whole units from one common zero; costs are whole units, and a
 * plan is the better the less it costs. Hard limits are never broken; everything soft has its price here.
 */
export interface RoutingProblem {
  readonly taskCount: number;
  readonly routeCount: number;
  /** Places; several tasks may share one. */
  readonly nodeCount: number;
  /** Travel time from node a to node b at `a * nodeCount + b`; need not be symmetric. */
  readonly travel: Int32Array;
  /** Price of the same leg; may be the same array as `travel`. */
  readonly travelCost: Int32Array;
  readonly taskNode: Int32Array;
  /** Work may begin no earlier, and by no means later. */
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
  /** Beginning after this costs `lateCost` for each unit of time; never when equal to `latest`. */
  readonly due: Int32Array;
  readonly lateCost: Int32Array;
  /** What leaving the task out costs. */
  readonly unservedCost: Int32Array;
  /** Capacity taken; all zero where loads do not matter. */
  readonly demand: Int32Array;

  readonly startNode: Int32Array;
  /** Where the route ends; -1 where the way home does not count. */
  readonly endNode: Int32Array;
  readonly routeEarliest: Int32Array;
  /** The route is over by then whatever it costs. */
  readonly routeLatest: Int32Array;
  /** Ending after this costs `overtimeCost` for each unit of time. */
  readonly routeDue: Int32Array;
  readonly overtimeCost: Int32Array;
  /** What using the route at all costs. */
  readonly routeCost: Int32Array;
  readonly capacity: Int32Array;
  /**
   * A pause at no particular place, 0 for none. It is taken between two stops (home counts as one): whoever leaves the first at time t, by
   * `breakLatest`, and has d to travel, is ready at the second at `max(t + d, breakEarliest) + breakLength`. Of all such gaps it takes the one
   * where lateness and overtime cost least. A route that is over by `breakLatest` or begins after it needs no pause.
   */
  readonly breakLength: Int32Array;
  readonly breakEarliest: Int32Array;
  readonly breakLatest: Int32Array;

  /** Length of task t on route r at `r * taskCount + t`. */
  readonly service: Int32Array;
  /** Price of task t on route r at `r * taskCount + t` (churn, over-qualification, preference, missing parts); {@link FORBIDDEN} for never. */
  readonly assignmentCost: Int32Array;
  /**
   * For each route the tasks that stay first and in this order, whatever happens: begun, or locked by a person. Limits that they break by
   * themselves (a window, the shift, the load, room for the pause, an assignment that means never) move out as far as they need.
   */
  readonly fixedStart: readonly Int32Array[];
}

/** For each route its tasks in order; what is in none of them is unserved. */
export type Routes = readonly (readonly number[])[];

export interface SearchOptions {
  /** Same problem, same seed, same number of iterations: same plan. */
  readonly seed: number;
  /** The plan to begin with; from nothing when left out. */
  readonly start?: Routes;
  /** Stops after this many iterations. */
  readonly iterations?: number;
  /** Asked every few milliseconds or oftener; the best plan so far is the answer when it says so. Time is the caller's. */
  readonly shouldStop?: () => boolean;
  /** How much of the caller's budget is spent, 0 to 1: the search cools down by it. Without it and without `iterations` it cools in ever longer rounds. */
  readonly progress?: () => number;
  /** Told of each better plan, never of a worse one. */
  readonly onBetter?: (found: SearchResult) => void;
  /** Tasks to search around: what is new or changed. Without it the whole plan is searched. */
  readonly focus?: readonly number[];
}

export interface SearchResult {
  readonly routes: Routes;
  readonly unserved: readonly number[];
  readonly cost: number;
  readonly iterations: number;
}
