import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { InstantText, Line, MinutesOfWork, Name, Priority, Prose, RequiredSkill, SerialText, Sha256, Uuid, Window } from './primitives.ts';
import { FailureReason } from './visit.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });

export const CrewMember = closed({ technician: Name, role: Type.Enum(['lead', 'helper', 'trainee']) });
export type CrewMember = Static<typeof CrewMember>;

export const StepRecord = closed({
  step: Name,
  done: Type.Boolean(),
  value: Type.Optional(Type.String({ maxLength: 140 })),
  photo: Type.Optional(Sha256),
  skippedReason: Type.Optional(Line),
  at: InstantText,
});
export type StepRecord = Static<typeof StepRecord>;

const visitOnly = { visit: Name };
/** The `modified` stamp last read: the command is refused when someone else has changed the document since. */
const basedOn = { baseModified: Type.String({ maxLength: 40 }) };

/** What people do, by name. The payload's schema is the only truth: validation, type and documentation. */
export const COMMANDS = {
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
  'visit.plan': closed({ ...visitOnly, ...basedOn, crew: Type.Array(CrewMember, { minItems: 1, maxItems: 6 }), plannedStart: InstantText, durationMinutes: MinutesOfWork, pinned: Type.Optional(Type.Boolean()) }),
  'visit.unplan': closed({ ...visitOnly, ...basedOn }),
  'visit.confirm': closed({ ...visitOnly, ...basedOn }),
  /** Restores what a `visit.plan`, `visit.unplan` or earlier `visit.undo` changed, as long as nothing happened since. */
  'visit.undo': closed({ ...visitOnly, command: Uuid }),
  'visit.depart': closed(visitOnly),
  'visit.arrive': closed(visitOnly),
  'visit.pause': closed({ ...visitOnly, note: Type.Optional(Line) }),
  'visit.resume': closed(visitOnly),
  'visit.step': closed({ ...visitOnly, record: StepRecord }),
  'visit.note': closed({ ...visitOnly, text: Prose }),
  'visit.complete': closed({ ...visitOnly, steps: Type.Array(StepRecord, { maxItems: 60 }), note: Type.Optional(Prose) }),
  'visit.fail': closed({ ...visitOnly, reason: FailureReason, note: Type.Optional(Prose) }),
  'visit.cancel': closed({ ...visitOnly, note: Type.Optional(Prose) }),
  'equipment.link': closed({ ...visitOnly, serial: SerialText }),
  'equipment.register': closed({
    ...visitOnly,
    serial: SerialText,
    category: Type.Enum(['ONT', 'Router', 'Mesh', 'ATA', 'STB']),
    brand: Type.Optional(Line),
    model: Type.Optional(Line),
    macAddress: Type.Optional(Type.String({ pattern: '^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$' })),
  }),
} as const;

export type CommandType = keyof typeof COMMANDS;
export const COMMAND_TYPES = Object.keys(COMMANDS) as CommandType[];
export type CommandPayload<T extends CommandType> = Static<(typeof COMMANDS)[T]>;

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
    payload,
  });

/** A command of one type: `Command<'visit.depart'>`; or of any type: `Command`. */
export type Command<T extends CommandType = CommandType> = {
  [Each in T]: { id: string; type: Each; v: 1; at: string; device?: string; payload: CommandPayload<Each> };
}[T];

/** The schema of one command type's whole envelope. */
export const commandSchema = <T extends CommandType>(type: T) => envelope(type, COMMANDS[type]);

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
