import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, openTestDatabase, type Template, type TestClock } from '@gigafibre/testkit';
import { withContext, type Context } from '../src/context.ts';
import { SiteError } from '../src/errors.ts';
import { openSite, type OpenOptions } from '../src/site/open.ts';
import type { Site } from '../src/site/state.ts';
import { tradeDocTypes } from './fixtures.ts';

export interface TradeSite {
  site: Site;
  clock: TestClock;
  /** Does something as a user and keeps it. */
  as<T>(user: string, fn: (ctx: Context) => Promise<T>): Promise<T>;
  /** The refusal that something ends with. */
  refusal(user: string, fn: (ctx: Context) => Promise<unknown>): Promise<SiteError>;
  close(): Promise<void>;
}

/** A site of its own on the run's PostgreSQL, with the small trade of the fixtures. */
export async function openTradeSite(more: Partial<OpenOptions> = {}, template?: Template): Promise<TradeSite> {
  const database = await openTestDatabase(template);
  const clock = createTestClock('2026-03-10T14:00:00Z');
  const site = await openSite({ pool: database.pool, doctypes: tradeDocTypes, clock: clock.now, random: mulberry32(7), filesDir: '/tmp', ...more });
  const as = <T>(user: string, fn: (ctx: Context) => Promise<T>): Promise<T> => withContext(site, user, { write: true }, fn);
  const refusal = async (user: string, fn: (ctx: Context) => Promise<unknown>): Promise<SiteError> => {
    const outcome = await as(user, fn).then(() => undefined, (error: unknown) => error);
    if (outcome instanceof SiteError) return outcome;
    throw outcome instanceof Error ? outcome : new Error('It was not refused.');
  };
  return { site, clock, as, refusal, close: () => database.drop() };
}
