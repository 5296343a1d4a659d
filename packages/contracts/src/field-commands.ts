import { Type, type Static, type TProperties } from 'typebox';
import { Language, Line, Name, nullable, SerialText, Sha256, Window } from './primitives.ts';
import type { Role } from './session.ts';
import { TimeKind } from './visit-time.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });
const visitOnly = { visit: Name };
const Minutes = Type.Integer({ minimum: 0, maximum: 1440 });

/** The closing summary, word for word as it was on the glass. */
const ClosingText = Type.String({ minLength: 1, maxLength: 8000, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]+$' });
const boundText = { text: ClosingText, textSha256: Sha256 };

export const SpentTime = closed({ travel: Minutes, work: Minutes, pause: Minutes });
export type SpentTime = Static<typeof SpentTime>;

/** What ends with a visit besides its steps: the summary that the customer saw, in his language, and the time by the job clock. */
export const Closing = closed({ ...boundText, language: Language, time: SpentTime, sendCopy: Type.Boolean() });
export type Closing = Static<typeof Closing>;

/** After a visit that failed: the window that the customer took, or that he is to be called for one. */
export const NextWish = closed({ window: nullable(Window), note: Type.Optional(Line) });
export type NextWish = Static<typeof NextWish>;

export const FIELD_COMMANDS = {
  /** How much of an item was used, altogether: said again it replaces, zero takes it back. */
  'visit.part': closed({ ...visitOnly, item: Name, serial: Type.Optional(SerialText), quantity: Type.Number({ minimum: 0, maximum: 10_000 }), rateCents: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })) }),
  /** Minutes in place of what the clock measured. */
  'visit.time': closed({ ...visitOnly, kind: TimeKind, minutes: Minutes, reason: Line }),
  /** The customer signs the summary on the glass; the drawing is a photo delivered before. */
  'visit.sign': closed({ ...visitOnly, ...boundText, signer: Line, photo: Sha256 }),
  /** The customer does not sign, and why. */
  'visit.unsigned': closed({ ...visitOnly, ...boundText, reason: Line }),
  /** A sentence between the technician and the office; the customer never sees it. */
  'visit.say': closed({ ...visitOnly, text: Type.String({ minLength: 1, maxLength: 480, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]+$' }) }),
  /** Everything that the other side said up to an event has been read. */
  'visit.heard': closed({ ...visitOnly, upTo: Type.Integer({ minimum: 1 }) }),
} as const;

const FIELD: readonly Role[] = ['technician', 'dispatcher', 'admin'];
const TALKERS: readonly Role[] = ['technician', 'dispatcher', 'agent', 'admin'];

export const FIELD_COMMAND_ROLES: Readonly<Record<keyof typeof FIELD_COMMANDS, readonly Role[]>> = {
  'visit.part': FIELD,
  'visit.time': FIELD,
  'visit.sign': FIELD,
  'visit.unsigned': FIELD,
  'visit.say': TALKERS,
  'visit.heard': TALKERS,
};

export const FIELD_EVENTS = ['visit.parted', 'visit.timed', 'visit.signed', 'visit.unsigned', 'visit.said', 'visit.heard'] as const;
export const FIELD_PROBLEMS = {
  item_unknown: { status: 404, title: 'No item has this code', retry: 'never' },
  signature_void: { status: 409, title: 'The signature is on another text', retry: 'never' },
  text_mismatch: { status: 422, title: 'The text is not the one of its hash', retry: 'never' },
} as const;
