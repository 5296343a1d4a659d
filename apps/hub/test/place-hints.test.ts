import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceHints, PositionReceipt, VisitCard } from '@gigafibre/contracts';
import { layHousehold, layVisit } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

/** The customer's house, and one a good kilometre away. */
const HOUSE = { latitude: 45.267, longitude: -73.617 };
const AWAY = { latitude: 45.28, longitude: -73.617 };

let world: FieldWorld;
let visit: string;
beforeAll(async () => {
  world = await openFieldWorld({ environment: { PHONE_POSITIONS: 'on' } });
  ({ visit } = await layVisit(world.erp, await layHousehold(world.erp), { technician: 'TECH-001', start: '2026-03-10 10:00:00.000000' }));
});
afterAll(() => world.close());

/** Lets time pass while a phone reports where it is, every minute. */
async function stay(as: Headers, where: { latitude: number; longitude: number }, minutes: number, accuracyMeters = 12): Promise<PositionReceipt> {
  let receipt: PositionReceipt | undefined;
  for (let minute = 0; minute < minutes; minute += 1) {
    world.clock.advance({ minutes: 1 });
    const payload = { positions: [{ at: world.clock.now().toString(), ...where, speedKmh: 0, courseDegrees: null, accuracyMeters }] };
    receipt = JSON.parse((await world.hub.app.inject({ method: 'POST', url: '/v1/positions', headers: as, payload })).body) as PositionReceipt;
  }
  return receipt!;
}
const hints = async (as: Headers = world.people.dispatcher, url = '/v1/positions/hints') => (await world.get<PlaceHints>(as, url)).body.hints;
const statusNow = async (): Promise<string> => (await world.get<VisitCard>(world.people.dispatcher, `/v1/visits/${visit}`)).body.status;

describe('what positions suggest (F29)', () => {
  it('is nothing of somebody who drives by, nor of a measure too wide to tell a house', async () => {
    const { marc } = world.people;
    await stay(marc, AWAY, 2);
    await stay(marc, HOUSE, 1);
    expect(await hints()).toEqual([]);
    await stay(marc, AWAY, 1);
    await stay(marc, HOUSE, 4, 400);
    expect(await hints()).toEqual([]);
  });

  it('is an arrival once he has stayed, told to him and to dispatch, and never taken for a fact', async () => {
    const { marc, julie } = world.people;
    await stay(marc, AWAY, 1);
    const since = world.clock.now().add({ minutes: 1 }).toString();
    await stay(marc, HOUSE, 3);
    const told = [{ kind: 'arrived', visit, customerName: 'Chloé Tremblay', technician: 'TECH-001', displayName: 'Marc Gagnon', since, meters: 0 }];
    expect(await hints()).toEqual(told);
    expect(await hints(marc, '/v1/tracking/hints')).toEqual(told);
    expect(await hints(julie, '/v1/tracking/hints')).toEqual([]);
    expect(await statusNow()).toBe('planned');
    expect((await world.hub.database.pool.query("select 1 from events where type = 'visit.arrived'")).rowCount).toBe(0);
  });

  it('is over once he says so, and is a departure when he has gone without closing', async () => {
    const { marc } = world.people;
    expect((await world.give(marc, 'visit.arrive', { visit })).status).toBe(200);
    expect(await hints()).toEqual([]);
    await stay(marc, HOUSE, 2);
    await stay(marc, { ...HOUSE, latitude: HOUSE.latitude + 0.002 }, 3);
    expect(await hints()).toEqual([]);
    await stay(marc, AWAY, 3);
    expect(await hints()).toMatchObject([{ kind: 'left', visit, technician: 'TECH-001' }]);
    expect(await statusNow()).toBe('on-site');
    world.clock.advance({ minutes: 6 });
    expect(await hints()).toEqual([]);
  });

  it('uses no position from outside a shift, and is for those who drive the day', async () => {
    const { agent, accountant, marc, dispatcher } = world.people;
    expect(await Promise.all([agent, accountant, marc].map(async (person) => (await world.get<object>(person, '/v1/positions/hints')).status))).toEqual([403, 403, 403]);
    expect((await world.get<object>(dispatcher, '/v1/tracking/hints')).status).toBe(403);
    await stay(marc, AWAY, 3);
    expect(await hints()).toHaveLength(1);
    const { technicians } = (await world.get<{ technicians: { name: string; modified: string }[] }>(dispatcher, '/v1/board?from=2026-03-10&days=1')).body;
    const now = world.clock.now();
    await world.give(dispatcher, 'technician.absence', { technician: 'TECH-001', baseModified: technicians.find(({ name }) => name === 'TECH-001')!.modified, from: now.subtract({ minutes: 30 }).toString(), until: '2026-03-10T21:00:00Z', reason: 'sick' });
    world.clock.advance({ minutes: 1 });
    expect(await hints()).toEqual([]);
    expect(await stay(marc, AWAY, 1)).toMatchObject({ stored: 0, ignored: 1 });
  });
});
