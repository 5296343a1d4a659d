import type { PredictedVisit } from '@gigafibre/contracts';

/** One line of the conflict panel, in words. */
export interface ConflictLine {
  readonly key: string;
  readonly visit: string;
  readonly customer: string;
  readonly technician: string;
  readonly start: string;
  readonly sentences: readonly string[];
  readonly isHard: boolean;
  /** The board may still move it. */
  readonly canMove: boolean;
}

/** What would mend a conflict, with its price: one click does it. */
export interface Fix {
  readonly key: string;
  readonly label: string;
  readonly price: string;
}

/** A delay to expect, in words, and what the customer would be told. */
export interface LateLine {
  readonly visit: string;
  readonly technician: string;
  readonly customer: string;
  readonly sentence: string;
  readonly notice: { readonly text: string; readonly toName: string; readonly isSent: boolean } | null;
}

/** Below this nobody is told: it is within what a drive varies. */
export const TOLD_LATE_MINUTES = 15;

/** Those whom the customer's promise fails, the latest first: what is worth a word to the customer. */
export const lateToTell = (visits: readonly PredictedVisit[]): PredictedVisit[] =>
  visits.filter(({ lateMinutes, missesWindowMinutes }) => missesWindowMinutes > 0 || lateMinutes >= TOLD_LATE_MINUTES).toSorted((one, other) => other.missesWindowMinutes - one.missesWindowMinutes || other.lateMinutes - one.lateMinutes);
