import { Type, type Static } from 'typebox';
import { DEVICE_EVENTS } from './device-commands.ts';
import { FIELD_EVENTS } from './field-commands.ts';
import { IDENTITY_EVENTS } from './identity-events.ts';
import { MESSAGES_EVENTS } from './messages-events.ts';
import { PEOPLE_EVENT_TYPES } from './people-commands.ts';
import { InstantText, Name, Uuid } from './primitives.ts';
import { PROCEDURE_EVENTS } from './procedure-commands.ts';

export const EVENT_TYPES = [
  ...PEOPLE_EVENT_TYPES,
  'ticket.opened', 'ticket.changed', 'ticket.closed',
  'job.created', 'job.completed', 'job.failed', 'job.cancelled',
  'visit.planned', 'visit.unplanned', 'visit.confirmed', 'visit.undone',
  'visit.resized', 'visit.crewed', 'visit.pinned', 'visit.unpinned', 'visit.windowed', 'visit.added', 'visit.split', 'visit.messaged', 'visit.running-late',
  'visit.departed', 'visit.arrived', 'visit.paused', 'visit.resumed',
  'visit.stepped', 'visit.noted', 'visit.completed', 'visit.failed', 'visit.cancelled',
  'equipment.linked', 'equipment.registered', 'equipment.released',
  'customer.changed', 'equipment.changed',
  'technician.absent', 'technician.present', 'technician.day-changed', 'technician.territory-changed',
  'planning.ended', 'planning.accepted', 'planning.weights-changed', 'planning.offers-set', 'calendar.changed', 'costs.labour-changed',
  'reading.requested', 'reading.progressed', 'reading.read', 'reading.failed', 'reading.discarded', 'invoice.drafted',
  'message.captured', 'message.cancelled', 'message.suppressed', 'message.queued', 'message.held', 'message.sending', 'message.unknown', 'message.accepted', 'message.delivered', 'message.failed', 'message.received', 'recipient.opted-out', 'recipient.opted-in',
  'outbound.stopped', 'outbound.resumed', 'outbound.set',
  ...IDENTITY_EVENTS,
  'phone.emptied', 'phone.lost-settled', 'command.reused',
  ...DEVICE_EVENTS,
  ...FIELD_EVENTS,
  ...MESSAGES_EVENTS,
  ...PROCEDURE_EVENTS,
] as const;
export const EventType = Type.Enum(EVENT_TYPES);
export type EventType = Static<typeof EventType>;

export const Actor = Type.Object({ kind: Type.Enum(['staff', 'technician', 'system', 'customer']), user: Name, displayName: Type.String() });
export type Actor = Static<typeof Actor>;

/** One thing that happened, as the log keeps it and the stream sends it. `facts` fill the sentence the audit trail shows. */
export const HubEvent = Type.Object({
  /** Position in the log, rising in the order of commits: the stream's `id`. */
  seq: Type.Integer(),
  /** When the hub learnt of it. */
  at: InstantText,
  /** When it was done, by the device's clock; differs from `at` when the phone was offline. */
  doneAt: InstantText,
  type: EventType,
  actor: Actor,
  subject: Type.Object({ doctype: Name, name: Name }),
  /** The documents whose screens show this event: the visit's job, its ticket, the customer, the technicians. */
  related: Type.Object({
    job: Type.Optional(Name),
    visit: Type.Optional(Name),
    ticket: Type.Optional(Name),
    customer: Type.Optional(Name),
    equipment: Type.Optional(Name),
    technicians: Type.Optional(Type.Array(Name)),
  }),
  command: Type.Optional(Uuid),
  facts: Type.Record(Type.String(), Type.Unknown()),
});
export type HubEvent = Static<typeof HubEvent>;
