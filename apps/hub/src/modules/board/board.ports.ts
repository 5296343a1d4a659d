import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';
import type { DayRange } from './shifts.ts';
import type { StaffRecord } from './staff.ts';

export interface BoardBook {
  technicians(range: DayRange): Promise<TechnicianCard[]>;
  /** Everybody there ever was, those who left too. */
  everybody(): Promise<StaffRecord[]>;
  /** Visits whose planned time touches the days. */
  plannedIn(range: DayRange): Promise<VisitCard[]>;
  unassigned(): Promise<VisitCard[]>;
  visit(name: string): Promise<VisitCard>;
  /** Those of the names that exist. */
  named(names: readonly string[]): Promise<VisitCard[]>;
}
