import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, openTestDatabase, type TestClock } from '@gigafibre/testkit';
import { generateKeys, type ApiKey } from '../src/auth/keys.ts';
import { actAsSite, withContext, type Context } from '../src/context.ts';
import { insertDocument } from '../src/documents.ts';
import { openEmbeddedSite, type EmbeddedSite, type EmbeddedSiteOptions } from '../src/embedded-site.ts';
import { serveEmbeddedSite } from '../src/serve.ts';
import { tradeDocTypes } from './fixtures.ts';

export interface OpenedSite {
  embedded: EmbeddedSite;
  url: string;
  clock: TestClock;
  /** The key of a System Manager. */
  key: ApiKey;
  /** Errors nobody foresaw. */
  faults: unknown[];
  asAdministrator<T>(fn: (ctx: Context) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const MANAGER = 'manager@example.com';
export const AGENT = 'agent@example.com';
export const PASSWORD = 'été-2026';

/** A site of its own over real HTTP, with a manager and an agent who can sign in. */
export async function openServedSite(more: Partial<EmbeddedSiteOptions> = {}): Promise<OpenedSite> {
  const database = await openTestDatabase();
  const filesDir = await mkdtemp(join(tmpdir(), 'embedded-files-'));
  const clock = createTestClock('2026-03-10T14:00:00Z');
  const faults: unknown[] = [];
  const doctypes = tradeDocTypes as EmbeddedSiteOptions['doctypes'];
  const embedded = await openEmbeddedSite({ pool: database.pool, doctypes, clock: clock.now, random: mulberry32(7), filesDir, onFault: (error) => faults.push(error), ...more });
  const asAdministrator = <T>(fn: (ctx: Context) => Promise<T>): Promise<T> => withContext(embedded.site, 'Administrator', { write: true }, fn);
  const key = await asAdministrator(async (ctx) => {
    await addUser(ctx, MANAGER, 'Marie Gérante', 'System Manager');
    await addUser(ctx, AGENT, 'Agathe Roy', 'Service Agent');
    return generateKeys(ctx, MANAGER);
  });
  const served = await serveEmbeddedSite(embedded, { host: '127.0.0.1', port: 0 });
  const close = async (): Promise<void> => {
    await served.close();
    await database.drop();
    await rm(filesDir, { recursive: true, force: true });
  };
  return { embedded, url: served.url, clock, key, faults, asAdministrator, close };
}

async function addUser(ctx: Context, email: string, name: string, role: string): Promise<void> {
  await insertDocument(actAsSite(ctx), 'User', { email, first_name: name, full_name: name, enabled: 1, user_type: 'System User', new_password: PASSWORD, roles: [{ role }] });
}
