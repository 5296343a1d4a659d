import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layHousehold, layVisit } from './field-records.ts';
import type { Household } from './field-records.ts';
import { openFieldWorld } from './field-world.ts';
import type { FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld({ way: 'over HTTP' });
  home = await layHousehold(world.erp, { name: 'Chloé Tremblay' });
});
afterAll(() => world.close());

const MARC = 'tech-001@demo.gigafibre.ca';
const note = async (visit: string, text: string) => (await world.give(world.people.marc, 'visit.note', { visit, text })).status;
const modifiedBy = async (visit: string) => (await world.erp.get('Dispatch Visit', visit)).modified_by;
const shelf = async () => (await world.hub.database.pool.query<{ user: string; api_key: string; secret_sealed: string }>('select * from erp_keys order by "user"')).rows;

describe('every change in the ERP carries the person who made it', () => {
  it('by a key of his own, made by the hub and kept sealed', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    expect(await note(visit, 'Sonnette brisée')).toBe(200);
    expect(await modifiedBy(visit)).toBe(MARC);
    const { body } = await world.give(world.people.dispatcher, 'visit.cancel', { visit });
    expect([body.code, await modifiedBy(visit)]).toEqual([undefined, 'repartition@demo.gigafibre.ca']);
    const rows = await shelf();
    expect(rows.map(({ user }) => user)).toEqual(['repartition@demo.gigafibre.ca', MARC]);
    const { rows: kept } = await world.hub.database.pool.query<{ row: string }>('select erp_keys::text as row from erp_keys');
    expect(kept.map(({ row }) => /[0-9a-f]{15}.*[0-9a-f]{15}$/.test(row.split(',')[2] ?? ''))).toEqual([false, false]);
  });

  it('goes on when somebody exchanged his key in the ERP: refused once, replaced, done once', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const [, before] = await shelf();
    await world.erp.call('frappe.core.doctype.user.user.generate_keys', { user: MARC });
    const statuses = await Promise.all(['un', 'deux', 'trois'].map((text) => note(visit, text)));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(await modifiedBy(visit)).toBe(MARC);
    const [, after] = await shelf();
    expect(after!.secret_sealed).not.toBe(before!.secret_sealed);
  });

  it('is refused for an account that the ERP has turned off, and no key is made over and over', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-002' });
    const julie = async (text: string) => (await world.give(world.people.julie, 'visit.note', { visit, text })).status;
    expect(await julie('Bonjour')).toBe(200);
    await world.erp.update('User', 'tech-002@demo.gigafibre.ca', { enabled: 0 });
    const sealed = async () => (await shelf()).find(({ user }) => user === 'tech-002@demo.gigafibre.ca')!.secret_sealed;
    expect(await julie('Encore')).toBeGreaterThanOrEqual(400);
    const once = await sealed();
    expect(await julie('Toujours')).toBeGreaterThanOrEqual(400);
    expect(await sealed()).toBe(once);
    expect((await world.erp.get('Dispatch Visit', visit)).note).not.toContain('Encore');
  });
});
