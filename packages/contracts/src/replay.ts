import { Type, type Static } from 'typebox';
import { CrewMember } from './commands.ts';
import { EventType } from './events.ts';
import { DateText, InstantText, Name, nullable, Window } from './primitives.ts';
import { VisitStatus } from './visit.ts';
import { TechnicianCard, VisitCard } from './visits.ts';

/** What a change of a visit's plan left or found. */
export const PlanState = Type.Object({ status: VisitStatus, crew: Type.Array(CrewMember), window: nullable(Window), plannedStart: nullable(InstantText), durationMinutes: Type.Integer(), pinned: Type.Boolean() });
export type PlanState = Static<typeof PlanState>;

/** One event of the log about one visit. */
export const VisitChangeEvent = Type.Object({
  seq: Type.Integer(),
  at: InstantText,
  doneAt: InstantText,
  type: EventType,
  visit: Name,
  by: Type.String({ description: 'Who did it, as people call him' }),
  before: nullable(PlanState),
  after: nullable(PlanState),
});
export type VisitChangeEvent = Static<typeof VisitChangeEvent>;

/** Who works when, where and with what skills: all of a technician that a day changes. */
export const StaffState = Type.Pick(TechnicianCard, ['displayName', 'zone', 'trade', 'employment', 'skills', 'shifts', 'absences']);
export type StaffState = Static<typeof StaffState>;

/** One event of the log about one technician, within the day. */
export const StaffChangeEvent = Type.Object({
  seq: Type.Integer(),
  at: InstantText,
  type: EventType,
  technician: Name,
  by: Type.String({ description: 'Who did it, as people call him' }),
  /** How it was until then, as it touches the day. */
  before: StaffState,
});
export type StaffChangeEvent = Static<typeof StaffChangeEvent>;

/** A day with everything that is needed to look at it as it was at any minute. */
export const ReplayDay = Type.Object({
  day: DateText,
  from: InstantText,
  until: InstantText,
  asOf: InstantText,
  /** Those who were there, as they stood when the day ended, or stand now while it goes on. */
  technicians: Type.Array(TechnicianCard),
  /** What changed of their hours, absences, territories and skills in the day, oldest first. */
  staffing: Type.Array(StaffChangeEvent),
  /** Every visit that stood on the board on that day, as it is now. */
  visits: Type.Array(VisitCard),
  /** Every change of these visits' plans, of whatever day, oldest first. */
  changes: Type.Array(VisitChangeEvent),
  /** The state hash of these visits as the ERP has them now: what the replay must come to in the end. */
  hash: Type.String(),
});
export type ReplayDay = Static<typeof ReplayDay>;
