import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobCost, LabourCost } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

let world: FieldWorld;
let home: Household;
let admin: Headers;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
  admin = await world.hub.as('admin', { user: 'admin@demo.gigafibre.ca', displayName: 'Adèle Tremblay' });
  const item = { item_group: 'Consumable', stock_uom: 'Nos', is_stock_item: 1 } as const;
  await world.erp.insert('Item', { ...item, item_code: 'CONN', item_name: 'Connecteur', standard_rate: 8.95, valuation_rate: 4.105 });
  await world.erp.insert('Item', { ...item, item_code: 'DROP', item_name: 'Câble', last_purchase_rate: 0.823 });
  await world.erp.insert('Item', { ...item, item_code: 'ODD', item_name: 'Pièce sans coût' });
});
afterAll(() => world.close());

const costOf = async (as: Headers, job: string) => world.get<JobCost>(as, `/v1/jobs/${job}/cost`);
const setHourly = (as: Headers, hourlyCents: number, baseVersion: number) => world.hub.app.inject({ method: 'PUT', url: '/v1/costs/labour', headers: as, payload: { hourlyCents, baseVersion } });

async function worked(parts: readonly { item: string; quantity: number; rateCents?: number }[]): Promise<string> {
  const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
  await world.give(world.people.marc, 'visit.depart', { visit });
  await world.give(world.people.marc, 'visit.arrive', { visit });
  for (const part of parts) await world.give(world.people.marc, 'visit.part', { visit, ...part });
  for (const [kind, minutes] of [['travel', 25], ['work', 50], ['pause', 15]] as const) await world.give(world.people.marc, 'visit.time', { visit, kind, minutes, reason: 'Feuille de temps' });
  return job;
}

describe('what a job cost (F12)', () => {
  it('is unknown, not zero, until somebody has said what an hour costs', async () => {
    const { body } = await costOf(world.people.dispatcher, await worked([{ item: 'CONN', quantity: 2, rateCents: 895 }]));
    expect(body).toMatchObject({ partsCents: 821, chargedCents: 1790, labourMinutes: 75, labourCents: null, costCents: null, marginCents: null, labour: { hourlyCents: null, version: 0 } });
  });

  it('counts parts as the books value them or as they were last bought, the way and the work but no break, in whole cents', async () => {
    expect((await setHourly(admin, 5850, 0)).statusCode).toBe(200);
    const job = await worked([{ item: 'CONN', quantity: 3, rateCents: 895 }, { item: 'DROP', quantity: 42.5 }]);
    const { body } = await costOf(world.people.accountant, job);
    expect(body.parts).toEqual([
      { item: 'CONN', label: 'Connecteur', quantity: 3, unit: 'Nos', costCents: 1232, chargedCents: 2685 },
      { item: 'DROP', label: 'Câble', quantity: 42.5, unit: 'Nos', costCents: 3498, chargedCents: 0 },
    ]);
    expect(body).toMatchObject({ partsCents: 4730, labourMinutes: 75, labourCents: 7313, costCents: 12_043, chargedCents: 2685, marginCents: -9358 });
  });

  it('has no margin while the cost of one of its parts is not known', async () => {
    const { body } = await costOf(world.people.dispatcher, await worked([{ item: 'ODD', quantity: 1, rateCents: 5000 }]));
    expect(body).toMatchObject({ partsCents: null, labourCents: 7313, costCents: null, chargedCents: 5000, marginCents: null });
  });

  it('is not for technicians nor agents, and only an administrator says what an hour costs', async () => {
    const job = await worked([]);
    for (const as of [world.people.marc, world.people.julie, world.people.agent]) {
      expect((await costOf(as, job)).status).toBe(403);
      expect((await world.get<LabourCost>(as, '/v1/costs/labour')).status).toBe(403);
    }
    for (const as of [world.people.marc, world.people.dispatcher, world.people.accountant]) expect((await setHourly(as, 1, 1)).statusCode).toBe(403);
  });

  it('refuses an hourly cost based on one that somebody else has changed since, and keeps the log free of the amount', async () => {
    expect((await setHourly(admin, 6000, 1)).statusCode).toBe(200);
    const late = await setHourly(admin, 9900, 1);
    expect(late.json<{ code: string }>().code).toBe('document_changed');
    expect((await world.get<LabourCost>(admin, '/v1/costs/labour')).body).toMatchObject({ hourlyCents: 6000, version: 2 });
    expect((await setHourly(admin, 0, 2)).statusCode).toBe(400);
  });
});
