export { createIntake } from './intake.ts';
export type { Admitted, Intake } from './intake.ts';
export type { PageWord, RawPage } from './decoder-messages.ts';
export { LIMITS } from './limits.ts';
export { mediaKindOf, mediaTypeOf } from './media-kind.ts';
export type { MediaClaim, MediaKind } from './media-kind.ts';
