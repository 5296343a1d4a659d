import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceCard, EquipmentCard } from '@gigafibre/contracts';
import { layDevice, layHousehold, layTicket, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
let neighbour: Household;
let van = '';
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
  neighbour = await layHousehold(world.erp, { name: 'Yvon Lapointe', phone: '+14505550177', city: 'Hemmingford' });
  van = (await world.erp.get('Dispatch Technician', 'TECH-001')).van_warehouse ?? '';
});
afterAll(() => world.close());

let made = 0;
const serial = (): string => `ZTEG5A0000${String((made += 1)).padStart(2, '0')}`;
async function scene(more: { readonly fresh?: object; readonly old?: object } = {}) {
  const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
  const old = await layDevice(world.erp, { serial_no: serial(), status: 'Active', customer: home.customer, service_location: home.location, olt: 'OLT-01', pon_port: '0/1/3', onu_id: 7, ...more.old });
  const fresh = await layDevice(world.erp, { serial_no: serial(), status: 'In Van', warehouse: van, ...more.fresh });
  return { visit, job, old: old.name, fresh: fresh.name };
}

describe('a swap of two devices (R63)', () => {
  it('puts the new one at the place with the line of the old one, and the old one into the van to be tested', async () => {
    const { visit, old, fresh } = await scene();
    expect((await world.give(world.people.marc, 'equipment.swap', { visit, serial: fresh, replaces: old })).status).toBe(200);
    expect(await world.erp.get('Service Equipment', fresh)).toMatchObject({ status: 'Active', customer: home.customer, service_location: home.location, olt: 'OLT-01', pon_port: '0/1/3', onu_id: 7, installed_on: '2026-03-10' });
    expect((await world.erp.get('Service Equipment', fresh)).warehouse ?? '').toBe('');
    const removed = await world.erp.get('Service Equipment', old);
    expect(removed).toMatchObject({ status: 'To Test', warehouse: van });
    expect([removed.customer ?? '', removed.service_location ?? '', removed.olt ?? '']).toEqual(['', '', '']);
  });

  it('leaves a line in the history of both, each naming the other for ever', async () => {
    const { visit, job, old, fresh } = await scene();
    await world.give(world.people.marc, 'equipment.swap', { visit, serial: fresh, replaces: old });
    const cards = await Promise.all([fresh, old].map(async (name) => (await world.get<EquipmentCard>(world.people.agent, `/v1/equipment/${name}`)).body.movements[0]));
    expect(cards).toEqual([
      { at: '2026-03-10T14:00:00Z', event: 'Swapped', from: van, to: home.location, job, counterpart: old },
      { at: '2026-03-10T14:00:00Z', event: 'To Test', from: home.location, to: van, job, counterpart: fresh },
    ]);
  });

  it('creates a new device that nobody has heard of, when the technician says what it is', async () => {
    const { visit, old } = await scene();
    const unheard = serial();
    expect((await world.give(world.people.marc, 'equipment.swap', { visit, serial: unheard, replaces: old })).body).toMatchObject({ code: 'equipment_unknown', facts: { serial: unheard } });
    expect((await world.give(world.people.marc, 'equipment.swap', { visit, serial: unheard, replaces: old, create: { category: 'Router', brand: 'TP-Link' } })).status).toBe(200);
    expect(await world.erp.get('Service Equipment', unheard)).toMatchObject({ status: 'Active', category: 'Router', brand: 'TP-Link', service_location: home.location });
  });

  it('takes a device out of a colleague’s van and says that it came from there', async () => {
    const other = (await world.erp.get('Dispatch Technician', 'TECH-002')).van_warehouse ?? '';
    const { visit, old, fresh } = await scene({ fresh: { warehouse: other } });
    const { body } = await world.give(world.people.marc, 'equipment.swap', { visit, serial: fresh, replaces: old });
    const [event] = await world.hub.database.db.selectFrom('events').selectAll().where('seq', '<=', body.seq).where('type', '=', 'equipment.swapped').orderBy('seq', 'desc').limit(1).execute();
    expect(event?.facts).toMatchObject({ from: other, isFromVan: false, van });
  });

  it.each([
    ['equipment_elsewhere', 'the new one is active at another customer’s', async () => scene({ fresh: { status: 'Active', warehouse: null, customer: neighbour.customer, service_location: neighbour.location } })],
    ['equipment_elsewhere', 'the old one is another customer’s', async () => scene({ old: { customer: neighbour.customer, service_location: neighbour.location } })],
    ['equipment_unfit', 'the new one is itself to be tested', async () => scene({ fresh: { status: 'To Test' } })],
    ['equipment_not_here', 'the old one is not installed anywhere', async () => scene({ old: { status: 'In Van', customer: null, service_location: null, warehouse: van } })],
    ['equipment_same', 'it is one and the same', async () => { const made = await scene(); return { ...made, fresh: made.old }; }],
  ])('is refused with %s when %s, and nothing moves', async (code, _why, lay) => {
    const { visit, old, fresh } = await lay();
    const before = await Promise.all([old, fresh].map((name) => world.erp.get('Service Equipment', name)));
    expect((await world.give(world.people.marc, 'equipment.swap', { visit, serial: fresh, replaces: old })).body).toMatchObject({ status: 409, code });
    expect(await Promise.all([old, fresh].map((name) => world.erp.get('Service Equipment', name)))).toEqual(before);
  });
});

describe('the seven cards of a device (R43)', () => {
  const card = async (as: Parameters<FieldWorld['get']>[0], device: string, which: string) => (await world.get<unknown>(as, `/v1/devices/${device}/cards/${which}`)).body;

  it('tell a technician at his visit’s place what the device is, whose, where, on which line, and what is open', async () => {
    const { old } = await scene();
    const ticket = await layTicket(world.erp, home);
    expect(await card(world.people.marc, old, 'equipment')).toMatchObject({ equipment: { serial: old, status: 'Active' } });
    expect(await card(world.people.marc, old, 'customer')).toMatchObject({ customerName: 'Chloé Tremblay', phone: '+14505550123' });
    expect(await card(world.people.marc, old, 'location')).toMatchObject({ name: home.location, city: 'Saint-Rémi' });
    expect(await card(world.people.marc, old, 'subscription')).toEqual([]);
    expect((await card(world.people.marc, old, 'tickets')) as DeviceCard<'tickets'>).toEqual(expect.arrayContaining([expect.objectContaining({ name: ticket.name })]));
    expect(((await card(world.people.marc, old, 'jobs')) as DeviceCard<'jobs'>).length).toBeGreaterThan(0);
    expect(await card(world.people.marc, old, 'olt')).toMatchObject({ olt: 'OLT-01', ponPort: '0/1/3', onuId: 7 });
  });

  it('are a hard stop with the city for another customer’s device, and tell the office all', async () => {
    const theirs = await layDevice(world.erp, { serial_no: serial(), status: 'Active', customer: neighbour.customer, service_location: neighbour.location });
    expect(await card(world.people.marc, theirs.name, 'customer')).toMatchObject({ code: 'equipment_elsewhere', facts: { city: 'Hemmingford' } });
    expect(JSON.stringify(await card(world.people.marc, theirs.name, 'location'))).not.toContain('Lapointe');
    expect(await card(world.people.agent, theirs.name, 'customer')).toMatchObject({ customerName: 'Yvon Lapointe' });
  });

  it('of a device that is nobody’s say what it is and nothing of where it was', async () => {
    const free = await layDevice(world.erp, { serial_no: serial(), warehouse: van, movements: [{ at: '2026-01-05 09:00:00', event: 'Removed', from_place: neighbour.location, to_place: van }] as never });
    expect(await card(world.people.marc, free.name, 'equipment')).toMatchObject({ equipment: { status: 'In Van' }, movements: [] });
    expect([await card(world.people.marc, free.name, 'customer'), await card(world.people.marc, free.name, 'jobs')]).toEqual([null, []]);
  });
});
