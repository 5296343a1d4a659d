/** A visit that one person can do, in seconds since 1970 UTC. Places are numbers of rows in the travel table. */
export interface OptimizerVisit {
  readonly name: string;
  readonly place: number;
  readonly serviceSeconds: number;
  readonly from: number;
  readonly until: number;
  /** From 0 to 100. */
  readonly priority: number;
  /** Technicians who may do it, by their number. */
  readonly technicians: readonly number[];
}

export interface OptimizerTechnician {
  readonly name: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly from: number;
  readonly until: number;
  readonly lunch: { readonly from: number; readonly until: number; readonly seconds: number } | null;
}

export interface OptimizerQuestion {
  readonly visits: readonly OptimizerVisit[];
  readonly technicians: readonly OptimizerTechnician[];
  /** Whole seconds from each place to each other. */
  readonly seconds: readonly (readonly number[])[];
}

/** Which visit begins when with whom; what is not in it stays without anybody. */
export type OptimizerAnswer = readonly { readonly visit: string; readonly technician: string; readonly startSeconds: number }[];

/** Another solver. Its answer is a plan to begin with, never one to believe. */
export interface Optimizer {
  /** @throws {Error} when it does not answer, or not in a way that can be used. */
  solve(question: OptimizerQuestion, signal: AbortSignal): Promise<OptimizerAnswer>;
  close(): Promise<void>;
}
