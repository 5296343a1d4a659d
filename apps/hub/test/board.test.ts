import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board, BoardMonth, BoardViews, Placements } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
});
afterAll(() => world.close());

const board = async (query: string): Promise<Board> => (await world.get<Board>(world.people.dispatcher, `/v1/board?${query}`)).body;

describe('the board', () => {
  it('shows the days asked for: who works when, what is planned, what waits, and up to which event', async () => {
    const planned = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const tomorrow = await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-03-11 09:00:00.000000' });
    const waiting = await layVisit(world.erp, home);
    const seen = await board('from=2026-03-10&days=1');
    expect(seen).toMatchObject({ from: '2026-03-10T04:00:00Z', until: '2026-03-11T04:00:00Z', asOf: '2026-03-10T14:00:00Z', seq: expect.any(Number) as number });
    expect(seen.visits.map(({ name }) => name)).toEqual([planned.visit]);
    expect(seen.unassigned.map(({ name }) => name)).toEqual([waiting.visit]);
    expect((await board('from=2026-03-10&days=2')).visits.map(({ name }) => name)).toEqual([planned.visit, tomorrow.visit]);
    expect(seen.technicians).toMatchObject([
      { name: 'TECH-002', displayName: 'Julie Bédard' },
      { name: 'TECH-001', displayName: 'Marc Gagnon', zone: 'Roussillon', home: { latitude: 45.3, longitude: -73.6 }, skills: [{ skill: 'splicing', label: { fr: 'Épissure' }, level: 3 }], shifts: [{ start: '2026-03-10T11:30:00Z', end: '2026-03-10T20:00:00Z', lunchStart: '2026-03-10T16:00:00Z', lunchMinutes: 30 }] },
    ]);
  });

  it('keeps shifts at their wall time across the night the clocks change', async () => {
    const starts = (await board('from=2026-03-06&days=4')).technicians[0]!.shifts.map(({ start }) => start);
    expect(starts).toEqual(['2026-03-06T12:30:00Z', '2026-03-09T11:30:00Z']);
    const day = await board('from=2026-03-08&days=1');
    expect([day.from, day.until]).toEqual(['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z']);
  });

  it('shows a visit that began before midnight on both its days', async () => {
    const night = await layVisit(world.erp, home, { technician: 'TECH-002', start: '2026-03-12 23:30:00.000000' });
    const days = await Promise.all(['2026-03-12', '2026-03-13', '2026-03-14'].map(async (from) => (await board(`from=${from}&days=1`)).visits.map(({ name }) => name)));
    expect(days).toEqual([[night.visit], [night.visit], []]);
  });

  it('shows absences that touch the days', async () => {
    await world.erp.update('Dispatch Technician', 'TECH-002', { absences: [{ from_datetime: '2026-03-17 00:00:00', to_datetime: '2026-03-18 00:00:00', reason: 'Sick' }] });
    const [on, after] = await Promise.all([board('from=2026-03-17&days=1'), board('from=2026-03-19&days=1')]);
    expect([on.technicians[0]!.absences, after.technicians[0]!.absences]).toEqual([[{ start: '2026-03-17T04:00:00Z', end: '2026-03-18T04:00:00Z', reason: 'Sick' }], []]);
  });

  it.each([['eight days', 'from=2026-03-10&days=8'], ['no day at all', 'days=1'], ['a day that no calendar has', 'from=2026-02-30&days=1']])('refuses %s', async (_, query) => {
    expect((await world.get<object>(world.people.dispatcher, `/v1/board?${query}`)).body).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('ranks every technician for a visit, the one who can first, the rules in the others’ way (R05)', async () => {
    const { visit } = await layVisit(world.erp, home);
    const { body } = await world.get<Placements>(world.people.dispatcher, `/v1/visits/${visit}/placements?from=2026-03-17&days=1`);
    expect(body.placements).toMatchObject([{ technician: 'TECH-001', displayName: 'Marc Gagnon', violations: [] }, { technician: 'TECH-002', violations: [{ rule: 'absence', severity: 'hard', facts: { reason: 'Sick' } }] }]);
  });

  it('shows a month in figures: what stands in each day, and who is there to do it', async () => {
    await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-03-18 09:00:00.000000' });
    await layVisit(world.erp, home, { technician: 'TECH-002', start: '2026-03-18 23:30:00.000000' });
    await world.erp.update('Dispatch Technician', 'TECH-002', { absences: [{ from_datetime: '2026-03-18 00:00:00', to_datetime: '2026-03-18 12:00:00', reason: 'Sick' }, { from_datetime: '2026-03-19 00:00:00', to_datetime: '2026-03-20 00:00:00', reason: 'Vacation' }] });
    const { days } = (await world.get<BoardMonth>(world.people.dispatcher, '/v1/board/month?from=2026-03-15&days=7')).body;
    expect(days.map(({ date }) => date)).toEqual(['2026-03-15', '2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20', '2026-03-21']);
    expect(days[0]).toEqual({ date: '2026-03-15', visits: 0, done: 0, failed: 0, waiting: 0, plannedMinutes: 0, availableMinutes: 0, present: 0, absent: 0 });
    // 7 h 30 to 16 h without half an hour of lunch is eight hours; she is back at noon, for three and a half
    expect(days[3]).toMatchObject({ visits: 2, plannedMinutes: 180, availableMinutes: 480 + 210, present: 2, absent: 0 });
    expect(days[4]).toMatchObject({ visits: 0, availableMinutes: 480, present: 1, absent: 1 });
    expect((await world.get<object>(world.people.marc, '/v1/board/month?from=2026-03-15')).status).toBe(403);
  });

  it('keeps what each person has named, wherever he sits down, and shows it to nobody else (F14)', async () => {
    const { dispatcher, agent, marc } = world.people;
    const keep = async (who: Headers, name: string, query: Readonly<Record<string, string>>) => {
      const { statusCode, body } = await world.hub.app.inject({ method: 'PUT', url: '/v1/board/views', headers: who, payload: { name, query } });
      return { status: statusCode, body: JSON.parse(body) as BoardViews & { code?: string } };
    };
    await keep(dispatcher, ' Lanaudière ', { zone: 'Lanaudière', density: 'all' });
    await keep(dispatcher, 'Affaires', { trade: 'Business' });
    expect((await keep(dispatcher, 'Lanaudière', { zone: 'Lanaudière', sort: 'age' })).body.views).toEqual([{ name: 'Affaires', query: { trade: 'Business' } }, { name: 'Lanaudière', query: { zone: 'Lanaudière', sort: 'age' } }]);
    const elsewhere = await world.hub.as('dispatcher', { user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' });
    expect((await world.get<BoardViews>(elsewhere, '/v1/board/views')).body.views.map(({ name }) => name)).toEqual(['Affaires', 'Lanaudière']);
    expect((await world.get<BoardViews>(agent, '/v1/board/views')).body.views).toEqual([]);
    expect((await world.get<object>(marc, '/v1/board/views')).status).toBe(403);
    expect((await keep(dispatcher, '   ', {})).status).toBe(400);
    const gone = await world.hub.app.inject({ method: 'DELETE', url: `/v1/board/views?name=${encodeURIComponent('Lanaudière')}`, headers: dispatcher });
    expect((JSON.parse(gone.body) as BoardViews).views.map(({ name }) => name)).toEqual(['Affaires']);
    for (let kept = 1; kept < 30; kept += 1) expect((await keep(dispatcher, `Vue ${String(kept)}`, {})).status).toBe(200);
    expect((await keep(dispatcher, 'Une de trop', {})).body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'body/name' }] });
    expect((await keep(dispatcher, 'Affaires', { trade: 'Splicer' })).status).toBe(200);
  });
});
