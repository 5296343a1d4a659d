import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { DEVICE_COMMANDS } from './device-commands.ts';
import { Closing, FIELD_COMMANDS, NextWish, SpentTime } from './field-commands.ts';
import { DateText, InstantText, Line, MinutesOfWork, Name, nullable, Priority, Prose, RequiredSkill, SerialText, Sha256, Uuid, Window } from './primitives.ts';
import { MESSAGES_COMMANDS } from './messages-commands.ts';
import { PEOPLE_COMMANDS } from './people-commands.ts';
import { ProblemBody } from './problems.ts';
import { PROCEDURE_COMMANDS } from './procedure-commands.ts';
import { FlowVersionUsed } from './procedures.ts';
import { FailureReason } from './visit.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });

export const CrewMember = closed({ technician: Name, role: Type.Enum(['lead', 'helper', 'trainee']) });
export type CrewMember = Static<typeof CrewMember>;

export const StepRecord = closed({
  step: Name,
  done: Type.Boolean(),
  value: Type.Optional(Type.String({ maxLength: 140 })),
  /** Of several photos the first. */
  photo: Type.Optional(Sha256),
  photos: Type.Optional(Type.Array(closed({ slot: Type.String({ pattern: '^(?:before|after|[1-6])$' }), photo: Sha256 }), { maxItems: 6 })),
  skippedReason: Type.Optional(Line),
  at: InstantText,
});
export type StepRecord = Static<typeof StepRecord>;

const Crew = Type.Array(CrewMember, { minItems: 1, maxItems: 6 });
/** What a customer can be told of a visit by hand. `free` is the text given; the others are ours, in the customer's language. */
export const VISIT_MESSAGES = ['running-late', 'rescheduled', 'confirmed', 'free'] as const;

const visitOnly = { visit: Name };
/** The procedure's version on the phone; older releases do not say. */
const inVersion = { flow: Type.Optional(FlowVersionUsed) };
/** The `modified` stamp last read: the command is refused when someone else has changed the document since. */
const basedOn = { baseModified: Type.String({ maxLength: 40 }) };

const technicianOnly = { technician: Name, ...basedOn };
export const ABSENCE_REASONS = ['vacation', 'sick', 'training', 'other'] as const;
const WallTime = Type.String({ pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$', description: 'Wall time at the site' });
/** Working time of one day by the clock on the wall; ending before it starts means the next day. */
export const DayShift = closed({ start: WallTime, end: WallTime, lunchStart: nullable(WallTime), lunchMinutes: Type.Integer({ minimum: 0, maximum: 180 }), onCall: Type.Boolean() });
export type DayShift = Static<typeof DayShift>;

const AmountCents = Type.Integer({ minimum: -100_000_000_000, maximum: 100_000_000_000, description: 'Whole cents' });

/** What people do, by name. The payload's schema is the only truth: validation, type and documentation. */
export const COMMANDS = {
  ...PEOPLE_COMMANDS,
  'ticket.open': closed({
    customer: Name,
    serviceLocation: Type.Optional(Name),
    equipment: Type.Optional(SerialText),
    issueType: Name,
    subject: Line,
    description: Type.Optional(Prose),
    priority: Priority,
  }),
  'job.create': closed({
    ticket: Type.Optional(Name),
    customer: Name,
    serviceLocation: Type.Optional(Name),
    jobType: Name,
    subject: Line,
    durationMinutes: MinutesOfWork,
    priority: Priority,
    requiredSkills: Type.Array(RequiredSkill, { maxItems: 12 }),
    crewSize: Type.Integer({ minimum: 1, maximum: 6 }),
    window: Type.Optional(Window),
    description: Type.Optional(Prose),
    /** The person saw that an open job exists and wants another. */
    despiteDuplicate: Type.Optional(Type.Boolean()),
  }),
  'visit.plan': closed({ ...visitOnly, ...basedOn, crew: Crew, plannedStart: InstantText, durationMinutes: MinutesOfWork, pinned: Type.Optional(Type.Boolean()) }),
  'visit.unplan': closed({ ...visitOnly, ...basedOn }),
  'visit.confirm': closed({ ...visitOnly, ...basedOn }),
  /** How long it is to take. */
  'visit.resize': closed({ ...visitOnly, ...basedOn, durationMinutes: MinutesOfWork }),
  /** Who goes, at the time it has: the lead first, then helpers and trainees. */
  'visit.crew': closed({ ...visitOnly, ...basedOn, crew: Crew }),
  /** The engine leaves a pinned visit where it is. */
  'visit.pin': closed({ ...visitOnly, ...basedOn }),
  'visit.unpin': closed({ ...visitOnly, ...basedOn }),
  /** The arrival window promised to the customer, apart from the planned time; null for none. */
  'visit.window': closed({ ...visitOnly, ...basedOn, window: nullable(Window) }),
  /** The next visit of a job: after a failed one, or another day of work. */
  'visit.add': closed({ job: Name, durationMinutes: MinutesOfWork, window: Type.Optional(Window), note: Type.Optional(Prose) }),
  /** Leaves the first part of a visit in its place and makes a next visit of the rest, unassigned. */
  'visit.split': closed({ ...visitOnly, ...basedOn, firstMinutes: MinutesOfWork, nextMinutes: MinutesOfWork }),
  /** Tells the customer something about a visit: captured in the outbox. */
  'visit.message': closed({ ...visitOnly, template: Type.Enum(VISIT_MESSAGES), expectedAt: Type.Optional(InstantText), text: Type.Optional(Type.String({ minLength: 1, maxLength: 480, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]+$' })) }),
  /** Takes back the messages of a command that were not sent yet. */
  'message.cancel': closed({ command: Uuid }),
  /** Restores what a command on a visit's plan (or an earlier `visit.undo`) changed, as long as nothing happened since. */
  'visit.undo': closed({ ...visitOnly, command: Uuid }),
  'visit.depart': closed(visitOnly),
  'visit.arrive': closed({ ...visitOnly, ...inVersion }),
  'visit.pause': closed({ ...visitOnly, note: Type.Optional(Line) }),
  'visit.resume': closed(visitOnly),
  'visit.step': closed({ ...visitOnly, ...inVersion, record: StepRecord }),
  'visit.note': closed({ ...visitOnly, text: Prose }),
  'visit.complete': closed({ ...visitOnly, ...inVersion, steps: Type.Array(StepRecord, { maxItems: 60 }), note: Type.Optional(Prose), closing: Type.Optional(Closing) }),
  'visit.fail': closed({ ...visitOnly, reason: FailureReason, note: Type.Optional(Prose), time: Type.Optional(SpentTime), next: Type.Optional(NextWish) }),
  'visit.cancel': closed({ ...visitOnly, note: Type.Optional(Prose) }),
  /** Time that a technician does not work. */
  'technician.absence': closed({ ...technicianOnly, from: InstantText, until: InstantText, reason: Type.Enum(ABSENCE_REASONS), note: Type.Optional(Line) }),
  /** He is back: absences that touch this time end where it begins, and begin again where it ends. */
  'technician.presence': closed({ ...technicianOnly, from: InstantText, until: InstantText }),
  /** The working time of one day, in place of the weekly one; none for a day off, null for the weekly one again. */
  'technician.day': closed({ ...technicianOnly, date: DateText, shifts: nullable(Type.Array(DayShift, { maxItems: 4 })) }),
  /** Where he usually works. */
  'technician.territory': closed({ ...technicianOnly, zone: Line }),
  /** Has a photo read that the hub holds: the phone's way, since the photo went before it. The command's id is the reading's. Named `forVisit`, so that a refused photo never holds up the visit's own lane. */
  'reading.request': closed({ kind: Type.Enum(['invoice', 'equipment']), photo: Sha256, forVisit: Type.Optional(Name) }),
  'reading.retry': closed({ reading: Uuid }),
  'reading.discard': closed({ reading: Uuid, reason: Line }),
  /** Makes a draft of a supplier's invoice from what a person confirmed. Nothing is posted. */
  'invoice.draft': closed({
    reading: Uuid,
    supplier: Type.Union([closed({ name: Name }), closed({ create: Line, taxId: Type.Optional(Line) })]),
    number: Line,
    date: DateText,
    dueDate: Type.Optional(DateText),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    lines: Type.Array(closed({ description: Line, quantity: Type.Number({ minimum: 0.001, maximum: 1_000_000 }), amount: AmountCents }), { minItems: 1, maxItems: 200 }),
    tps: AmountCents,
    tvq: AmountCents,
    otherTaxes: Type.Array(closed({ name: Line, amount: AmountCents }), { maxItems: 10 }),
    total: AmountCents,
  }),
  'equipment.link': closed({ ...visitOnly, serial: SerialText }),
  'equipment.register': closed({
    ...visitOnly,
    serial: SerialText,
    category: Type.Enum(['ONT', 'Router', 'Mesh', 'ATA', 'STB']),
    brand: Type.Optional(Line),
    model: Type.Optional(Line),
    macAddress: Type.Optional(Type.String({ pattern: '^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$' })),
  }),
  ...DEVICE_COMMANDS,
  ...FIELD_COMMANDS,
  ...MESSAGES_COMMANDS,
  ...PROCEDURE_COMMANDS,
} as const;

export type CommandType = keyof typeof COMMANDS;
export type CommandPayload<T extends CommandType> = Static<(typeof COMMANDS)[T]>;

/** A clock that was reset may be half a century off. */
const MOST_SKEW_MS = 100 * 366 * 86_400_000;

const envelope = <T extends CommandType, Payload extends TObject>(type: T, payload: Payload) =>
  closed({
    /** Made on the device. The same id is the same deed, for ever. */
    id: Uuid,
    type: Type.Literal(type),
    /** Version of the payload's shape. */
    v: Type.Literal(1),
    /** When it was done, by the device's clock. */
    at: InstantText,
    /** Which device, so that the clock's error can be estimated. */
    device: Type.Optional(Type.String({ maxLength: 64 })),
    /** Milliseconds by which the hub's clock was ahead of the device's, as the device last learnt from an answer. */
    offsetMs: Type.Optional(Type.Integer({ minimum: -MOST_SKEW_MS, maximum: MOST_SKEW_MS })),
    payload,
  });

/** A command of one type: `Command<'visit.depart'>`; or of any type: `Command`. */
export type Command<T extends CommandType = CommandType> = {
  [Each in T]: { id: string; type: Each; v: 1; at: string; device?: string; offsetMs?: number; payload: CommandPayload<Each> };
}[T];

/** The schema of one command type's whole envelope. */
export const commandSchema = <T extends CommandType>(type: T) => envelope(type, COMMANDS[type]);

/** Many commands at once, each done or refused by itself: a bulk edit, or undoing one. */
export const CommandBatch = closed({ commands: Type.Array(Type.Object({ id: Uuid, type: Type.String() }, { additionalProperties: true }), { minItems: 1, maxItems: 500 }) });
export type CommandBatch = { commands: Command[] };

export const CommandAnswer = Type.Object({
  id: Uuid,
  type: Type.String(),
  /** The document that the command made or changed. */
  subject: Type.Object({ doctype: Name, name: Name }),
  /** The document's new stamp, for the next command that is based on it. */
  modified: Type.Optional(Type.String()),
  /** Position in the event log: whoever has seen this event has seen the effect. */
  seq: Type.Integer(),
  /** This command had been done before; nothing was done twice. */
  replayed: Type.Boolean(),
});
export type CommandAnswer = Static<typeof CommandAnswer>;

/** One line for each command, in the order given. */
export const CommandBatchAnswer = Type.Object({ lines: Type.Array(Type.Object({ id: Uuid, answer: nullable(CommandAnswer), problem: nullable(ProblemBody) })) });
export type CommandBatchAnswer = Static<typeof CommandBatchAnswer>;
