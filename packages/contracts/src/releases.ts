import { Type, type Static } from 'typebox';
import { InstantText, nullable } from './primitives.ts';

/** A wish to let a message that was kept back through the door again. The person who asks is never the one who lets it. */
export const Release = Type.Object({
  id: Type.String(),
  message: Type.String(),
  state: Type.Enum(['asked', 'approved', 'withdrawn', 'expired']),
  why: Type.String(),
  askedBy: Type.String(),
  askedByName: Type.String(),
  askedAt: InstantText,
  expiresAt: InstantText,
  approvedBy: nullable(Type.String()),
  approvedByName: nullable(Type.String()),
  approvedAt: nullable(InstantText),
});
export type Release = Static<typeof Release>;
export const Releases = Type.Object({ releases: Type.Array(Release, { description: 'The newest first' }) });
export type Releases = Static<typeof Releases>;
export const ReleaseWish = Type.Object({ why: Type.String({ minLength: 1, maxLength: 140 }) }, { additionalProperties: false });
export type ReleaseWish = Static<typeof ReleaseWish>;
