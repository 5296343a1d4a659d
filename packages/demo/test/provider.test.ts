import type { DocTypeName } from '@gigafibre/doctypes';
import { Temporal } from '@gigafibre/kernel';
import { describe, expect, it } from 'vitest';
import { loadDemo, type DemoSize } from '../src/index.ts';

type Row = Record<string, unknown> & { name?: string };

/** A site that only remembers what it was given. */
async function provider(now: string, size: DemoSize = 'demo', seed = 7): Promise<Map<DocTypeName, Row[]>> {
  const kept = new Map<DocTypeName, Row[]>();
  await loadDemo(
    {
      load: async (doctype, rows) => {
        const all = [...(kept.get(doctype) ?? []), ...([...rows] as Row[])];
        kept.set(doctype, all);
        return all.length;
      },
      insertUser: async (user) => void kept.set('User', [...(kept.get('User') ?? []), { ...user }]),
      finishLoad: async () => undefined,
    },
    { size, now: Temporal.Instant.from(now), seed },
  );
  return kept;
}

const MORNING = '2026-11-23T15:20:00Z';
const rowsOf = (site: Map<DocTypeName, Row[]>, doctype: DocTypeName): Row[] => site.get(doctype) ?? [];
const onDay = (visits: readonly Row[], day: string): Row[] => visits.filter((visit) => String(visit['planned_start']).startsWith(day));

describe('the demo provider', async () => {
  const site = await provider(MORNING);
  const visits = rowsOf(site, 'Dispatch Visit');
  const today = onDay(visits, '2026-11-23');

  it('is the same provider, to the letter, from the same seed', async () => {
    expect(await provider(MORNING)).toEqual(site);
  });

  it('has the cast: 46 technicians, three absent, and a full day for the others', () => {
    const technicians = rowsOf(site, 'Dispatch Technician');
    expect(technicians).toHaveLength(46);
    expect(technicians.filter((technician) => (technician['absences'] as unknown[]).length > 0)).toHaveLength(3);
    expect(today.length).toBeGreaterThan(150);
    expect(visits.filter((visit) => visit['status'] === 'Unassigned')).toHaveLength(24);
  });

  it('is in the middle of its morning: some done, some under way, some to come', () => {
    const statuses = new Set(today.map((visit) => visit['status']));
    expect([...statuses].sort()).toEqual(expect.arrayContaining(['Confirmed', 'Done', 'On Site', 'Planned']));
    expect(today.filter((visit) => visit['status'] === 'Done').every((visit) => String(visit['ended_at']) < '2026-11-23 10:35')).toBe(true);
  });

  it('has three technicians who did more, often enough, than their files say', () => {
    type Asked = { readonly skill: string; readonly level: number };
    const held = new Map(rowsOf(site, 'Dispatch Technician').map(({ name = '', skills }) => [name, new Map((skills as Asked[]).map(({ skill, level }) => [skill, level]))]));
    const asked = new Map(rowsOf(site, 'Dispatch Job').map(({ name = '', required_skills: required }) => [name, required as Asked[]]));
    const beyond = visits.filter(({ status }) => status === 'Done').flatMap(({ job, crew }) => {
      const who = (crew as { technician: string }[])[0]!.technician;
      return (asked.get(String(job)) ?? []).filter(({ skill, level }) => level > (held.get(who)?.get(skill) ?? 0)).map(({ skill }) => `${who} ${skill}`);
    });
    const often = [...Map.groupBy(beyond, (pair) => pair)].filter(([, times]) => times.length >= 5).map(([pair]) => pair.split(' ')[0]);
    expect(new Set(often).size).toBeGreaterThanOrEqual(3);
  });

  it('has a day on a Sunday too, and sends nobody anywhere before the morning', async () => {
    const sunday = onDay(rowsOf(await provider('2026-11-22T05:30:00Z'), 'Dispatch Visit'), '2026-11-22');
    expect(sunday.length).toBeGreaterThan(150);
    expect(new Set(sunday.map((visit) => visit['status']))).toEqual(new Set(['Planned', 'Confirmed']));
  });

  it('holds nothing that was asked for tomorrow', () => {
    const stamps = [...site.values()].flat().flatMap((row) => (typeof row['creation'] === 'string' ? [row['creation']] : []));
    expect(stamps.filter((stamp) => stamp > '2026-11-23 10:20:00')).toEqual([]);
  });

  it('links every document to one that exists', () => {
    const names = (doctype: DocTypeName): Set<unknown> => new Set(rowsOf(site, doctype).map((row) => row.name));
    const dangling = (doctype: DocTypeName, field: string, target: DocTypeName): unknown[] => {
      const known = names(target);
      return rowsOf(site, doctype).map((row) => row[field]).filter((value) => value !== undefined && !known.has(value));
    };
    expect(dangling('Dispatch Visit', 'job', 'Dispatch Job')).toEqual([]);
    expect(dangling('Dispatch Job', 'issue', 'Issue')).toEqual([]);
    expect(dangling('Dispatch Job', 'service_location', 'Service Location')).toEqual([]);
    expect(dangling('Service Subscription', 'plan', 'Item')).toEqual([]);
    expect(dangling('Issue', 'service_equipment', 'Service Equipment')).toEqual([]);
  });

  it('names every document once', () => {
    for (const [doctype, rows] of site) {
      const names = rows.map((row) => row.name).filter((name) => name !== undefined);
      expect([doctype, new Set(names).size]).toEqual([doctype, names.length]);
    }
  });

  it('adds the taxes up to the cent on the whole invoice (R16, F18)', () => {
    const cents = (amount: unknown): number => Math.round(Number(amount) * 100);
    const wrong = rowsOf(site, 'Sales Invoice').filter((invoice) => {
      const net = (invoice['items'] as Row[]).reduce((sum, item) => sum + cents(item['amount']), 0);
      const tax = Math.floor((net * 5000 + 50_000) / 100_000) + Math.floor((net * 9975 + 50_000) / 100_000);
      return cents(invoice['grand_total']) !== net + tax || cents(invoice['net_total']) !== net;
    });
    expect(wrong).toEqual([]);
  });

  it('can reach nobody: fictional numbers and addresses only', () => {
    const customers = rowsOf(site, 'Customer');
    expect(customers.filter((customer) => !/^\+1\d{3}55501\d{2}$/.test(String(customer['mobile_no'])))).toEqual([]);
    expect(customers.filter((customer) => !String(customer['email_id']).endsWith('@exemple.ca'))).toEqual([]);
  });
});
