import type { Violation } from '@gigafibre/dispatch';
import type { Unsent } from './phones/unsent.ts';

/**
 * What stands out on the timeline. One object for all rows and bars, reactive name by name: each looks up its own, so that
 * nothing is drawn again but what changed.
 */
export interface TimelineMarks {
  readonly alarms: ReadonlyMap<string, readonly Violation[]>;
  /** Visits that the search leaves aside. */
  readonly faded: ReadonlySet<string>;
  /** Visits that have just changed. */
  readonly fresh: ReadonlySet<string>;
  /** Technicians on whose row the visit in hand would break a hard rule. */
  readonly blocked: ReadonlySet<string>;
  /** The visit that has the focus, alone in its set. */
  readonly focused: ReadonlySet<string>;
  /** Visits chosen together. */
  readonly chosen: ReadonlySet<string>;
  /** Visits in the hands of other dispatchers, with their names. */
  readonly busy: ReadonlyMap<string, string>;
  /** How many visits a job has, where it has more than one. */
  readonly visitCounts: ReadonlyMap<string, number>;
  /** Technicians whose phones hold work that has not reached us. */
  readonly unsent: ReadonlyMap<string, Unsent>;
  /** Visits whose state here is behind the phone's. */
  readonly stale: ReadonlySet<string>;
  /** Colours by number, where they do not tell the status. */
  readonly hues: ReadonlyMap<string, number>;
  /** Visits in this dispatcher's hand. */
  readonly inHand: ReadonlySet<string>;
}
