/** One line of the conflict panel, in words. */
export interface ConflictLine {
  readonly key: string;
  readonly visit: string;
  readonly customer: string;
  readonly technician: string;
  readonly start: string;
  readonly sentences: readonly string[];
  readonly isHard: boolean;
}
