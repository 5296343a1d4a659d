import type { PlanningCause, PlanningProgress, PlanningScope, PlanningState, PlanningWeights, ProblemBody, Proposal } from '@gigafibre/contracts';
import type { ColumnType } from 'kysely';

type Instant = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

// types, not interfaces: Kysely's withTables wants an index signature
export type PlanningRunsTable = {
  id: string;
  state: PlanningState;
  scope: Json<PlanningScope>;
  cause: Json<PlanningCause>;
  seconds: number;
  by_user: string;
  by_name: string;
  requested_at: Instant;
  started_at: Instant | null;
  ended_at: Instant | null;
  /** When the hub that searches was last heard of. */
  heard_at: Instant;
  is_stop_asked: boolean;
  progress: Json<PlanningProgress> | null;
  proposal: Json<Proposal> | null;
  problem: Json<ProblemBody> | null;
};

export type PlanningTables = {
  planning_runs: PlanningRunsTable;
  planning_weights: { version: number; weights: Json<PlanningWeights>; changed_by: string; changed_at: Instant };
  planning_offers: { reason: string; cause: Json<PlanningCause>; about: string; late_minutes: number | null; claimed_at: Instant; run: string | null; dismissed_at: Instant | null; dismissed_by: string | null };
  planning_offer_setting: { id: number; is_on: boolean; every_minutes: number; changed_by: string; changed_at: Instant };
  planning_late: { visit: string; window_end: Instant; told_at: Instant };
};
