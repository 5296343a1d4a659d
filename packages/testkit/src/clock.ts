import { Temporal } from '@gigafibre/kernel';
import type { Clock } from '@gigafibre/kernel';

/** A clock that stands still until told otherwise. */
export interface TestClock {
  readonly now: Clock;
  set(instant: string): void;
  /** Moves on by a duration such as `{ minutes: 15 }`. Hours are the longest unit an instant knows. */
  advance(duration: Temporal.DurationLike): void;
}

/** Begins at ten in the morning of a Tuesday at the site, unless told otherwise. */
export function createTestClock(start = '2026-03-10T14:00:00Z'): TestClock {
  let instant = Temporal.Instant.from(start);
  return {
    now: () => instant,
    set(next) {
      instant = Temporal.Instant.from(next);
    },
    advance(duration) {
      instant = instant.add(duration);
    },
  };
}
