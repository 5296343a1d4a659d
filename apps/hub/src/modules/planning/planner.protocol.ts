import type { Assignment, DayPlan, Explanation, Override, PlanChange, PlanCost, PlanningProblem, TravelMatrix } from '@gigafibre/dispatch';

/** What a planner thread is asked, about a problem that it was told before. */
export type PlannerTask =
  | { readonly kind: 'places'; readonly visit: string }
  | { readonly kind: 'explain'; readonly visit: string; readonly technician: string }
  | PlanTask;

export interface PlanTask {
  readonly kind: 'plan';
  /** Plan everything that may move; or only what these force, touching as little as needed. */
  readonly around: { readonly visits: readonly string[]; readonly technicians: readonly string[] } | null;
  readonly milliseconds: number;
  readonly seed: number;
  /** Another solver's plan to begin with, where it is better than what stands. */
  readonly start: readonly Assignment[] | null;
  /** Shared memory: the search ends when the first number is no longer 0. */
  readonly stop: Int32Array;
}

export interface PlannerAnswers {
  readonly places: readonly Explanation[];
  /** `current` is where the visit stands; null in the tray. */
  readonly explain: { readonly asked: Explanation; readonly current: Override | null };
  readonly plan: { readonly plan: DayPlan; readonly change: PlanChange; readonly isStopped: boolean };
}

export interface PlannerProgress {
  readonly elapsedMs: number;
  readonly iterations: number;
  readonly before: PlanCost;
  readonly totalCents: number;
  readonly unassigned: number;
}

/** To the thread: a problem to keep under a key, a key to forget, or a question about one. */
export type ToPlanner =
  | { readonly kind: 'know'; readonly key: string; readonly problem: Omit<PlanningProblem, 'travel'>; readonly travel: string }
  /** Shared memory: nothing is copied. Problems name it by its version. */
  | { readonly kind: 'travel'; readonly version: string; readonly matrix: TravelMatrix | null }
  | { readonly kind: 'forget'; readonly key: string }
  | { readonly kind: 'ask'; readonly id: number; readonly key: string; readonly task: PlannerTask };

export type FromPlanner =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: PlannerProgress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: PlannerAnswers[PlannerTask['kind']] }
  | { readonly kind: 'fault'; readonly id: number; readonly message: string };
