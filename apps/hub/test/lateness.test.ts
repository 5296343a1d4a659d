import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lateness, VisitCard } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
});
afterAll(() => world.close());

const lateness = async (): Promise<Lateness> => (await world.get<Lateness>(world.people.dispatcher, '/v1/planning/lateness?from=2026-03-10&days=1')).body;
const promise = async (visit: string, start: string, end: string) => {
  const { modified: baseModified } = (await world.get<VisitCard>(world.people.dispatcher, `/v1/visits/${visit}`)).body;
  await world.give(world.people.dispatcher, 'visit.window', { visit, baseModified, window: { start, end } });
};

describe('running late (F26)', () => {
  it('is told before the customer notices, once, with what he could be told; a gap lets the technician catch up', async () => {
    const lay = async (start: string) => (await layVisit(world.erp, home, { technician: 'TECH-001', start: `2026-03-10 ${start}:00.000000` })).visit;
    const [here, next, last] = [await lay('09:45'), await lay('11:00'), await lay('14:00')];
    await promise(next, '2026-03-10T14:30:00Z', '2026-03-10T15:15:00Z');
    await promise(last, '2026-03-10T17:00:00Z', '2026-03-10T21:00:00Z');
    await world.give(world.people.marc, 'visit.arrive', { visit: here });

    const [marc, ...others] = (await lateness()).technicians;
    expect(others).toEqual([]);
    expect(marc).toMatchObject({ technician: 'TECH-001', displayName: 'Marc Gagnon', lateMinutes: 30, overtimeMinutes: 0 });
    expect(marc!.visits).toMatchObject([
      { visit: here, predictedStart: '2026-03-10T14:00:00Z', predictedEnd: '2026-03-10T15:30:00Z', lateMinutes: 15 },
      {
        visit: next, predictedStart: '2026-03-10T15:30:00Z', lateMinutes: 30, missesWindowMinutes: 15,
        notice: { language: 'fr', toName: 'Chloé Tremblay', expectedAt: '2026-03-10T15:30:00Z', isSent: false, text: 'Gigafibre : votre technicien a pris du retard, arrivée prévue vers 11 h 30. Merci de votre patience.' },
      },
      { visit: last, predictedStart: '2026-03-10T18:00:00Z', lateMinutes: 0, missesWindowMinutes: 0, notice: null },
    ]);
    await lateness();
    const told = await world.hub.database.db.selectFrom('events').select(['subject_name', 'facts', 'related']).where('type', '=', 'visit.running-late').execute();
    expect(told).toMatchObject([{ subject_name: next, facts: { missesWindowMinutes: 15, customerName: 'Chloé Tremblay' }, related: { technicians: ['TECH-001'] } }]);
  });

  it('reaches the customer only when the dispatcher says so', async () => {
    const before = (await lateness()).technicians[0]!.visits[1]!;
    expect((await world.hub.database.pool.query('select 1 from outbox')).rowCount).toBe(0);
    await world.give(world.people.dispatcher, 'visit.message', { visit: before.visit, template: 'running-late', expectedAt: before.notice!.expectedAt });
    expect((await lateness()).technicians[0]!.visits[1]!.notice!.isSent).toBe(true);
    expect((await world.hub.database.pool.query('select body from outbox')).rows).toEqual([{ body: before.notice!.text }]);
  });

  it('grows with the clock for whoever has not left, and puts lunch before the visit that would push it away', async () => {
    const julie = (await layVisit(world.erp, home, { technician: 'TECH-002', start: '2026-03-10 10:30:00.000000' })).visit;
    const seen = async () => (await lateness()).technicians.find(({ technician }) => technician === 'TECH-002')!.visits.find(({ visit }) => visit === julie)!;
    const { visit: other } = await layVisit(world.erp, home);
    world.clock.advance({ minutes: 60 });
    const drive = (Date.parse((await seen()).predictedStart) - Date.parse('2026-03-10T15:00:00Z')) / 60_000;
    expect(drive).toBeGreaterThan(0);
    world.clock.advance({ minutes: 80 });
    const late = await seen();
    expect(Date.parse(late.predictedStart)).toBeCloseTo(Date.parse('2026-03-10T16:20:00Z') + (30 + drive) * 60_000, -5);
    expect(late.lateMinutes).toBeGreaterThan(110);
    await world.give(world.people.dispatcher, 'visit.cancel', { visit: other });
  });
});
