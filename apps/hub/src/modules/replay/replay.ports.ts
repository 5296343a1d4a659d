import type { EventType, VisitCard, VisitChangeEvent } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import type { StaffRecord } from '../board/index.ts';

/** From one instant to another, the second excluded. */
export interface Stretch {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/** What the log remembers of visits' plans. */
export interface ChangeLog {
  /** Visits that were changed in a stretch of time, stood in it, or waited for somebody until after it. */
  visitsOf(stretch: Stretch): Promise<readonly string[]>;
  /** Every change of these visits' plans, oldest first. */
  changesOf(visits: readonly string[]): Promise<readonly VisitChangeEvent[]>;
}

/** What of a technician a change may have found otherwise. */
export type FormerStaff = Partial<Pick<StaffRecord, 'displayName' | 'trade' | 'employment' | 'isActive' | 'zone' | 'absences' | 'days' | 'skills'>>;

/** One event about one technician, with what was there before. */
export interface StaffEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: EventType;
  readonly technician: string;
  readonly by: string;
  readonly before: FormerStaff;
}

/** What the log remembers of who worked when. */
export interface StaffLog {
  /** Every change since an instant, oldest first. */
  changesSince(instant: Temporal.Instant): Promise<readonly StaffEvent[]>;
}

/** What the ERP has now. */
export interface DayBook {
  /** Everybody, those who left too. */
  everybody(): Promise<readonly StaffRecord[]>;
  /** Visits planned for a day, and those that wait. */
  standing(day: Temporal.PlainDate): Promise<readonly VisitCard[]>;
  named(visits: readonly string[]): Promise<readonly VisitCard[]>;
}
