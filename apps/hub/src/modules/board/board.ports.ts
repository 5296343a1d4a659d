import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';
import type { DayRange } from './shifts.ts';
import type { StaffRecord } from './staff.ts';

/** A planned visit in as much as a month needs. */
export interface PlannedTrip extends Pick<VisitCard, 'status' | 'durationMinutes'> {
  readonly plannedStart: string;
  readonly crewSize: number;
}

export interface BoardBook {
  technicians(range: DayRange): Promise<TechnicianCard[]>;
  /** Everybody there ever was, those who left too. */
  everybody(): Promise<StaffRecord[]>;
  /** Visits whose planned time touches the days. */
  plannedIn(range: DayRange): Promise<VisitCard[]>;
  /** The same of any number of days, in short. */
  tripsIn(range: DayRange): Promise<PlannedTrip[]>;
  unassigned(): Promise<VisitCard[]>;
  visit(name: string): Promise<VisitCard>;
  /** Those of the names that exist. */
  named(names: readonly string[]): Promise<VisitCard[]>;
}
