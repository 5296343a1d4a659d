import type { TechnicianCard, VisitCard, VisitChangeEvent } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';

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

/** What the ERP has now. */
export interface DayBook {
  technicians(day: Temporal.PlainDate): Promise<readonly TechnicianCard[]>;
  /** Visits planned for a day, and those that wait. */
  standing(day: Temporal.PlainDate): Promise<readonly VisitCard[]>;
  named(visits: readonly string[]): Promise<readonly VisitCard[]>;
}
