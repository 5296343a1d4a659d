import { Temporal, type Clock, type Random } from '@gigafibre/kernel';
import type pg from 'pg';
import type { DoctypeHooks } from '../hooks.ts';
import type { DocTypeSource, Meta } from '../meta.ts';
import type { Tally } from '../tally/tally.ts';
import { createPeople, type People } from '../users.ts';

/** An opened site: what all its requests share. */
export interface Site {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly zone: string;
  readonly filesDir: string;
  readonly metas: Map<string, Meta>;
  /** DocTypes that come from files rather than from records. */
  readonly files: Map<string, DocTypeSource>;
  readonly hooks: Map<string, DoctypeHooks>;
  /** What counts the documents of large DocTypes; see `tally/lay.ts`. */
  readonly tallies: Map<string, Tally>;
  /** What is known of users; see `users.ts`. */
  readonly people: People;
  /** What is read once and forgotten when its source changes. */
  readonly cache: { defaults?: ReadonlyMap<string, string> | undefined };
  /** Naive site time with microseconds; later than every time given before, except on the night when the clocks go back. */
  now(): string;
  /** A number that grows by at least one with every call: microseconds since 1970. */
  tick(): number;
}

export interface SiteOptions {
  pool: pg.Pool;
  clock: Clock;
  random: Random;
  filesDir: string;
  zone: string;
}

export function createSite(options: SiteOptions): Site {
  const { clock, zone } = options;
  let last = 0;
  const tick = (): number => {
    last = Math.max(last + 1, clock().epochMilliseconds * 1000);
    // A time without a fraction is written in two ways, with six zeros and with none, and `modified` is compared as text.
    if (last % 1_000_000 === 0) last += 1;
    return last;
  };
  return { ...options, metas: new Map(), files: new Map(), hooks: new Map(), tallies: new Map(), people: createPeople(clock), cache: {}, tick, now: () => naive(tick(), zone) };
}

function naive(micros: number, zone: string): string {
  const milliseconds = Math.floor(micros / 1000);
  const rest = micros % 1000;
  const date = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone).toPlainDateTime();
  return date.with({ microsecond: rest }).toString({ smallestUnit: 'microsecond' }).replace('T', ' ');
}
