import type { Position } from '@gigafibre/contracts';
import type { FencedVisit } from './geofence.ts';

/** A stretch of time in seconds since 1970 UTC, end excluded. */
export interface WorkSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface TrackedTechnician {
  readonly name: string;
  /** What his tracker is called; his own name when nobody said. */
  readonly device: string;
  /** When he works, absences taken out; being on call is not being at work. */
  readonly work: readonly WorkSpan[];
}

export interface ShiftBook {
  /** Who works when, from the day before an instant to the day after. */
  trackedAround(nowSeconds: number): Promise<readonly TrackedTechnician[]>;
}

/** A position that is not yet known to be new. */
export interface MeasuredPosition extends Position {
  /** Unique within its source. */
  readonly sourceId: string;
}

/** Why a position is kept, and so for how long. */
export type Purpose = 'dispatch' | 'replay';

export interface PositionStore {
  /** Keeps those that are new and gives them. */
  keep(measured: readonly MeasuredPosition[]): Promise<readonly Position[]>;
  /** The newest of each technician since an instant. */
  latest(since: string): Promise<readonly Position[]>;
  /** Positions measured in a stretch of time, oldest first. */
  between(from: string, until: string): Promise<readonly Position[]>;
  /** Removes what was kept for a purpose and measured before an instant; gives how many that was. */
  purge(purpose: Purpose, before: string): Promise<number>;
}

/** What a day's guesses are made of, besides positions. */
export interface FencedDay {
  readonly visits: readonly FencedVisit[];
  /** What technicians are called. */
  readonly people: ReadonlyMap<string, string>;
  /** Whose each visit is. */
  readonly customers: ReadonlyMap<string, string>;
}
