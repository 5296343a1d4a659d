/** Replaces `Date` by one that is off by a constant; runs inside pages too. */
export declare function shiftDate(shiftMs: number): void;
