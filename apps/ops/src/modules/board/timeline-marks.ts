import type { Violation } from '@gigafibre/dispatch';

/** What stands out on the timeline. */
export interface TimelineMarks {
  readonly alarms: ReadonlyMap<string, readonly Violation[]>;
  readonly faded: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
  readonly blocked: ReadonlySet<string>;
  readonly selected: string | undefined;
}
