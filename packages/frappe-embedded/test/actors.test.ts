import { createTestClock, openTestDatabase, type TestClock, type TestDatabase } from '@gigafibre/testkit';
import { mulberry32 } from '@gigafibre/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDocument, updateDocument } from '../src/documents.ts';
import { openEmbeddedSite, type EmbeddedSite, type EmbeddedSiteOptions } from '../src/embedded-site.ts';
import { actAsSite, withContext } from '../src/context.ts';
import { tradeDocTypes } from './fixtures.ts';

const AGENT = 'agent@example.com';

describe('who a trusted caller may act for', () => {
  let database: TestDatabase;
  let clock: TestClock;
  let here: EmbeddedSite;
  let there: EmbeddedSite;
  const statusFor = async (site: EmbeddedSite, actor: string, path = '/api/resource/Fibre%20Customer'): Promise<number> => (await site.handle({ method: 'GET', path, actor })).status;
  const change = (site: EmbeddedSite, patch: Record<string, unknown>): Promise<unknown> => withContext(site.site, 'Administrator', { write: true }, (ctx) => updateDocument(ctx, 'User', AGENT, patch));

  beforeAll(async () => {
    database = await openTestDatabase();
    clock = createTestClock('2026-03-10T14:00:00Z');
    const options = { pool: database.pool, doctypes: tradeDocTypes as EmbeddedSiteOptions['doctypes'], clock: clock.now, random: mulberry32(7), filesDir: '/nowhere' };
    here = await openEmbeddedSite(options);
    there = await openEmbeddedSite(options);
    await withContext(here.site, 'Administrator', { write: true }, (ctx) => insertDocument(actAsSite(ctx), 'User', { email: AGENT, first_name: 'Agathe', roles: [{ role: 'Service Agent' }] }));
  });
  afterAll(() => database.drop());

  it('is somebody the site knows: nobody else counts as one of its users', async () => {
    expect(await statusFor(here, AGENT)).toBe(200);
    expect(await statusFor(here, 'stranger@example.com')).toBe(401);
    expect(await statusFor(here, 'stranger@example.com', '/api/method/frappe.auth.get_logged_user')).toBe(401);
    expect(await statusFor(here, 'Guest')).toBe(403);
  });

  it('is refused at once when disabled, and by other processes on the same database within five seconds', async () => {
    expect(await statusFor(there, AGENT)).toBe(200);
    await change(here, { enabled: 0 });
    expect(await statusFor(here, AGENT)).toBe(401);
    clock.advance({ seconds: 5 });
    expect(await statusFor(there, AGENT)).toBe(401);
    await change(here, { enabled: 1 });
    expect(await statusFor(here, AGENT)).toBe(200);
  });

  it('may do at once what a new role allows', async () => {
    await change(here, { roles: [] });
    expect(await statusFor(here, AGENT)).toBe(403);
    await change(here, { roles: [{ role: 'Service Agent' }] });
    expect(await statusFor(here, AGENT)).toBe(200);
  });

  it('is held to what a new User Permission allows', async () => {
    const asAdministrator = (doctype: string, values: Record<string, unknown>): Promise<unknown> => withContext(here.site, 'Administrator', { write: true }, (ctx) => insertDocument(ctx, doctype, values));
    for (const name of ['One', 'Two']) await asAdministrator('Fibre Customer', { customer_name: name });
    const names = async (): Promise<unknown> => JSON.parse(new TextDecoder().decode((await here.handle({ method: 'GET', path: '/api/resource/Fibre%20Customer', actor: AGENT })).body)) as unknown;
    expect(await names()).toEqual({ data: [{ name: 'One' }, { name: 'Two' }] });
    await asAdministrator('User Permission', { user: AGENT, allow: 'Fibre Customer', for_value: 'Two' });
    expect(await names()).toEqual({ data: [{ name: 'Two' }] });
  });
});
