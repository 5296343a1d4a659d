import type { Carried, Hand } from './carrying.ts';
import type { Frame } from './selection.ts';
import type { Verdict } from './use-hand.ts';

/** What the dispatcher's hand does on the timeline: what it carries and what that would mean, or the frame it draws. */
export interface Held {
  readonly hand: Hand | undefined;
  readonly carried: readonly Carried[];
  readonly verdict: Verdict | undefined;
  /** The worst of the verdict in words. */
  readonly sentence: string;
  /** Is there no room for words to the right of it? */
  readonly hangsLeft: boolean;
  readonly frame: Frame | undefined;
}
