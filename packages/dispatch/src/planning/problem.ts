import type { Plan, PlanTechnician, PlanVisit, Priority, Span } from '../model.ts';
import type { Place } from '../place.ts';
import type { PlanningWeights } from './weights.ts';

/**
 * Known driving between places, as a map server answers it. Row-major: from place a to place b at `a * places.length + b`;
 * need not be symmetric. A pair with an unlisted place is estimated.
 */
export interface TravelMatrix {
  readonly places: readonly Place[];
  readonly seconds: ArrayLike<number>;
  readonly meters: ArrayLike<number>;
}

/**
 * What planning is asked: plain data that survives JSON, times in seconds since 1970 UTC. Where a visit stands now (its crew
 * and start) is the published plan. The same object asked twice is read once, so keep it and do not change it.
 */
export interface PlanningProblem extends Plan {
  readonly technicians: readonly PlanTechnician[];
  readonly visits: readonly PlanVisit[];
  readonly nowSeconds: number;
  /** What begins within this long from now stays as it is. */
  readonly freezeSeconds: number;
  /** The days planned: work that begins in this stretch. */
  readonly horizon: Span;
  /** Null: everything is estimated. */
  readonly travel: TravelMatrix | null;
  readonly weights: PlanningWeights;
}

/** Everything a run may be told. The same problem, seed and number of iterations give the same plan. */
export interface PlanningOptions {
  readonly seed?: number;
  /** Stops after so many iterations of the search; a fifth of a second's worth when neither this nor `shouldStop` is given. */
  readonly iterations?: number;
  /** Asked every few hundred iterations; the best plan so far is the answer when it says so. */
  readonly shouldStop?: () => boolean;
  /** How much of the caller's budget is spent, 0 to 1: the search calms down by it. */
  readonly progress?: () => number;
  /** Another plan to begin with than the published one; what is not legal in it is left out. */
  readonly start?: readonly Assignment[];
  /** Told of each better plan, never of a worse one. */
  readonly onProgress?: (progress: PlanningProgress) => void;
}

export interface PlanningProgress {
  readonly iterations: number;
  readonly totalCents: number;
  readonly unassigned: number;
}

export interface ReplanOptions extends PlanningOptions {
  /** Visits that are new or changed; what has no legal place any more is found without being told. */
  readonly visits?: readonly string[];
  /** Technicians whose day changed. */
  readonly technicians?: readonly string[];
}

export interface ProposeOptions {
  /** The plan to find a place in; the published one when left out. */
  readonly plan?: { readonly assignments: readonly Assignment[] };
  /** Only these technicians; everyone when left out. */
  readonly technicians?: readonly string[];
  /** The best place on each day of the horizon instead of the best one over all days. */
  readonly eachDay?: boolean;
  readonly limit?: number;
}

/** Who goes to a visit, the lead first, and when work begins. */
export interface Assignment {
  readonly visit: string;
  readonly crew: readonly string[];
  readonly startSeconds: number;
}

export const PRIORITIES: readonly Priority[] = ['Low', 'Medium', 'High', 'Urgent'];
export const priorityOf = (visit: PlanVisit): Priority => visit.priority ?? 'Medium';
