import { Type, type Static } from 'typebox';
import { StepRecord } from './commands.ts';
import { TicketSummary } from './office.ts';
import { EquipmentCard, EquipmentSummary, LocationCard, SubscriptionSummary } from './places.ts';
import { DateText, InstantText, Language, Name, nullable } from './primitives.ts';
import { FlowTemplate, NewerFlow } from './procedures.ts';
import { VisitWork } from './visit-work.ts';
import { VisitCard } from './visits.ts';

/** Everything the phone needs to do one visit with no signal. */
export const DayVisit = Type.Object({
  visit: VisitCard,
  description: Type.String(),
  note: Type.String(),
  customer: Type.Object({ name: Name, customerName: Type.String(), phone: Type.String(), language: Language }),
  location: nullable(LocationCard),
  equipment: Type.Array(EquipmentSummary, { description: 'Active at the place' }),
  subscriptions: Type.Array(SubscriptionSummary),
  /** The procedure: in the version the visit began with, else in the one in force. */
  flow: nullable(FlowTemplate),
  /** A version published since the visit began. Absent from days that older releases read. */
  newerFlow: Type.Optional(nullable(NewerFlow)),
  records: Type.Array(StepRecord),
  history: Type.Array(Type.Object({ job: Name, subject: Type.String(), endedAt: InstantText, outcome: Type.String() }), { description: 'The last jobs of twelve months at this address, newest first' }),
  tickets: Type.Array(TicketSummary, { description: 'Open, of this customer' }),
  /** Absent in a day that an earlier release read. */
  work: Type.Optional(VisitWork),
});
export type DayVisit = Static<typeof DayVisit>;

/** A technician's day and the two that follow: what `GET /v1/day` answers and the phone keeps. */
export const Day = Type.Object({
  technician: Type.Object({ name: Name, displayName: Type.String(), mobile: Type.String(), isSubcontractor: Type.Optional(Type.Boolean({ description: 'Sees his own jobs’ minimum: no prices, no history' })) }),
  date: DateText,
  asOf: InstantText,
  seq: Type.Integer(),
  visits: Type.Array(DayVisit, { description: 'By planned start' }),
  vanStock: Type.Array(EquipmentSummary, { description: 'Devices with a serial; parts without one are in VanParts' }),
  dispatchPhone: Type.String(),
});
export type Day = Static<typeof Day>;

/** One thing that a technician installs, uses up or charges for. */
export const CatalogueItem = Type.Object({
  item: Name,
  label: Type.String(),
  group: Type.String(),
  unit: Type.String({ description: 'Nos, Meter, Box' }),
  /** `device` has serials and is in `Day.vanStock`; `part` is counted; `service` is not in any stock. */
  kind: Type.Enum(['device', 'part', 'service']),
  priceCents: nullable(Type.Integer({ description: 'What the customer pays for one before taxes; null where no price was set, which is not free' })),
});
export type CatalogueItem = Static<typeof CatalogueItem>;

/** What `GET /v1/day/catalogue` answers and the phone keeps. */
export const Catalogue = Type.Object({ asOf: InstantText, items: Type.Array(CatalogueItem, { description: 'By label' }) });
export type Catalogue = Static<typeof Catalogue>;

/** Parts without serials in the technician's van: what `GET /v1/day/van` answers and the phone keeps. */
export const VanParts = Type.Object({
  asOf: InstantText,
  warehouse: nullable(Name),
  parts: Type.Array(Type.Object({ item: Name, quantity: Type.Number({ description: 'In the item’s unit; below zero when more was used than was ever loaded' }) })),
});
export type VanParts = Static<typeof VanParts>;

/** What a scan found, from the technician's point of view. `elsewhere` is a hard stop and says nothing of the other customer but the city. */
export const DeviceAnswer = Type.Union([
  Type.Object({ found: Type.Literal('here'), card: EquipmentCard }),
  Type.Object({ found: Type.Literal('free'), card: EquipmentCard }),
  Type.Object({ found: Type.Literal('elsewhere'), serial: Name, city: Type.String() }),
  Type.Object({ found: Type.Literal('unknown'), serial: Type.String() }),
]);
export type DeviceAnswer = Static<typeof DeviceAnswer>;

/** What a phone that is no longer known may learn of itself. */
export const DeviceStanding = Type.Object({ isRevoked: Type.Boolean() });
export type DeviceStanding = Static<typeof DeviceStanding>;

export const BlobAnswer = Type.Object({ sha256: Type.String(), bytes: Type.Integer(), mediaType: Type.String() });
export type BlobAnswer = Static<typeof BlobAnswer>;
