import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MapSource, PositionReceipt, PositionReport, Positions, Tracking } from '@gigafibre/contracts';
import { createTestClock } from '@gigafibre/testkit';
import type { Fix, GpsFeed, OpenGps, PlannedTour } from '../src/vendors/gps/gps.port.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';
import { layHousehold, layVisit } from './field-records.ts';
import { openTestHub } from './harness.ts';

type Measured = PositionReport['positions'][number];
const measured = (at: string, more: Partial<Measured> = {}): Measured => ({ at, latitude: 45.3, longitude: -73.6, speedKmh: 12, courseDegrees: null, accuracyMeters: 9, ...more });

/** A feed that says what the test tells it. */
function feedOfTest() {
  let tell: (fixes: readonly Fix[]) => void = () => undefined;
  let askTours: () => Promise<readonly PlannedTour[]> = () => Promise.resolve([]);
  const feed: GpsFeed = { source: 'tracker', state: () => 'live', start: (onFixes) => void (tell = onFixes), close: () => Promise.resolve() };
  const open: OpenGps = ({ tours }) => {
    askTours = tours;
    return feed;
  };
  const fix = (id: string, device: string, at: string): Fix => ({ id, device, at, latitude: 45.26, longitude: -73.61, speedKmh: 50, courseDegrees: 90, accuracyMeters: 5 });
  return { open, say: (...fixes: Fix[]) => tell(fixes), tours: () => askTours(), fix };
}

let world: FieldWorld;
const gps = feedOfTest();
beforeAll(async () => {
  world = await openFieldWorld({ gps: gps.open, environment: { PHONE_POSITIONS: 'on' } });
  await world.erp.update('Dispatch Technician', 'TECH-002', { tracker_id: 'GPS-777' });
});
afterAll(() => world.close());

async function report(as: Headers, ...positions: Measured[]) {
  const { statusCode, body } = await world.hub.app.inject({ method: 'POST', url: '/v1/positions', headers: as, payload: { positions } });
  return { status: statusCode, body: JSON.parse(body) as PositionReceipt };
}
const seen = async (): Promise<Positions> => (await world.get<Positions>(world.people.dispatcher, '/v1/positions')).body;
const rows = async (): Promise<number> => Number((await world.hub.database.pool.query<{ count: string }>('select count(*) from positions')).rows[0]?.count);

describe('positions', () => {
  it('keeps what a phone measures within its technician’s shift, and nothing from before, after or the future (R07)', async () => {
    const { body } = await report(world.people.marc, measured('2026-03-10T11:29:59Z'), measured('2026-03-10T13:58:00Z'), measured('2026-03-10T20:00:00Z'));
    expect(body).toEqual({ stored: 1, ignored: 2, tracking: { isOn: true, source: 'phone', asksPhone: true, shift: { start: '2026-03-10T11:30:00Z', end: '2026-03-10T20:00:00Z' }, keptHours: 720 } });
    expect(await rows()).toBe(1);
    expect((await seen()).positions).toEqual([{ technician: 'TECH-001', ...measured('2026-03-10T13:58:00Z'), source: 'phone' }]);
  });

  it('keeps a report once that a phone sends again because the answer was lost', async () => {
    const again = await report(world.people.marc, measured('2026-03-10T13:58:00Z'), measured('2026-03-10T13:58:00.000Z'));
    expect(again.body).toMatchObject({ stored: 0, ignored: 2 });
  });

  it('shows the newest of each technician, also when an older one comes in late', async () => {
    await report(world.people.marc, measured('2026-03-10T13:59:00Z', { latitude: 45.31 }));
    await report(world.people.marc, measured('2026-03-10T13:40:00Z', { latitude: 45.2 }));
    expect((await seen()).positions.map(({ at, latitude }) => [at, latitude])).toEqual([['2026-03-10T13:59:00Z', 45.31]]);
  });

  it('knows whose tracker it is by its unique id, and leaves strangers’ trackers out', async () => {
    const before = await rows();
    gps.say(gps.fix('1', 'GPS-777', '2026-03-10T13:59:30Z'), gps.fix('2', 'GPS-NOBODY', '2026-03-10T13:59:30Z'), gps.fix('1', 'GPS-777', '2026-03-10T13:59:30Z'));
    await vi.waitFor(async () => expect(await rows()).toBe(before + 1));
    expect(await seen()).toMatchObject({ feed: 'live', positions: [{ technician: 'TECH-001' }, { technician: 'TECH-002', source: 'tracker', speedKmh: 50, at: '2026-03-10T13:59:30Z' }] });
  });

  it('are for those who drive the day: nobody else reads them, and nobody reports for another', async () => {
    const { agent, accountant, marc, dispatcher } = world.people;
    const refused = await Promise.all([agent, accountant, marc].map(async (person) => (await world.get<object>(person, '/v1/positions')).status));
    expect(refused).toEqual([403, 403, 403]);
    expect((await report(dispatcher, measured('2026-03-10T13:59:00Z'))).status).toBe(403);
    expect((await world.get<Tracking>(dispatcher, '/v1/tracking')).status).toBe(403);
  });

  it('reach the open screens of those people as they come, and no one else’s', async () => {
    const { app } = world.hub;
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/events`;
    const stop = new AbortController();
    const heard = { dispatcher: '', agent: '', marc: '' };
    for (const name of ['dispatcher', 'agent', 'marc'] as const) {
      const response = await fetch(address, { headers: world.people[name], signal: stop.signal });
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      heard[name] += (await reader.read()).value ?? '';
      const listen = async (): Promise<void> => {
        for (let part = await reader.read(); !part.done; part = await reader.read()) heard[name] += part.value;
      };
      void listen().catch(() => undefined);
    }
    gps.say(gps.fix('9', 'GPS-777', '2026-03-10T13:59:50Z'));
    await vi.waitFor(() => expect(heard.dispatcher).toContain('2026-03-10T13:59:50Z'));
    await report(world.people.marc, measured('2026-03-10T13:59:55Z'));
    await vi.waitFor(() => expect(heard.dispatcher).toContain('2026-03-10T13:59:55Z'), { timeout: 4000 });
    expect([heard.agent, heard.marc].join()).not.toContain('positions');
    stop.abort();
  });

  it('tell a technician when he is followed, and that he is not once his shift is over or he is away', async () => {
    const { julie, marc } = world.people;
    expect((await world.get<Tracking>(marc, '/v1/tracking')).body).toMatchObject({ isOn: true, source: 'phone' });
    await world.erp.update('Dispatch Technician', 'TECH-002', { absences: [{ from_datetime: '2026-03-10 10:02:00', to_datetime: '2026-03-10 12:00:00', reason: 'Sick' }] });
    world.clock.advance({ minutes: 3 });
    expect((await world.get<Tracking>(julie, '/v1/tracking')).body).toMatchObject({ isOn: false, source: null, asksPhone: false, shift: null });
    const before = await rows();
    expect((await report(julie, measured('2026-03-10T14:02:30Z'))).body).toMatchObject({ stored: 0, ignored: 1, tracking: { isOn: false } });
    expect(await rows()).toBe(before);
    expect((await seen()).positions.map(({ technician }) => technician)).toEqual(['TECH-001']);
    world.clock.set('2026-03-10T20:05:00Z');
    expect((await seen()).positions).toEqual([]);
    expect((await world.get<Tracking>(marc, '/v1/tracking')).body).toMatchObject({ isOn: false, shift: null });
    world.clock.set('2026-03-10T14:00:00Z');
  });

  it('give the simulation the tours of those at work, by what happened and what is planned', async () => {
    const home = await layHousehold(world.erp);
    await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-03-10 13:00:00.000000' });
    await world.hub.app.inject({ method: 'GET', url: '/health' });
    const tours = await gps.tours();
    expect(tours.map(({ device, stops }) => [device, stops.length])).toContainEqual(['TECH-001', 1]);
  });

  it('are forgotten when their purpose has passed: all but one in two minutes after a day, all after thirty', async () => {
    await world.hub.database.pool.query('truncate positions');
    await report(world.people.marc, ...Array.from({ length: 24 }, (_, index) => measured(`2026-03-10T13:${String(30 + Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')}Z`)));
    expect(await rows()).toBe(24);
    const hubAt = async (instant: string): Promise<number> => {
      const later = await openTestHub({ beside: world.hub, clock: createTestClock(instant) });
      await vi.waitFor(async () => expect(await purged(instant)).toBe(true));
      await later.close();
      return rows();
    };
    const purged = async (instant: string): Promise<boolean> => (await world.hub.database.pool.query(`select 1 from positions where (purpose = 'dispatch' and at < $1::timestamptz - interval '24 hours') or at < $1::timestamptz - interval '30 days'`, [instant])).rows.length === 0;
    expect(await hubAt('2026-03-11T13:00:00Z')).toBe(24);
    expect(await hubAt('2026-03-11T14:00:00Z')).toBe(3);
    expect(await hubAt('2026-04-09T14:00:00Z')).toBe(0);
  });
});

describe('the map', () => {
  it('is drawn from our own shapes unless the configuration names another, and only then may the browser reach elsewhere (R06)', async () => {
    const { body, headers } = await world.get<MapSource>(world.people.agent, '/v1/map');
    expect(body).toEqual({ kind: 'shapes' });
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
    const hub = await openTestHub({ environment: { MAP_STYLE_URL: 'https://tiles.example.ca/style.json', MAP_ORIGINS: 'https://fonts.example.ca' } });
    const answer = await hub.app.inject({ method: 'GET', url: '/v1/map', headers: await hub.as('dispatcher') });
    expect(answer.json()).toEqual({ kind: 'style', url: 'https://tiles.example.ca/style.json' });
    expect(answer.headers['content-security-policy']).toContain("connect-src 'self' https://tiles.example.ca https://fonts.example.ca;");
    await hub.close();
  });
});
