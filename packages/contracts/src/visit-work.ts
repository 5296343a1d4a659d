import { Type, type Static } from 'typebox';
import { InstantText, Line, Name, nullable, SerialText, Sha256, Window } from './primitives.ts';
import { TimeKind, VisitDeed } from './visit-time.ts';

/** Something taken from the van and left at the customer's. */
export const PartLine = Type.Object({
  item: Name,
  label: Type.String(),
  serial: nullable(SerialText),
  quantity: Type.Number(),
  unit: Type.String(),
  /** Price of one, before tax; null when it is not the customer's to pay. Never a zero for a price that was not known. */
  rateCents: nullable(Type.Integer()),
});
export type PartLine = Static<typeof PartLine>;

/** Minutes that a person put in place of what the clock measured, and why. */
export const TimeFix = Type.Object({ kind: TimeKind, minutes: Type.Integer(), reason: Type.String() });
export type TimeFix = Static<typeof TimeFix>;

/** What the customer put his name to, or why he did not: bound to the text by its SHA-256. */
export const Signature = Type.Object({
  textSha256: Sha256,
  at: InstantText,
  signer: nullable(Line),
  /** SHA-256 of the drawing; null when he refused. */
  photo: nullable(Sha256),
  refusal: nullable(Line),
});
export type Signature = Static<typeof Signature>;

/** One sentence between the technician and the office about a visit. */
export const TalkLine = Type.Object({ seq: Type.Integer(), at: InstantText, side: Type.Enum(['field', 'office']), by: Type.String(), text: Type.String() });
export type TalkLine = Static<typeof TalkLine>;

/** What was said about a visit, and how far each side has read. */
export const Talk = Type.Object({ lines: Type.Array(TalkLine, { description: 'Oldest first' }), heardByOffice: Type.Integer(), heardByField: Type.Integer() });
export type Talk = Static<typeof Talk>;

/** How a visit was worked so far, as far as the hub knows. */
export const VisitWork = Type.Object({
  parts: Type.Array(PartLine),
  deeds: Type.Array(VisitDeed),
  fixes: Type.Array(TimeFix),
  signature: nullable(Signature),
  talk: Talk,
});
export type VisitWork = Static<typeof VisitWork>;

export const NO_WORK: VisitWork = { parts: [], deeds: [], fixes: [], signature: null, talk: { lines: [], heardByOffice: 0, heardByField: 0 } };

/** How a visit ended, as the office sees it. */
export const VisitClosing = Type.Object({
  visit: Name,
  /** What the customer was shown; empty where the visit ended without it. */
  summary: Type.String(),
  parts: Type.Array(PartLine),
  labour: Type.Array(Type.Object({ technician: Name, kind: TimeKind, minutes: Type.Integer(), measuredMinutes: Type.Integer(), reason: Type.String() })),
  signature: nullable(Signature),
  /** The text that the signature is on is the one that the visit ended with. */
  isSigned: Type.Boolean(),
});
export type VisitClosing = Static<typeof VisitClosing>;

/** Arrival windows that somebody could keep, the earliest first: what a technician offers at the door. */
export const OpenWindows = Type.Object({ visit: Name, windows: Type.Array(Type.Object({ window: Window, technicians: Type.Integer({ description: 'How many could come' }) })) });
export type OpenWindows = Static<typeof OpenWindows>;

/** Visits of these days about which a technician said something that nobody in the office has read. */
export const TalkInbox = Type.Object({ visits: Type.Array(Type.Object({ visit: Name, unread: Type.Integer(), last: TalkLine }), { description: 'Newest first' }) });
export type TalkInbox = Static<typeof TalkInbox>;
