import { Type, type Static } from 'typebox';
import { InstantText, nullable } from './primitives.ts';

export const CHAIN_FAULTS = ['altered', 'missing', 'unlinked', 'inserted', 'rewritten', 'cut-short', 'forged-head'] as const;

/** How far the audit trail is chained, and the last head that was signed. */
export const ChainState = Type.Object({
  position: Type.Integer(),
  hash: Type.String({ description: 'SHA-256 of the last link, hexadecimal' }),
  /** Written, and not in the chain yet. */
  waiting: Type.Integer(),
  lastHead: nullable(Type.Object({ at: InstantText, position: Type.Integer(), keyId: Type.String() })),
});
export type ChainState = Static<typeof ChainState>;

export const ChainFaultLine = Type.Object({
  kind: Type.Enum(CHAIN_FAULTS),
  position: Type.Integer(),
  source: Type.Optional(Type.Enum(['event', 'access'])),
  seq: Type.Optional(Type.Integer()),
});
export type ChainFaultLine = Static<typeof ChainFaultLine>;

export const ChainVerify = Type.Object({ after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }, { additionalProperties: false });
export type ChainVerify = Static<typeof ChainVerify>;

/** A stretch of the chain that was looked at; the signed heads and unchained rows are looked at with the last one. */
export const ChainVerified = Type.Object({ reached: Type.Integer(), isEnd: Type.Boolean(), faults: Type.Array(ChainFaultLine) });
export type ChainVerified = Static<typeof ChainVerified>;
