import { Type, type Static } from 'typebox';
import { InstantText, Name, nullable, Uuid } from './primitives.ts';

const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
/** How long ago by the device's own clock: an age survives a clock that is wrong, an instant does not. */
const AgeSeconds = Type.Integer({ minimum: 0, maximum: 100 * 365 * 86_400, description: 'Seconds ago' });
const refused = { command: Uuid, type: Type.String({ maxLength: 60 }), lane: Name, code: Type.String({ maxLength: 60 }) };

/** What a phone says of its own queue. The same report again changes nothing but when it was heard. */
export const PhoneReport = Type.Object(
  {
    /** Made with the queue's store. Another one on the same device means that the system has cleared the first. */
    store: Uuid,
    /** The highest number the store has given: it never falls while the store lives. */
    counter: Type.Integer({ minimum: 0 }),
    /** Commands that the hub has not acknowledged, refused ones included. */
    unsent: Count,
    oldestSeconds: nullable(AgeSeconds),
    /** Of those, the ones that this release of the app cannot read. */
    parked: Count,
    refused: Type.Array(Type.Object({ ...refused, seconds: AgeSeconds }, { additionalProperties: false }), { maxItems: 40 }),
    /** Visits whose state on the phone is ahead of ours. */
    visits: Type.Array(Name, { maxItems: 60 }),
    /** Whether the system has promised not to clear what the phone keeps. */
    isProtected: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type PhoneReport = Static<typeof PhoneReport>;

/** Work that was last seen on a phone which no longer has it, or which another phone has replaced. */
export const LostWork = Type.Object({ why: Type.Enum(['emptied', 'replaced']), unsent: Type.Integer(), oldestAt: nullable(InstantText), noticedAt: InstantText });
export type LostWork = Static<typeof LostWork>;

/** What the hub knows of one technician's phone. */
export const PhoneAccount = Type.Object({
  technician: Name,
  device: Type.String(),
  unsent: Type.Integer(),
  /** When the oldest of it was done. */
  oldestAt: nullable(InstantText),
  parked: Type.Integer(),
  refused: Type.Array(Type.Object({ ...refused, at: InstantText })),
  visits: Type.Array(Name),
  isProtected: Type.Boolean(),
  heardAt: InstantText,
  lost: nullable(LostWork),
});
export type PhoneAccount = Static<typeof PhoneAccount>;

export const PhoneAccounts = Type.Object({ asOf: InstantText, phones: Type.Array(PhoneAccount) });
export type PhoneAccounts = Static<typeof PhoneAccounts>;

export const PhoneReceipt = Type.Object({ heardAt: InstantText });
export type PhoneReceipt = Static<typeof PhoneReceipt>;
