import type { Actor, OffersSetting, PlanningCause, PlanningOffer, PlanningOffers } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';

/** Something that happened, and may be worth another plan. */
export interface OfferReason {
  /** The same happening has the same key. */
  readonly key: string;
  readonly cause: PlanningCause;
  readonly about: string;
  readonly lateMinutes: number | null;
}

/** A reason that has been taken, with the keys of all that is mended by the same search. */
export interface ClaimedReason extends Omit<OfferReason, 'key'> {
  readonly keys: readonly string[];
}

interface OfferDeed {
  readonly by: Actor;
  readonly now: Temporal.Instant;
}

export interface OfferBook {
  read(): Promise<Omit<PlanningOffers, 'offers'>>;
  /** Takes the first reason that no hub has taken, unless the last was taken too short a while ago, or nobody wants offers. */
  claim(reasons: readonly OfferReason[], now: Temporal.Instant): Promise<ClaimedReason | undefined>;
  began(keys: readonly string[], run: string): Promise<void>;
  /** For a reason that no run could be begun for: it may be taken again. */
  giveBack(keys: readonly string[]): Promise<void>;
  /** What was found and nobody has decided yet, the newest first. */
  open(now: Temporal.Instant): Promise<PlanningOffer[]>;
  dismiss(run: string, deed: OfferDeed): Promise<void>;
  set(setting: OffersSetting, deed: OfferDeed): Promise<void>;
}
