import { Type, type Static } from 'typebox';
import { InstantText, Name, Uuid } from './primitives.ts';
import { Role } from './session.ts';

/** How somebody came in: by password, by the company's sign-in, or by the link of an SMS. */
export const SIGN_IN_WAYS = ['password', 'sso', 'link'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** One open session, as its owner and administrators see it. */
export const SessionSummary = Type.Object({
  id: Uuid,
  kind: Type.Enum(['staff', 'technician']),
  user: Name,
  displayName: Type.String(),
  roles: Type.Array(Role),
  technician: Type.Optional(Name),
  how: Type.Enum(SIGN_IN_WAYS),
  client: Type.String({ description: 'Browser and system in words, such as « Firefox, Windows »; empty when unknown' }),
  openedAt: InstantText,
  /** To within some ten minutes: when the session was last renewed. */
  seenAt: InstantText,
  expiresAt: InstantText,
  /** The session this very request was made with. */
  isCurrent: Type.Boolean(),
});
export type SessionSummary = Static<typeof SessionSummary>;

/** The newest first. */
export const SessionList = Type.Object({ sessions: Type.Array(SessionSummary) });
export type SessionList = Static<typeof SessionList>;

/** Whose sessions are meant: a person of the ERP. */
export const SessionOwner = Type.Object({ user: Name }, { additionalProperties: false });
export const SessionsEnded = Type.Object({ ended: Type.Integer({ minimum: 0 }) });
export type SessionsEnded = Static<typeof SessionsEnded>;

/** How people may sign in here. */
export const SignInWays = Type.Object({
  password: Type.Boolean(),
  sso: Type.Union([Type.Object({ name: Type.String({ description: 'What people call it' }), address: Type.String({ description: 'Where a browser goes to sign in' }) }), Type.Null()]),
});
export type SignInWays = Static<typeof SignInWays>;

/** Signed out here; a browser goes on to `next`, where the provider ends its own session. */
export const SignedOut = Type.Object({ next: Type.String() });
export type SignedOut = Static<typeof SignedOut>;

/** Why somebody the provider let in may not come in here: no account, one that is off, no role, or an answer that is not in order. */
export const SIGN_IN_REFUSALS = ['unknown', 'disabled', 'role', 'failed'] as const;
export type SignInRefusal = (typeof SIGN_IN_REFUSALS)[number];
