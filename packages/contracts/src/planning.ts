import { Type, type Static, type TProperties } from 'typebox';
import { CrewMember } from './commands.ts';
import { DateText, InstantText, MinutesOfWork, Name, nullable, Uuid } from './primitives.ts';
import { ProblemBody } from './problems.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });
const Cents = Type.Integer({ description: 'Cents; what the plan is the better for having less of' });
const Names = Type.Array(Name, { maxItems: 2000, uniqueItems: true });

/** Why a plan is asked for. `day` plans everything that may move; the others touch as little as needed around what happened. */
export const PlanningCause = Type.Union([
  closed({ kind: Type.Literal('day') }),
  closed({ kind: Type.Literal('visits-arrived'), visits: Type.Array(Name, { minItems: 1, maxItems: 200 }) }),
  closed({ kind: Type.Literal('visit-late'), visit: Name, lateMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })) }),
  closed({ kind: Type.Literal('technician-out'), technician: Name, from: Type.Optional(InstantText), until: Type.Optional(InstantText) }),
]);
export type PlanningCause = Static<typeof PlanningCause>;

/** What may be planned: the days, and where given only these technicians and only these visits. Everything else stays as it is. */
export const PlanningScope = closed({
  from: DateText,
  days: Type.Integer({ minimum: 1, maximum: 7, default: 1 }),
  technicians: Type.Optional(Names),
  visits: Type.Optional(Names),
});
export type PlanningScope = Static<typeof PlanningScope>;

export const PlanningStart = closed({
  scope: PlanningScope,
  cause: Type.Optional(PlanningCause),
  /** How long the search may take at most. */
  seconds: Type.Integer({ minimum: 1, maximum: 60, default: 10 }),
});
export type PlanningStart = Static<typeof PlanningStart>;

/** One line of a price: `unserved`, `promise`, `lateness`, `overtime`, `travel`, `churn`, `territory`, `over-qualification`, `parts`, `on-call`, `waiting`, `fairness`. */
export const CostLine = Type.Object({ kind: Type.String(), cents: Cents });
export type CostLine = Static<typeof CostLine>;

/** A plan in figures, from here on: work that has begun is in none of them. */
export const PlanKpis = Type.Object({
  costCents: Cents,
  /** Sum to costCents; the dearest first, none that costs nothing. */
  costs: Type.Array(CostLine),
  kilometres: Type.Number(),
  travelMinutes: Type.Integer(),
  /** Beginning after SLA deadlines, summed. */
  lateMinutes: Type.Integer(),
  overtimeMinutes: Type.Integer(),
  /** Promised arrival windows that are not kept. */
  brokenPromises: Type.Integer(),
  /** Visits that go to other people than published. */
  moved: Type.Integer(),
  unassigned: Type.Integer(),
});
export type PlanKpis = Static<typeof PlanKpis>;

/** Where driving times came from: our own estimate, a map server, or both. */
export const TravelSource = Type.Enum(['estimate', 'map', 'mixed']);
export type TravelSource = Static<typeof TravelSource>;

/** A rule in the way, with the figures that make it true. */
export const BrokenRule = Type.Object({ rule: Type.String(), severity: Type.Enum(['hard', 'soft']), facts: Type.Record(Type.String(), Type.Unknown()) });
export type BrokenRule = Static<typeof BrokenRule>;

/** One thing to change in the world so that it becomes possible: `extend-shift`, `raise-skill`, `widen-window`, `end-absence`, … with its figures. */
export const Remedy = Type.Object({ kind: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) });
export type Remedy = Static<typeof Remedy>;

export const PlacedAt = Type.Object({ crew: Type.Array(CrewMember), plannedStart: InstantText, durationMinutes: MinutesOfWork });
export type PlacedAt = Static<typeof PlacedAt>;

/** One visit that would be somewhere else. Null is the tray. */
export const ProposedMove = Type.Object({
  visit: Name,
  /** The stamp that the proposal was made from: accepting is refused when somebody changed the visit since. */
  modified: Type.String(),
  subject: Type.String(),
  customerName: Type.String(),
  before: nullable(PlacedAt),
  after: nullable(PlacedAt),
  /** Technicians whose tour it leaves or enters. */
  technicians: Type.Array(Name),
  hasNewPeople: Type.Boolean(),
  /** The promised arrival window is not kept there, or nobody goes any more. */
  breaksPromise: Type.Boolean(),
  /** What a person did with this line, and the command that did it: `visit.undo` takes it back. */
  outcome: nullable(Type.Enum(['accepted', 'refused'])),
  command: nullable(Uuid),
});
export type ProposedMove = Static<typeof ProposedMove>;

/** A visit that stays in the tray: the rules in the way at the place that comes nearest, and what would help. */
export const LeftOut = Type.Object({
  visit: Name,
  subject: Type.String(),
  customerName: Type.String(),
  slaDue: nullable(InstantText),
  /** Whose place comes nearest; null when nobody was looked at. */
  technician: nullable(Name),
  rules: Type.Array(BrokenRule, { description: 'The worst first' }),
  remedy: Type.Array(Remedy, { description: 'All of them are needed' }),
});
export type LeftOut = Static<typeof LeftOut>;

/** What a run found, as a difference from the board. Nothing of it happens by itself. */
export const Proposal = Type.Object({
  travelSource: TravelSource,
  asOf: InstantText,
  /** Everything up to this event was in the picture. */
  seq: Type.Integer(),
  moves: Type.Array(ProposedMove, { description: 'By technician, then by time' }),
  leftOut: Type.Array(LeftOut),
  before: PlanKpis,
  after: PlanKpis,
});
export type Proposal = Static<typeof Proposal>;

export const PLANNING_STATES = ['queued', 'running', 'stopped', 'done', 'failed'] as const;
export const PlanningState = Type.Enum(PLANNING_STATES);
export type PlanningState = Static<typeof PlanningState>;

export const PlanningProgress = Type.Object({
  elapsedMs: Type.Integer(),
  iterations: Type.Integer(),
  before: PlanKpis,
  /** The best plan so far. */
  best: Type.Object({ costCents: Cents, unassigned: Type.Integer() }),
});
export type PlanningProgress = Static<typeof PlanningProgress>;

/** One run of the engine. `stopped` and `done` carry a proposal, the best that was found; `failed` says what went wrong. */
export const PlanningRun = Type.Object({
  id: Uuid,
  state: PlanningState,
  scope: PlanningScope,
  cause: PlanningCause,
  seconds: Type.Integer(),
  by: Type.Object({ user: Name, displayName: Type.String() }),
  requestedAt: InstantText,
  startedAt: nullable(InstantText),
  endedAt: nullable(InstantText),
  progress: nullable(PlanningProgress),
  proposal: nullable(Proposal),
  problem: nullable(ProblemBody),
});
export type PlanningRun = Static<typeof PlanningRun>;
export const PlanningRuns = Type.Object({ runs: Type.Array(Type.Omit(PlanningRun, ['proposal']), { description: 'Newest first' }) });
export type PlanningRuns = Static<typeof PlanningRuns>;

/** Everything, or the lines of some technicians, or of some visits. */
export const PlanningAccept = closed({
  /** Made on the device: the same id accepts once, and the board undoes by the commands of the answer. */
  id: Uuid,
  technicians: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 200 })),
  visits: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 1000 })),
});
export type PlanningAccept = Static<typeof PlanningAccept>;

/** What became of one line: its command can be undone by `visit.undo`. */
export const AcceptedLine = Type.Object({
  visit: Name,
  command: Uuid,
  result: Type.Enum(['accepted', 'refused']),
  modified: nullable(Type.String()),
  problem: nullable(ProblemBody),
});
export type AcceptedLine = Static<typeof AcceptedLine>;
export const PlanningAccepted = Type.Object({ run: Uuid, lines: Type.Array(AcceptedLine) });
export type PlanningAccepted = Static<typeof PlanningAccepted>;
