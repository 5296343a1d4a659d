import type { Temporal } from '@gigafibre/kernel';

/** What a demo provider is made from: the same scene makes the same provider, to the letter. */
export interface Scene {
  readonly seed: number;
  /** The site's calendar day that is « aujourd’hui » on the board. */
  readonly today: Temporal.PlainDate;
  /** What time it is: visits before it are done, the one around it is under way. */
  readonly now: Temporal.Instant;
}
