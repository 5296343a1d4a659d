import { Type, type Static } from 'typebox';
import { PlanningCause } from './planning.ts';
import { InstantText, Name, nullable, Uuid } from './primitives.ts';

/** A plan that was looked for without anybody asking, because something happened. Nothing of it happens by itself: it is a run like any other, to be accepted or left. */
export const PlanningOffer = Type.Object({
  run: Uuid,
  cause: PlanningCause,
  /** The customer or the technician that it is about, as people call them. */
  about: Type.String(),
  /** How late the visit would be; null for other causes. */
  lateMinutes: nullable(Type.Integer()),
  at: InstantText,
  /** Lines that nobody has decided yet. */
  moves: Type.Integer(),
  /** Technicians whose day it would change. */
  technicians: Type.Array(Name),
});
export type PlanningOffer = Static<typeof PlanningOffer>;

/** Whether plans are looked for without anybody asking, and how often at most. */
export const OffersSetting = Type.Object({ isOn: Type.Boolean(), everyMinutes: Type.Integer({ minimum: 1, maximum: 240 }) }, { additionalProperties: false });
export type OffersSetting = Static<typeof OffersSetting>;

export const PlanningOffers = Type.Object({
  setting: OffersSetting,
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
  offers: Type.Array(PlanningOffer, { description: 'Still to be decided, the newest first' }),
});
export type PlanningOffers = Static<typeof PlanningOffers>;
