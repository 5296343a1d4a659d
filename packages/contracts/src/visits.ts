import { Type, type Static } from 'typebox';
import { CrewMember } from './commands.ts';
import { InstantText, Name, nullable, Priority, RequiredSkill, Window, Words } from './primitives.ts';
import { FailureReason, VisitStatus } from './visit.ts';

/** One visit, as the board, the job page and the phone's list show it. */
export const VisitCard = Type.Object({
  name: Name,
  /** The stamp to base the next change on. */
  modified: Type.String(),
  job: Name,
  sequence: Type.Integer(),
  subject: Type.String(),
  jobType: Name,
  jobTypeLabel: Words,
  ticket: nullable(Name),
  customer: Name,
  customerName: Type.String(),
  place: Type.Object({
    location: nullable(Name),
    label: Type.String(),
    city: Type.String(),
    zone: Type.String(),
    latitude: nullable(Type.Number()),
    longitude: nullable(Type.Number()),
  }),
  status: VisitStatus,
  priority: Priority,
  requiredSkills: Type.Array(RequiredSkill),
  crewSize: Type.Integer(),
  crew: Type.Array(CrewMember),
  window: nullable(Window),
  plannedStart: nullable(InstantText),
  durationMinutes: Type.Integer(),
  pinned: Type.Boolean(),
  slaDue: nullable(InstantText),
  departedAt: nullable(InstantText),
  arrivedAt: nullable(InstantText),
  endedAt: nullable(InstantText),
  failureReason: nullable(FailureReason),
  createdAt: InstantText,
});
export type VisitCard = Static<typeof VisitCard>;

export const TechnicianCard = Type.Object({
  name: Name,
  /** The stamp to base the next change on. */
  modified: Type.String(),
  displayName: Type.String(),
  zone: Type.String(),
  trade: Type.String(),
  color: Type.String({ description: '#rrggbb' }),
  mobile: Type.String(),
  employment: Type.String(),
  skills: Type.Array(Type.Object({ skill: Name, label: Words, level: Type.Integer(), expiresOn: nullable(Type.String()) })),
  home: nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
  /** Working time within the days asked for. */
  shifts: Type.Array(Type.Object({ start: InstantText, end: InstantText, lunchStart: nullable(InstantText), lunchMinutes: Type.Integer(), onCall: Type.Boolean() })),
  absences: Type.Array(Type.Object({ start: InstantText, end: InstantText, reason: Type.String() })),
});
export type TechnicianCard = Static<typeof TechnicianCard>;

export const Board = Type.Object({
  from: InstantText,
  until: InstantText,
  /** Everything up to this event is in the picture: follow the stream from here. */
  seq: Type.Integer(),
  asOf: InstantText,
  technicians: Type.Array(TechnicianCard),
  visits: Type.Array(VisitCard, { description: 'Planned within the days asked for, under way or over' }),
  unassigned: Type.Array(VisitCard),
});
export type Board = Static<typeof Board>;

export const Placement = Type.Object({
  technician: Name,
  displayName: Type.String(),
  plannedStart: InstantText,
  /** Driving added to the tour by this visit. */
  addedTravelMinutes: Type.Integer(),
  /** Broken rules, the worst first; none when the place is good. */
  violations: Type.Array(Type.Object({ rule: Type.String(), severity: Type.Enum(['hard', 'soft']), facts: Type.Record(Type.String(), Type.Unknown()) })),
});
export type Placement = Static<typeof Placement>;
export const Placements = Type.Object({ visit: Name, placements: Type.Array(Placement, { description: 'Best first' }) });
export type Placements = Static<typeof Placements>;
