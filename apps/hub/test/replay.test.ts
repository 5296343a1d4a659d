import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board, ReplayDay } from '@gigafibre/contracts';
import { replayOf, staffAt, stateHash } from '@gigafibre/dispatch';
import { layHousehold, layVisit } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let visits: { readonly visit: string; readonly modified?: string }[];
/** The state of the board as it was read at a moment. */
const recorded: { readonly at: number; readonly hash: string; readonly what: string }[] = [];

const board = async (): Promise<Board> => (await world.get<Board>(world.people.dispatcher, '/v1/board?from=2026-03-10&days=1')).body;
const replay = async (day = '2026-03-10'): Promise<ReplayDay> => (await world.get<ReplayDay>(world.people.dispatcher, `/v1/replay?day=${day}`)).body;
const modifiedOf = async (visit: string): Promise<string> => (await world.get<{ modified: string }>(world.people.dispatcher, `/v1/visits/${visit}`)).body.modified;

/** Reads the board, remembers what it showed, and lets ten minutes go by. */
async function record(what: string): Promise<void> {
  const { visits: planned, unassigned } = await board();
  recorded.push({ at: world.clock.now().epochMilliseconds, hash: stateHash([...planned, ...unassigned]), what });
  world.clock.advance({ minutes: 10 });
}

beforeAll(async () => {
  world = await openFieldWorld();
  const home = await layHousehold(world.erp);
  visits = [await layVisit(world.erp, home, { technician: 'TECH-001' }), await layVisit(world.erp, home, { technician: 'TECH-002', start: '2026-03-10 13:00:00.000000' }), await layVisit(world.erp, home)];
  const [first, second, third] = visits.map(({ visit }) => visit) as [string, string, string];
  const { dispatcher, marc } = world.people;
  const plan = async (visit: string, technician: string, plannedStart: string) =>
    expect((await world.give(dispatcher, 'visit.plan', { visit, baseModified: await modifiedOf(visit), crew: [{ technician, role: 'lead' }], plannedStart, durationMinutes: 60 })).status).toBe(200);

  await record('the morning');
  await plan(third, 'TECH-002', '2026-03-10T18:30:00Z');
  await record('the third is planned');
  expect((await world.give(marc, 'visit.depart', { visit: first })).status).toBe(200);
  await record('Marc has left');
  expect((await world.give(marc, 'visit.arrive', { visit: first }, { at: world.clock.now().subtract({ minutes: 4 }).toString() })).status).toBe(200);
  await record('Marc is there');
  await plan(second, 'TECH-001', '2026-03-10T19:00:00Z');
  await record('the second goes to Marc');
  await plan(third, 'TECH-002', '2026-03-11T14:00:00Z');
  await record('the third goes to tomorrow');
});
afterAll(() => world.close());

describe('a day, once more (M7)', () => {
  it('is at every moment what the board showed then, to the hash', async () => {
    const day = await replay();
    const then = replayOf(day.visits, day.changes);
    const shown = recorded.map(({ at, what }) => ({ what, hash: stateHash(then.at(at).filter(({ status, plannedStart }) => status === 'unassigned' || (plannedStart !== null && plannedStart < day.until))) }));
    expect(shown).toEqual(recorded.map(({ what, hash }) => ({ what, hash })));
    expect(new Set(recorded.map(({ hash }) => hash)).size).toBe(recorded.length);
  });

  it('comes to the recorded state in the end', async () => {
    const day = await replay();
    expect(stateHash(replayOf(day.visits, day.changes).at(Date.parse(day.asOf)))).toBe(day.hash);
  });

  it('knows when work began as soon as the house knew, and not before', async () => {
    const day = await replay();
    const [first] = visits;
    const cardAt = (index: number) => replayOf(day.visits, day.changes).at(recorded[index]!.at).find(({ name }) => name === first!.visit)!;
    expect([cardAt(1), cardAt(2), cardAt(3)].map(({ status, departedAt, arrivedAt }) => [status, departedAt !== null, arrivedAt !== null])).toEqual([['planned', false, false], ['en-route', true, false], ['on-site', true, true]]);
    expect(Date.parse(cardAt(3).arrivedAt!)).toBe(recorded[3]!.at - 4 * 60_000);
  });

  it('still shows what left the day, and what came to another day is there too', async () => {
    const [, , third] = visits;
    expect((await replay()).visits.map(({ name }) => name)).toContain(third!.visit);
    expect((await replay('2026-03-11')).visits.map(({ name }) => name)).toContain(third!.visit);
  });

  it('says who did what', async () => {
    const { changes } = await replay();
    expect(changes.map(({ type, by }) => [type, by])).toEqual([['visit.planned', 'Rémi Lavoie'], ['visit.departed', 'Marc Gagnon'], ['visit.arrived', 'Marc Gagnon'], ['visit.planned', 'Rémi Lavoie'], ['visit.planned', 'Rémi Lavoie']]);
  });

  it('is for those who drive days', async () => {
    const { agent, accountant, marc } = world.people;
    expect(await Promise.all([agent, accountant, marc].map(async (person) => (await world.get<object>(person, '/v1/replay?day=2026-03-10')).status))).toEqual([403, 403, 403]);
    expect((await world.get<object>(world.people.dispatcher, '/v1/replay?day=2026-02-30')).status).toBe(400);
  });

  it('has the hours, absences and skills of then: what was decided of people later does not reach back', async () => {
    let { dispatcher } = world.people;
    const based = async (technician: string) => ({ technician, baseModified: (await world.get<Board>(dispatcher, '/v1/board?from=2026-03-10&days=1')).body.technicians.find(({ name }) => name === technician)?.modified ?? '' });
    const dawn = Date.parse('2026-03-10T13:00:00Z');
    const standing = async (moment: number, day = '2026-03-10') => {
      const { technicians, staffing } = (await world.get<ReplayDay>(dispatcher, `/v1/replay?day=${day}`)).body;
      return new Map(staffAt(technicians, staffing, moment).map(({ name, shifts, absences, zone, skills }) => [name, { shifts: shifts.map(({ start, end }) => `${start} ${end}`), absences: absences.map(({ start, reason }) => `${start} ${reason}`), zone, levels: skills.map(({ level }) => level) }]));
    };
    const first = await standing(dawn);
    const usual = ['2026-03-10T11:30:00Z 2026-03-10T20:00:00Z'];
    expect(first.get('TECH-001')).toEqual({ shifts: usual, absences: [], zone: 'Roussillon', levels: [3] });

    const sickAt = world.clock.now();
    expect((await world.give(dispatcher, 'technician.absence', { ...(await based('TECH-001')), from: '2026-03-10T16:00:00Z', until: '2026-03-10T21:00:00Z', reason: 'sick' })).status).toBe(200);
    world.clock.advance({ hours: 40 });
    dispatcher = await world.hub.as('dispatcher', { user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' });
    // two days later, what is said of the past, of everything and of the file
    for (const give of [
      async () => world.give(dispatcher, 'technician.presence', { ...(await based('TECH-001')), from: '2026-03-10T16:00:00Z', until: '2026-03-10T21:00:00Z' }),
      async () => world.give(dispatcher, 'technician.day', { ...(await based('TECH-002')), date: '2026-03-10', shifts: [] }),
      async () => world.give(dispatcher, 'technician.territory', { ...(await based('TECH-002')), zone: 'Lanaudière' }),
      async () => world.give(dispatcher, 'technician.skills', { ...(await based('TECH-002')), skills: [{ skill: 'splicing', level: 5, expiresOn: null }] }),
      async () => world.give(dispatcher, 'technician.profile', { ...(await based('TECH-002')), isActive: false }),
    ]) expect((await give()).status).toBe(200);

    expect((await standing(sickAt.epochMilliseconds - 60_000)).get('TECH-001')).toEqual(first.get('TECH-001'));
    const evening = await standing(Date.parse('2026-03-11T01:00:00Z'));
    expect(evening.get('TECH-001')).toEqual({ shifts: usual, absences: ['2026-03-10T16:00:00Z Sick'], zone: 'Roussillon', levels: [3] });
    expect(evening.get('TECH-002')).toEqual(first.get('TECH-002'));
    expect((await world.get<ReplayDay>(dispatcher, '/v1/replay?day=2026-03-10')).body.staffing.map(({ type, technician, by }) => [type, technician, by])).toEqual([['technician.absent', 'TECH-001', 'Rémi Lavoie']]);
    // and the next days are without her, as the board is
    expect([...(await standing(Date.parse('2026-03-13T01:00:00Z'), '2026-03-12')).keys()]).toEqual(['TECH-001']);
  });
});
