import { Type, type Static } from 'typebox';
import { EventType, HubEvent } from './events.ts';
import { EquipmentSummary, LocationCard, SubscriptionSummary } from './places.ts';
import { InstantText, Language, MinutesOfWork, Name, nullable, Priority, RequiredSkill, Words } from './primitives.ts';
import { VisitCard } from './visits.ts';

export const SEARCH_KINDS = ['customer', 'location', 'equipment', 'ticket', 'invoice', 'job'] as const;
export const SearchHit = Type.Object({
  kind: Type.Enum(SEARCH_KINDS),
  name: Name,
  title: Type.String(),
  subtitle: Type.String(),
  /** The field that matched: name, phone, email, address, postalCode, serial, mac, number, subject. */
  matched: Type.String(),
  /** The matching text, as stored. */
  match: Type.String(),
  customer: nullable(Name),
});
export type SearchHit = Static<typeof SearchHit>;
export const SearchAnswer = Type.Object({ query: Type.String(), hits: Type.Array(SearchHit) });
export type SearchAnswer = Static<typeof SearchAnswer>;

export const TicketSummary = Type.Object({
  name: Name,
  subject: Type.String(),
  status: Type.String({ description: 'Open, Replied, On Hold, Resolved, Closed' }),
  priority: Priority,
  issueType: Type.String(),
  customer: nullable(Name),
  customerName: Type.String(),
  openedAt: InstantText,
});
export type TicketSummary = Static<typeof TicketSummary>;

export const JobSummary = Type.Object({
  name: Name,
  subject: Type.String(),
  jobType: Name,
  jobTypeLabel: Words,
  status: Type.String({ description: 'Open, Scheduled, In Progress, Completed, Failed, Cancelled' }),
  priority: Priority,
  visits: Type.Array(VisitCard),
});
export type JobSummary = Static<typeof JobSummary>;

/** One change of one field of one document, from the ERP's own history. */
export const FieldChange = Type.Object({ at: InstantText, by: Type.String(), field: Type.String(), label: Type.String(), before: Type.String(), after: Type.String() });
export type FieldChange = Static<typeof FieldChange>;

export const CustomerCard = Type.Object({
  name: Name,
  modified: Type.String(),
  customerName: Type.String(),
  customerType: Type.String(),
  customerGroup: Type.String(),
  language: Language,
  phone: Type.String(),
  email: Type.String(),
  isSuspended: Type.Boolean(),
  balanceCents: Type.Integer({ description: 'Sum of outstanding amounts of submitted invoices' }),
  overdueCents: Type.Integer(),
  since: nullable(InstantText),
  locations: Type.Array(Type.Object({ location: LocationCard, equipment: Type.Array(EquipmentSummary), subscriptions: Type.Array(SubscriptionSummary) })),
  openTickets: Type.Array(TicketSummary),
  closedTickets: Type.Integer(),
  jobs: Type.Array(JobSummary, { description: 'Open ones and the last closed, newest first' }),
  changes: Type.Array(FieldChange, { description: 'Newest first' }),
});
export type CustomerCard = Static<typeof CustomerCard>;

export const TicketCard = Type.Object({
  ticket: TicketSummary,
  modified: Type.String(),
  description: Type.String(),
  customer: nullable(Type.Object({ name: Name, customerName: Type.String(), phone: Type.String(), language: Language })),
  location: nullable(LocationCard),
  equipment: Type.Array(EquipmentSummary),
  jobs: Type.Array(JobSummary),
  changes: Type.Array(FieldChange),
});
export type TicketCard = Static<typeof TicketCard>;

/** What the hub proposes for a job made from a ticket (R61), before a person changes it. */
export const JobProposal = Type.Object({
  jobType: Name,
  subject: Type.String(),
  durationMinutes: MinutesOfWork,
  priority: Priority,
  crewSize: Type.Integer(),
  requiredSkills: Type.Array(RequiredSkill),
  /** Open jobs of the same customer or place: the person decides whether another is wanted. */
  duplicates: Type.Array(JobSummary),
  jobTypes: Type.Array(Type.Object({ name: Name, label: Words, durationMinutes: MinutesOfWork, crewSize: Type.Integer(), requiredSkills: Type.Array(RequiredSkill) })),
});
export type JobProposal = Static<typeof JobProposal>;

export const JobCard = Type.Object({
  job: JobSummary,
  modified: Type.String(),
  description: Type.String(),
  ticket: nullable(TicketSummary),
  customer: Type.Object({ name: Name, customerName: Type.String(), phone: Type.String(), language: Language }),
  location: nullable(LocationCard),
  requiredSkills: Type.Array(RequiredSkill),
  createdAt: InstantText,
});
export type JobCard = Static<typeof JobCard>;

/** Who did what and when to a job, its visits, ticket and equipment (F13); newest first. */
export const Trail = Type.Object({ entries: Type.Array(HubEvent) });
export type Trail = Static<typeof Trail>;

/** `created` waits out the undo, `unknown` may have left: its answer was lost. Messages the sandbox kept are `captured`. */
export const MESSAGE_STATES = ['captured', 'created', 'held', 'sending', 'unknown', 'accepted', 'delivered', 'failed', 'suppressed', 'cancelled'] as const;
export const OutboxMessage = Type.Object({
  id: Type.String(),
  channel: Type.Enum(['sms', 'email']),
  to: Type.String(),
  toName: Type.String(),
  language: Language,
  template: Type.String(),
  subject: Type.String({ description: 'Empty for an SMS' }),
  body: Type.String(),
  state: Type.Enum(MESSAGE_STATES),
  reason: nullable(Type.String({ description: 'Why it is held, suppressed or failed: a policy’s word, or the vendor’s code' })),
  trace: Type.Array(Type.Object({ policy: Type.String(), outcome: Type.Enum(['pass', 'hold', 'suppress']), reason: nullable(Type.String()) }), { description: 'Every policy asked, in order, and what it answered' }),
  dueAt: nullable(InstantText),
  vendorId: nullable(Type.String()),
  createdAt: InstantText,
  createdBy: Type.String(),
  about: nullable(Type.Object({ doctype: Name, name: Name })),
  cause: nullable(EventType),
  sms: nullable(Type.Object({ alphabet: Type.Enum(['GSM-7', 'UCS-2']), segments: Type.Integer(), characters: Type.Integer() })),
});
export type OutboxMessage = Static<typeof OutboxMessage>;
/** How far out messages may go, and what people have stopped. */
export const DoorState = Type.Object({
  mode: Type.Enum(['sandbox', 'allowlist', 'live']),
  reasons: Type.Array(Type.String(), { description: 'Why nothing leaves; empty when something may' }),
  switches: Type.Array(Type.Object({ key: Type.String({ description: 'all, a channel, or template:NAME' }), reason: Type.String(), by: Type.String(), at: InstantText })),
  isLegacyAuthoritative: Type.Boolean({ description: 'The old system bills: our templates on money stay here' }),
  isRegisteredInUs: Type.Boolean(),
});
export type DoorState = Static<typeof DoorState>;

/** What the sandbox can play of a vendor. */
export const SANDBOX_TURNS = ['delivered', 'undelivered', 'filtered', 'stop', 'unsubscribe', 'complaint', 'duplicate', 'out-of-order'] as const;
/** What was captured since a number of the log, oldest first: tests wait for it. */
export const SandboxMessages = Type.Object({ messages: Type.Array(OutboxMessage), cursor: Type.Integer({ description: 'Give it as `after` to see only what comes next' }) });
export type SandboxMessages = Static<typeof SandboxMessages>;

export const OutboxPage = Type.Object({ messages: Type.Array(OutboxMessage), total: Type.Integer() });
export type OutboxPage = Static<typeof OutboxPage>;
