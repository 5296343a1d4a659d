import { Type, type Static } from 'typebox';
import { BlobAnswer } from './field.ts';
import { nullable, Sha256 } from './primitives.ts';

/** How far a photo has come that arrives in pieces. Its name is its content's, so that it needs no other. */
export const UploadState = Type.Object({
  sha256: Sha256,
  /** How many bytes the hub holds: the next piece begins there. */
  offset: Type.Integer(),
  /** The photo, once it is whole and its hash was checked. */
  blob: nullable(BlobAnswer),
});
export type UploadState = Static<typeof UploadState>;

/** A piece is no larger: what a bad network carries in one breath. */
export const LARGEST_PIECE = 256 * 1024;
