import { doctypes } from '@gigafibre/doctypes';
import { createFrappeSite, type FrappeSite } from '@gigafibre/frappe';
import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, openTestDatabase, type TestDatabase } from '@gigafibre/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedSite, type EmbeddedSite } from '../src/index.ts';
import { ERP } from './erp-template.ts';

const STATUSES = ['Open', 'Replied', 'On Hold', 'Resolved', 'Closed'] as const;
const PRIORITIES = ['Low', 'Medium', 'High', 'Urgent'] as const;

describe('counting documents that are many', () => {
  let database: TestDatabase;
  let embedded: EmbeddedSite;
  let site: FrappeSite;
  const random = mulberry32(19);
  const oneOf = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(random() * of.length)] ?? of[0];
  /** What walking the table says. */
  const walked = async (condition: string): Promise<number> => Number((await database.pool.query<{ n: string }>(`select count(*) as n from "tabIssue" where ${condition}`)).rows[0]?.n);

  beforeAll(async () => {
    database = await openTestDatabase(ERP);
    embedded = await openEmbeddedSite({ pool: database.pool, doctypes: Object.values(doctypes), clock: createTestClock('2026-03-10T14:00:00Z').now, random: mulberry32(5), filesDir: '/nowhere' });
    const tickets = Array.from({ length: 2500 }, (_, at) => ({ name: `ISS-2026-${String(at + 1).padStart(5, '0')}`, subject: 'Lenteur', status: oneOf(STATUSES), priority: oneOf(PRIORITIES), opening_date: '2026-03-01' }));
    await embedded.load('Issue', tickets);
    await embedded.finishLoad();
    site = createFrappeSite({ transport: (request) => embedded.handle(request), actor: 'Administrator' });
  });
  afterAll(() => database.drop());

  it('gives what walking the table would, whatever the choice fields are compared with', async () => {
    expect(await site.count('Issue')).toBe(2500);
    expect(await site.count('Issue', { status: 'closed' })).toBe(await walked(`status = 'Closed'`));
    expect(await site.count('Issue', [['status', 'in', ['Open', 'Replied']], ['priority', '!=', 'Low']])).toBe(await walked(`status in ('Open', 'Replied') and priority <> 'Low'`));
    expect(await site.count('Issue', [['issue_type', 'is', 'not set']])).toBe(2500);
    expect(await site.call('frappe.client.get_count', { doctype: 'Issue', limit: 1001 })).toBe(1001);
  });

  it('counts by any other field too', async () => {
    expect(await site.count('Issue', [['name', 'like', 'ISS-2026-0000%'], ['status', 'in', STATUSES]])).toBe(9);
    expect(await site.count('Issue', [['opening_date', '<', '2026-01-01']])).toBe(0);
  });

  it('still agrees with the table after many changes, some at the same time and some undone', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `ISS-2026-${String(at + 1).padStart(5, '0')}`);
    for (let at = 0; at < names.length; at += 6) await Promise.all(names.slice(at, at + 6).map((name) => site.update('Issue', name, { status: oneOf(STATUSES), priority: oneOf(PRIORITIES) })));
    await Promise.all(names.slice(0, 10).map((name) => site.delete('Issue', name)));
    await Promise.all(Array.from({ length: 10 }, () => site.insert('Issue', { subject: 'Nouveau', priority: 'High' })));
    await expect(site.insert('Issue', { subject: 'Perdu', priority: 'None such' })).rejects.toMatchObject({ excType: 'LinkValidationError' });
    await database.pool.query(`begin; update "tabIssue" set status = 'Open'; rollback`);
    for (const status of STATUSES) expect([status, await site.count('Issue', { status })]).toEqual([status, await walked(`status = '${status}'`)]);
    expect(await site.count('Issue')).toBe(2500);
  });

  it('sums its lines up without losing any, however many statements there were', async () => {
    for (let at = 0; at < 300; at += 1) await database.pool.query(`update "tabIssue" set status = $1 where name = 'ISS-2026-00100'`, [STATUSES[at % 5]]);
    const [tally] = [...embedded.site.tallies].filter(([doctype]) => doctype === 'Issue').map(([, { table }]) => table);
    const { rows } = await database.pool.query<{ lines: string; n: string }>(`select count(*) as lines, sum(n) as n from ${tally ?? ''}`);
    expect(Number(rows[0]?.n)).toBe(2500);
    expect(Number(rows[0]?.lines)).toBeLessThan(500);
  });

  it('counts only what a user may see', async () => {
    const agent = 'agent@example.com';
    await site.insert('User', { email: agent, first_name: 'Agathe', roles: [{ role: 'Service Agent' }] });
    expect(await site.as(agent).count('Issue')).toBe(2500);
    await site.insert('User Permission', { user: agent, allow: 'Issue Priority', for_value: 'High' });
    expect(await site.as(agent).count('Issue')).toBe(await walked(`priority = 'High' or priority is null`));
    await expect(site.as('Guest').count('Issue')).rejects.toMatchObject({ httpStatus: 403 });
  });
});
