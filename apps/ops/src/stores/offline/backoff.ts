import type { Random } from '@gigafibre/kernel';

const SHORTEST_MS = 1000;
const LONGEST_MS = 300_000;
/** Nothing waits longer than this, whatever the hub asks for. */
const LONGEST_WAIT_MS = 3_600_000;
/** From this many failures on, a phone asks at most once in five seconds. */
const PATIENT_AFTER = 5;

/**
 * How long to wait after the given number of failures in a row: exponential with full jitter, 1 s to 5 min.
 * @param askedMs what the hub asked for (Retry-After); never waits less, and never more than an hour.
 */
export function backoffMs(failures: number, askedMs: number, random: Random): number {
  const ceiling = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(failures, 20));
  const floor = failures >= PATIENT_AFTER ? 5000 : SHORTEST_MS;
  const own = floor + random() * Math.max(0, ceiling - floor);
  return Math.round(Math.max(own, Math.min(askedMs, LONGEST_WAIT_MS)));
}
