import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandPayload, CommandType, Day, DeviceAnswer } from '@gigafibre/contracts';
import { layDevice, layHousehold, layTicket, layVisit, type Household, type LaidVisit } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let hers: Household;
let his: Household;
let herVisit: LaidVisit;
let hisVisit: LaidVisit;
let herTicket: string;
beforeAll(async () => {
  world = await openFieldWorld();
  his = await layHousehold(world.erp, { name: 'Chloé Tremblay' });
  hers = await layHousehold(world.erp, { name: 'Élise Bélanger', phone: '+14505550199', city: 'Napierville' });
  herTicket = (await layTicket(world.erp, hers)).name;
  hisVisit = await layVisit(world.erp, his, { technician: 'TECH-001' });
  herVisit = await layVisit(world.erp, hers, { technician: 'TECH-002', ticket: herTicket });
  await layDevice(world.erp, { serial_no: 'TPLGAAAA0001', status: 'Active', customer: hers.customer, service_location: hers.location, wifi_ssid: 'Belanger-5G' });
  await layDevice(world.erp, { serial_no: 'TPLGAAAA0002', status: 'Active', customer: his.customer, service_location: his.location, mac_address: '02:AA:BB:CC:DD:EE' });
  await layDevice(world.erp, { serial_no: 'TPLGAAAA0003', status: 'In Van' });
});
afterAll(() => world.close());

describe('a technician sees and does nothing beyond his own visits', () => {
  it('reads of the office are not his', async () => {
    const urls = [
      `/v1/customers/${hers.customer}`, `/v1/tickets/${herTicket}`, `/v1/tickets/${herTicket}/job-proposal`, `/v1/jobs/${herVisit.job}`, `/v1/jobs/${herVisit.job}/trail`, '/v1/job-types',
      '/v1/equipment/TPLGAAAA0001', '/v1/search?q=Belanger', '/v1/board?from=2026-03-10', `/v1/visits/${herVisit.visit}/placements?from=2026-03-10`,
    ];
    const answers = await Promise.all(urls.map((url) => world.get<object>(world.people.marc, url)));
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(urls.map(() => [403, 'forbidden']));
  });

  it('reads his own visit, and learns nothing of another, nor whether it exists', async () => {
    expect((await world.get<object>(world.people.marc, `/v1/visits/${hisVisit.visit}`)).status).toBe(200);
    const [other, none] = await Promise.all([herVisit.visit, 'VIS-999999'].map((name) => world.get<object>(world.people.marc, `/v1/visits/${name}`)));
    expect([other!.body.code, none!.body.code]).toEqual(['visit_not_yours', 'visit_not_yours']);
  });

  it('gives no command on another’s visit, whichever it is', async () => {
    const { visit } = herVisit;
    const tried: { readonly [T in CommandType]?: CommandPayload<T> } = {
      'visit.depart': { visit }, 'visit.arrive': { visit }, 'visit.pause': { visit }, 'visit.resume': { visit }, 'visit.note': { visit, text: 'Bonjour' }, 'visit.complete': { visit, steps: [] },
      'visit.fail': { visit, reason: 'absent' }, 'visit.step': { visit, record: { step: 'power', done: true, at: '2026-03-10T14:00:00Z' } }, 'equipment.link': { visit, serial: 'TPLGAAAA0003' }, 'equipment.register': { visit, serial: 'TPLGAAAA0009', category: 'ONT' },
    };
    const codes = await Promise.all(Object.entries(tried).map(async ([type, payload]) => (await world.give(world.people.marc, type as CommandType, payload as never)).body.code));
    expect(codes).toEqual(codes.map(() => 'visit_not_yours'));
    expect(await world.erp.get('Dispatch Visit', visit)).toMatchObject({ status: 'Planned', commands: [] });
    expect(await world.erp.find('Service Equipment', 'TPLGAAAA0009')).toBe(undefined);
  });

  it('gives no command of the office', async () => {
    const { visit } = hisVisit;
    const plan = { visit, baseModified: 'x', crew: [{ technician: 'TECH-001', role: 'lead' as const }], plannedStart: '2026-03-10T15:00:00Z', durationMinutes: 60 };
    const codes = await Promise.all([
      world.give(world.people.marc, 'visit.plan', plan),
      world.give(world.people.marc, 'visit.unplan', { visit, baseModified: 'x' }),
      world.give(world.people.marc, 'visit.cancel', { visit }),
      world.give(world.people.marc, 'visit.confirm', { visit, baseModified: 'x' }),
    ]);
    expect(codes.map(({ body }) => body.code)).toEqual(codes.map(() => 'forbidden'));
  });

  it('his day holds his visits with their places, devices and van, and no word of anybody else’s', async () => {
    const { body } = await world.get<Day>(world.people.marc, '/v1/day');
    expect(body).toMatchObject({ technician: { name: 'TECH-001', displayName: 'Marc Gagnon' }, date: '2026-03-10', visits: [{ visit: { name: hisVisit.visit }, customer: { phone: '+14505550123' }, location: { city: 'Saint-Rémi' }, flow: { version: 3 } }] });
    expect(body.visits[0]!.equipment.map(({ serial }) => serial)).toEqual(['TPLGAAAA0002']);
    expect(JSON.stringify(body)).not.toMatch(/Bélanger|Napierville|TECH-002|TPLGAAAA0001/);
  });

  it('a scan tells all of a device at his visit, and of another customer’s only the city (R42)', async () => {
    const scan = async (code: string, visit = hisVisit.visit) => (await world.get<DeviceAnswer>(world.people.marc, `/v1/devices/${encodeURIComponent(code)}?visit=${visit}`)).body;
    expect(await scan('TPLGAAAA0002')).toMatchObject({ found: 'here', card: { customerName: 'Chloé Tremblay' } });
    expect(await scan('02aabbccddee')).toMatchObject({ found: 'here' });
    expect(await scan('TPLGAAAA0003')).toMatchObject({ found: 'free', card: { movements: [], location: null } });
    expect(await scan('TPLGAAAA0001')).toEqual({ found: 'elsewhere', serial: 'TPLGAAAA0001', city: 'Napierville' });
    expect(await scan('TPLGAAAA0001', herVisit.visit)).toEqual({ found: 'elsewhere', serial: 'TPLGAAAA0001', city: 'Napierville' });
    expect(await scan('TPLG99999999')).toEqual({ found: 'unknown', serial: 'TPLG99999999' });
  });

  it('a device active at another customer’s is a hard stop that names the city only; the office learns whose it is', async () => {
    const stopped = await world.give(world.people.marc, 'equipment.link', { visit: hisVisit.visit, serial: 'TPLGAAAA0001' });
    expect(stopped.body).toMatchObject({ status: 409, code: 'equipment_elsewhere', facts: { serial: 'TPLGAAAA0001', city: 'Napierville' } });
    expect(JSON.stringify(stopped.body)).not.toContain('Bélanger');
    expect((await world.give(world.people.dispatcher, 'equipment.link', { visit: hisVisit.visit, serial: 'TPLGAAAA0001' })).body).toMatchObject({ facts: { customerName: 'Élise Bélanger' } });
    expect(await world.erp.get('Service Equipment', 'TPLGAAAA0001')).toMatchObject({ customer: hers.customer });
  });
});

describe('the day on the phone', () => {
  it('is not sent again while nothing in it has changed', async () => {
    const first = await world.get<Day>(world.people.marc, '/v1/day');
    const tag = String(first.headers['etag']);
    const again = () => world.hub.app.inject({ method: 'GET', url: '/v1/day', headers: { ...world.people.marc, 'if-none-match': tag } });
    world.clock.advance({ minutes: 1 });
    expect((await again()).statusCode).toBe(304);
    await world.give(world.people.marc, 'visit.note', { visit: hisVisit.visit, text: 'Sonnette brisée' });
    const changed = await again();
    expect([changed.statusCode, changed.json<Day>().visits[0]!.note]).toEqual([200, 'Sonnette brisée']);
  });

  it('shows what was done at the address in the last ninety days', async () => {
    const past = await world.erp.insert('Dispatch Job', { subject: 'Installation', customer: his.customer, service_location: his.location, job_type: 'wifi-mesh', status: 'Completed', completed_at: '2026-03-01 10:00:00.000000', duration_minutes: 60 });
    const { body } = await world.get<Day>(world.people.marc, '/v1/day');
    expect(body.visits[0]!.history).toEqual([{ job: past.name, subject: 'Installation', endedAt: '2026-03-01T15:00:00Z', outcome: 'Completed' }]);
  });

  it('is nobody’s at a desk', async () => {
    expect((await world.get<object>(world.people.dispatcher, '/v1/day')).body).toMatchObject({ code: 'forbidden' });
  });
});
