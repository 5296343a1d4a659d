import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OffersSetting, PlanningAccepted, PlanningOffers, PlanningRun, VisitCard } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type Answer, type FieldWorld, type Headers } from './field-world.ts';

let world: FieldWorld;
let home: Household;
let admin: Headers;
let visits: readonly string[];
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
  visits = await Promise.all(['14:00', '15:30'].map(async (start) => (await layVisit(world.erp, home, { technician: 'TECH-001', start: `2026-03-10 ${start}:00.000000` })).visit));
  admin = await world.hub.as('admin');
});
afterAll(() => world.close());

async function send<Body>(method: 'POST' | 'PUT', url: string, payload: object = {}, headers: Headers = world.people.dispatcher): Promise<Answer<Body>> {
  const { statusCode, headers: told, body } = await world.hub.app.inject({ method, url, headers, payload });
  return { status: statusCode, headers: told, body: JSON.parse(body === '' ? '{}' : body) as never };
}
const get = async <Body>(url: string): Promise<Body> => (await world.get<Body>(world.people.dispatcher, url)).body;
const set = (setting: OffersSetting, who = admin) => send<PlanningOffers>('PUT', '/v1/planning/offers/setting', setting, who);
const read = () => get<PlanningOffers>('/v1/planning/offers');
const runsBegun = async (): Promise<readonly { readonly cause: PlanningRun['cause']; readonly requestedAt: string; readonly by: { readonly user: string } }[]> => (await get<{ runs: PlanningRun[] }>('/v1/planning/runs')).runs;
/** Asks until more than so many searches have begun; the newest first. */
async function begun(known: number): Promise<Awaited<ReturnType<typeof runsBegun>>> {
  for (;;) {
    const runs = await runsBegun();
    if (runs.length > known) return runs;
  }
}
/** Asks until something is offered. */
async function offered(): Promise<PlanningOffers['offers']> {
  for (;;) {
    const { offers } = await read();
    if (offers.length > 0) return offers;
  }
}
const urgentJob = async (): Promise<void> => {
  const given = await world.give(world.people.agent, 'job.create', { customer: home.customer, serviceLocation: home.location, jobType: 'wifi-mesh', subject: 'Panne', durationMinutes: 60, priority: 'Urgent', requiredSkills: [{ skill: 'splicing', level: 1 }], crewSize: 1, despiteDuplicate: true });
  expect(given.status).toBe(200);
};
const fallIll = async (technician: string): Promise<void> => {
  const { technicians } = await get<{ technicians: { name: string; modified: string }[] }>('/v1/board?from=2026-03-10&days=1');
  const baseModified = technicians.find(({ name }) => name === technician)?.modified ?? '';
  expect((await world.give(world.people.dispatcher, 'technician.absence', { technician, baseModified, from: '2026-03-10T16:00:00Z', until: '2026-03-10T21:00:00Z', reason: 'sick' })).status).toBe(200);
};
const standing = async (): Promise<readonly (readonly unknown[])[]> => Promise.all(visits.map(async (visit) => get<VisitCard>(`/v1/visits/${visit}`).then(({ status, crew, plannedStart }) => [status, crew[0]?.technician, plannedStart])));

describe('a plan that nobody asked for (R60)', () => {
  it('is looked for only where an administrator has not turned that off', async () => {
    expect((await set({ isOn: true, everyMinutes: 10 }, world.people.dispatcher)).status).toBe(403);
    expect((await set({ isOn: true, everyMinutes: 0 })).status).toBe(400);
    expect((await set({ isOn: true, everyMinutes: 10 })).body).toMatchObject({ setting: { isOn: true, everyMinutes: 10 }, changedBy: 'admin@demo.gigafibre.ca', offers: [] });
    expect(await read()).toMatchObject({ setting: { isOn: true, everyMinutes: 10 } });
    const { rows } = await world.hub.database.pool.query<{ facts: object }>("select facts from events where type = 'planning.offers-set'");
    expect(rows.map(({ facts }) => facts)).toEqual([{ isOn: true, everyMinutes: 10 }]);
  });

  it('is offered when somebody drops out, and changes nothing until a person accepts it', async () => {
    const before = await standing();
    await fallIll('TECH-001');
    const [offer, ...others] = await offered();
    expect(others).toEqual([]);
    expect(offer).toMatchObject({ cause: { kind: 'technician-out', technician: 'TECH-001' }, about: 'Marc Gagnon', lateMinutes: null, moves: 2 });
    expect(await standing()).toEqual(before);
    expect((await runsBegun()).map(({ by }) => by.user)).toEqual(['planning']);
    const run = await get<PlanningRun>(`/v1/planning/runs/${offer!.run}`);
    expect(run.proposal!.moves.map(({ visit }) => visit).toSorted()).toEqual(visits.toSorted());
    const accepted = await send<PlanningAccepted>('POST', `/v1/planning/runs/${offer!.run}/accept`, { id: randomUUID() });
    expect(accepted.body.lines.map(({ result }) => result)).toEqual(['accepted', 'accepted']);
    expect((await read()).offers).toEqual([]);
  });

  it('waits until the last is some minutes old, and until nobody has a visit in hand', async () => {
    const [first] = await runsBegun();
    const desk = randomUUID();
    const hold = (held: readonly string[]) => send('POST', '/v1/board/hand', { desk, visits: held });
    await urgentJob();
    world.clock.advance({ minutes: 9 });
    await urgentJob();
    world.clock.advance({ minutes: 2 });
    for (let seconds = 0; seconds < 12; seconds += 3) {
      expect((await hold([visits[0]!])).status).toBe(204);
      await urgentJob();
      world.clock.advance({ seconds: 3 });
    }
    const letGoAt = world.clock.now();
    await hold([]);
    await urgentJob();
    const [offer] = await offered();
    // all that waits is placed together
    expect(offer!.cause.kind === 'visits-arrived' ? offer!.cause.visits : []).toHaveLength(7);
    expect(offer!.about).toBe('Chloé Tremblay');
    const [second, ...rest] = await runsBegun();
    expect(rest).toEqual([first]);
    expect(Date.parse(second!.requestedAt)).toBe(letGoAt.epochMilliseconds);
    // looked at and left: it is gone at every desk
    expect((await send<PlanningOffers>('POST', `/v1/planning/offers/${offer!.run}/dismiss`)).body.offers).toEqual([]);
    expect((await read()).offers).toEqual([]);
  });

  it('is offered when a promise is about to be broken, and not twice for the same', async () => {
    const [promised] = visits;
    const { modified: baseModified } = await get<VisitCard>(`/v1/visits/${promised!}`);
    world.clock.advance({ minutes: 11 });
    const end = world.clock.now().subtract({ minutes: 20 });
    expect((await world.give(world.people.dispatcher, 'visit.window', { visit: promised!, baseModified, window: { start: end.subtract({ minutes: 60 }).toString(), end: end.toString() } })).status).toBe(200);
    const isLate = ({ cause }: Pick<PlanningRun, 'cause'>): boolean => cause.kind === 'visit-late' && cause.visit === promised;
    expect((await begun(2))[0]).toSatisfy(isLate);
    expect((await read()).offers.every(({ cause, lateMinutes }) => cause.kind !== 'visit-late' || lateMinutes! >= 15)).toBe(true);
    world.clock.advance({ minutes: 11 });
    await urgentJob();
    const all = await begun(3);
    expect(all[0]).toMatchObject({ cause: { kind: 'visits-arrived' } });
    expect(all.filter(isLate)).toHaveLength(1);
  });

  it('makes room at once for a person who asks', async () => {
    world.clock.advance({ minutes: 11 });
    const { length: known } = await runsBegun();
    await urgentJob();
    await begun(known);
    const asked = await send<PlanningRun>('POST', '/v1/planning/runs', { scope: { from: '2026-03-10', days: 1 }, seconds: 1 });
    expect(asked.status).toBe(201);
    expect((await send('POST', '/v1/planning/runs', { scope: { from: '2026-03-10', days: 1 }, seconds: 1 })).body).toMatchObject({ code: 'planning_busy' });
  });
});
