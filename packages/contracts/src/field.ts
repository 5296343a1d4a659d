import { Type, type Static } from 'typebox';
import { StepRecord } from './commands.ts';
import { EquipmentCard, EquipmentSummary, LocationCard, SubscriptionSummary } from './places.ts';
import { DateText, InstantText, Language, Name, nullable, Words } from './primitives.ts';
import { VisitCard } from './visits.ts';

export const STEP_KINDS = ['check', 'photo', 'scan', 'reading', 'choice', 'text'] as const;

export const FlowStep = Type.Object({
  step: Name,
  label: Words,
  kind: Type.Enum(STEP_KINDS),
  required: Type.Boolean(),
  unit: Type.String(),
  minimum: nullable(Type.Number()),
  maximum: nullable(Type.Number()),
  choices: Type.Array(Type.String()),
});
export type FlowStep = Static<typeof FlowStep>;

export const FlowTemplate = Type.Object({ name: Name, version: Type.Integer(), title: Words, steps: Type.Array(FlowStep) });
export type FlowTemplate = Static<typeof FlowTemplate>;

/** Everything the phone needs to do one visit with no signal. */
export const DayVisit = Type.Object({
  visit: VisitCard,
  description: Type.String(),
  note: Type.String(),
  customer: Type.Object({ name: Name, customerName: Type.String(), phone: Type.String(), language: Language }),
  location: nullable(LocationCard),
  equipment: Type.Array(EquipmentSummary, { description: 'Active at the place' }),
  subscriptions: Type.Array(SubscriptionSummary),
  /** The check-list, as of the template's version when the visit was read. */
  flow: nullable(FlowTemplate),
  records: Type.Array(StepRecord),
  history: Type.Array(Type.Object({ job: Name, subject: Type.String(), endedAt: InstantText, outcome: Type.String() }), { description: 'Last 90 days at this address' }),
});
export type DayVisit = Static<typeof DayVisit>;

/** A technician's day and the two that follow: what `GET /v1/day` answers and the phone keeps. */
export const Day = Type.Object({
  technician: Type.Object({ name: Name, displayName: Type.String(), mobile: Type.String() }),
  date: DateText,
  asOf: InstantText,
  seq: Type.Integer(),
  visits: Type.Array(DayVisit, { description: 'By planned start' }),
  vanStock: Type.Array(EquipmentSummary),
  dispatchPhone: Type.String(),
});
export type Day = Static<typeof Day>;

/** What a scan found, from the technician's point of view. `elsewhere` is a hard stop and says nothing of the other customer but the city. */
export const DeviceAnswer = Type.Union([
  Type.Object({ found: Type.Literal('here'), card: EquipmentCard }),
  Type.Object({ found: Type.Literal('free'), card: EquipmentCard }),
  Type.Object({ found: Type.Literal('elsewhere'), serial: Name, city: Type.String() }),
  Type.Object({ found: Type.Literal('unknown'), serial: Type.String() }),
]);
export type DeviceAnswer = Static<typeof DeviceAnswer>;

export const BlobAnswer = Type.Object({ sha256: Type.String(), bytes: Type.Integer(), mediaType: Type.String() });
export type BlobAnswer = Static<typeof BlobAnswer>;
