import type { Temporal } from '@gigafibre/kernel';

/** An instant as the wire and the database write it: UTC, to the millisecond at least. */
export const instantText = (instant: Temporal.Instant): string => instant.toString();
