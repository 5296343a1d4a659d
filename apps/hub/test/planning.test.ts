import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_WEIGHTS } from '@gigafibre/dispatch';
import type { Explanation, NextVisits, PlanningAccepted, PlanningRun, PlanningRuns, PlanningStart, RankedPlaces, VisitCard, WeightsInForce } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type Answer, type FieldWorld, type Headers } from './field-world.ts';

let world: FieldWorld;
let home: Household;
let admin: Headers;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
  admin = await world.hub.as('admin');
});
afterAll(() => world.close());

async function send<Body>(method: 'POST' | 'PUT', url: string, payload: object = {}, headers: Headers = world.people.dispatcher): Promise<Answer<Body>> {
  const { statusCode, headers: told, body } = await world.hub.app.inject({ method, url, headers, payload });
  return { status: statusCode, headers: told, body: JSON.parse(body) as never };
}
const get = async <Body>(url: string): Promise<Body> => (await world.get<Body>(world.people.dispatcher, url)).body;
const card = (visit: string): Promise<VisitCard> => get<VisitCard>(`/v1/visits/${visit}`);
const start = (scope: PlanningStart['scope'], more: Partial<PlanningStart> = {}) => send<PlanningRun>('POST', '/v1/planning/runs', { scope, seconds: 1, ...more });
const runOf = (id: string) => get<PlanningRun>(`/v1/planning/runs/${id}`);
/** Reads a run until it is so. */
async function until(id: string, isSo: (run: PlanningRun) => boolean): Promise<PlanningRun> {
  for (;;) {
    const run = await runOf(id);
    if (isSo(run)) return run;
  }
}
const ended = ({ state }: PlanningRun): boolean => state !== 'queued' && state !== 'running';
const planned = async (from: string, more: Partial<PlanningStart> = {}): Promise<PlanningRun> => until((await start({ from, days: 1 }, more)).body.id, ended);

describe('a proposal', () => {
  it('finds a place for what waits, and changes nothing by itself (R60)', async () => {
    const visits = await Promise.all([1, 2, 3].map(() => layVisit(world.erp, home)));
    const run = await planned('2026-03-11');
    expect(run).toMatchObject({ state: 'done', problem: null, by: { displayName: 'Rémi Lavoie' }, cause: { kind: 'day' } });
    const proposal = run.proposal!;
    expect(proposal.moves.map(({ visit, before }) => [visit, before]).toSorted()).toEqual(visits.map(({ visit }) => [visit, null]).toSorted());
    expect(proposal.moves.every(({ after }) => after!.plannedStart.startsWith('2026-03-11T'))).toBe(true);
    expect([proposal.before.unassigned, proposal.after.unassigned]).toEqual([3, 0]);
    expect(proposal.after.costCents).toBeLessThan(proposal.before.costCents);
    expect(proposal.after.costs.reduce((sum, { cents }) => sum + cents, 0)).toBe(proposal.after.costCents);
    expect(run.progress).toMatchObject({ before: { unassigned: 3 }, best: { unassigned: 0 } });
    expect((await Promise.all(visits.map(({ visit }) => card(visit)))).map(({ status }) => status)).toEqual(['unassigned', 'unassigned', 'unassigned']);
  });

  it('is accepted in part and then whole, line by line, each line undone like a person’s own drag', async () => {
    const run = await planned('2026-03-11');
    const [first] = run.proposal!.moves;
    const accept = (body: object) => send<PlanningAccepted>('POST', `/v1/planning/runs/${run.id}/accept`, body);
    const part = await accept({ id: randomUUID(), visits: [first!.visit] });
    expect(part.body.lines).toMatchObject([{ visit: first!.visit, result: 'accepted', problem: null }]);
    expect(await card(first!.visit)).toMatchObject({ status: 'planned', crew: first!.after!.crew, plannedStart: first!.after!.plannedStart, modified: part.body.lines[0]!.modified });
    const all = { id: randomUUID() };
    const [whole, again] = [await accept(all), await accept(all)];
    expect(whole.body.lines.map(({ result }) => result)).toEqual(['accepted', 'accepted']);
    expect(again.body).toEqual(whole.body);
    expect((await runOf(run.id)).proposal!.moves.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    for (const { visit, command } of [...whole.body.lines, ...part.body.lines]) expect((await world.give(world.people.dispatcher, 'visit.undo', { visit, command })).status).toBe(200);
    expect((await card(first!.visit)).status).toBe('unassigned');
  });

  it('refuses the line of a visit that somebody changed since, and accepts the others', async () => {
    const run = await planned('2026-03-11');
    const [changed] = run.proposal!.moves;
    await world.give(world.people.agent, 'visit.note', { visit: changed!.visit, text: 'Chien' });
    const { body } = await send<PlanningAccepted>('POST', `/v1/planning/runs/${run.id}/accept`, { id: randomUUID() });
    expect(body.lines.map(({ visit, result, problem }) => [visit === changed!.visit, result, problem?.code]).toSorted()).toEqual([[false, 'accepted', undefined], [false, 'accepted', undefined], [true, 'refused', 'document_changed']]);
  });

  it('touches as little as needed when somebody drops out, and leaves the rest of his day to others', async () => {
    const { runs } = await get<PlanningRuns>('/v1/planning/runs');
    const moves = (await Promise.all(runs.map(({ id }) => runOf(id)))).flatMap(({ proposal }) => proposal!.moves);
    const stands = (await Promise.all(moves.map(({ visit }) => card(visit)))).find(({ status }) => status === 'planned');
    const technician = stands!.crew[0]!.technician;
    const run = await planned('2026-03-11', { cause: { kind: 'technician-out', technician } });
    const his = run.proposal!.moves.filter((move) => move.before?.crew.some((member) => member.technician === technician));
    expect(his.length).toBeGreaterThan(0);
    expect(run.proposal!.moves.every(({ after }) => after === null || after.crew.every((member) => member.technician !== technician))).toBe(true);
  });

  it('says for whoever stays in the tray what is in the way and what would help', async () => {
    const { visit, job } = await layVisit(world.erp, home);
    await world.erp.update('Dispatch Job', job, { required_skills: [{ skill: 'splicing', level: 5 }] });
    const run = await planned('2026-03-13');
    expect(run.proposal!.leftOut.find((line) => line.visit === visit)).toMatchObject({ rules: [{ rule: 'skill-level', severity: 'hard', facts: { requiredLevel: 5, level: 3 } }], remedy: [{ kind: 'raise-skill', facts: { skill: 'splicing', level: 5 } }] });
    await world.give(world.people.dispatcher, 'visit.cancel', { visit });
  });

  it('leaves alone whatever is outside its scope', async () => {
    const one = await layVisit(world.erp, home);
    const other = await layVisit(world.erp, home);
    const { body } = await start({ from: '2026-03-17', days: 1, technicians: ['TECH-002'], visits: [one.visit] });
    const { proposal } = await until(body.id, ended);
    expect(proposal!.moves).toMatchObject([{ visit: one.visit, technicians: ['TECH-002'] }]);
    for (const { visit } of [one, other]) await world.give(world.people.dispatcher, 'visit.cancel', { visit });
  });
});

describe('a run', () => {
  it('stops when told, keeps the best so far, and lets the same days be planned again only then', async () => {
    const { body: run } = await start({ from: '2026-03-18', days: 1 }, { seconds: 60 });
    expect((await start({ from: '2026-03-17', days: 3 })).body).toMatchObject({ status: 409, code: 'planning_busy', facts: { run: run.id, by: 'Rémi Lavoie' } });
    await until(run.id, ({ state }) => state === 'running');
    await send('POST', `/v1/planning/runs/${run.id}/stop`);
    expect(await until(run.id, ended)).toMatchObject({ state: 'stopped', proposal: { leftOut: expect.any(Array) as unknown } });
    expect((await start({ from: '2026-03-18', days: 1 })).status).toBe(201);
  });

  it('is for whoever dispatches', async () => {
    expect((await send('POST', '/v1/planning/runs', { scope: { from: '2026-03-19', days: 1 } }, world.people.agent)).body).toMatchObject({ code: 'forbidden' });
    expect((await start({ from: '2026-02-30', days: 1 })).body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'body/scope/from' }] });
    expect((await world.get(world.people.dispatcher, `/v1/planning/runs/${randomUUID()}`)).body).toMatchObject({ code: 'not_found' });
  });
});

describe('while a person waits', () => {
  it('everybody is ranked for one visit, with what each costs line by line or what is in the way (M3)', async () => {
    const { visit } = await layVisit(world.erp, home);
    await world.erp.update('Dispatch Technician', 'TECH-002', { skills: [] });
    const { body } = await world.get<RankedPlaces>(world.people.dispatcher, `/v1/planning/visits/${visit}/places?from=2026-03-24&days=1`);
    expect(body).toMatchObject({ visit, travelSource: 'estimate', places: [{ technician: 'TECH-001', displayName: 'Marc Gagnon', isPossible: true, rules: [], remedy: [] }, { technician: 'TECH-002', isPossible: false, plannedStart: null, rules: [{ rule: 'missing-skill', facts: { skill: 'splicing', requiredLevel: 2 } }, { rule: 'untagged' }] }] });
    const [best] = body.places;
    expect(best!.costs.reduce((sum, { cents }) => sum + cents, 0)).toBe(best!.costCents);
  });

  it('« pourquoi pas X ? » compares his best place with the present one, to the cent', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-03-25 14:00:00.000000' });
    await world.erp.update('Dispatch Technician', 'TECH-002', { skills: [{ skill: 'splicing', level: 4 }] });
    const why = (technician: string) => get<Explanation>(`/v1/planning/visits/${visit}/explanation?from=2026-03-25&days=1&technician=${technician}`);
    const { body } = await world.get<Explanation>(world.people.dispatcher, `/v1/planning/visits/${visit}/explanation?from=2026-03-25&days=1&technician=TECH-002`);
    expect(body).toMatchObject({ current: { technician: 'TECH-001', displayName: 'Marc Gagnon', plannedStart: '2026-03-25T18:00:00Z' }, asked: { technician: 'TECH-002', isPossible: true } });
    expect(body.differences.reduce((sum, { cents }) => sum + cents, 0)).toBe(body.differenceCents);
    expect(body.differenceCents).toBe(body.asked.costCents! - body.current!.costCents);
    expect(body.differenceCents).toBe(body.asked.differenceCents);
    expect(body.differences.map(({ kind }) => kind)).toContain('churn');
    expect(await why('TECH-999')).toMatchObject({ code: 'not_found' });
  });

  it('sees at once what another person has just done', async () => {
    const [asked, rival] = [await layVisit(world.erp, home), await layVisit(world.erp, home)];
    const at = async () => (await get<RankedPlaces>(`/v1/planning/visits/${asked.visit}/places?from=2026-03-26&days=1`)).places.find(({ technician }) => technician === 'TECH-001')!;
    const free = await at();
    const { seq } = (await world.give(world.people.dispatcher, 'visit.plan', { visit: rival.visit, baseModified: (await card(rival.visit)).modified, crew: [{ technician: 'TECH-001', role: 'lead' }], plannedStart: free.plannedStart!, durationMinutes: 90 })).body;
    while ((await get<RankedPlaces>(`/v1/planning/visits/${asked.visit}/places?from=2026-03-26&days=1`)).seq < seq);
    const { plannedStart, retimed } = await at();
    expect({ plannedStart, retimed }, 'goes elsewhere, or moves the other').not.toEqual({ plannedStart: free.plannedStart, retimed: [] });
  });

  it('knows no visit that is not there', async () => {
    expect((await world.get(world.people.dispatcher, '/v1/planning/visits/VIS-999999/places?from=2026-03-24&days=1')).body).toMatchObject({ code: 'not_found' });
  });
});

describe('what soft rules cost', () => {
  it('an admin sets it, everybody who plans sees who did, and two admins do not overwrite each other', async () => {
    const first = await get<WeightsInForce>('/v1/planning/weights');
    expect(first).toMatchObject({ version: 0, changedBy: null, weights: DEFAULT_WEIGHTS });
    const weights = { ...first.weights, foreignZone: 123 };
    expect((await send('PUT', '/v1/planning/weights', { weights, baseVersion: 0 })).body).toMatchObject({ code: 'forbidden' });
    expect((await send('PUT', '/v1/planning/weights', { weights, baseVersion: 0 }, admin)).body).toMatchObject({ version: 1, weights: { foreignZone: 123 }, changedBy: 'admin@demo.gigafibre.ca', changedAt: world.clock.now().toString() });
    expect((await send('PUT', '/v1/planning/weights', { weights: first.weights, baseVersion: 0 }, admin)).body).toMatchObject({ code: 'document_changed', facts: { by: 'admin@demo.gigafibre.ca' } });
    expect((await send('PUT', '/v1/planning/weights', { weights: { ...weights, perKilometer: -1 }, baseVersion: 1 }, admin)).body).toMatchObject({ code: 'invalid_request' });
  });

  it('counts in the next answer', async () => {
    const { visit } = await layVisit(world.erp, home);
    await world.erp.update('Dispatch Technician', 'TECH-001', { zone: 'Lanaudière' });
    const price = async () => (await get<RankedPlaces>(`/v1/planning/visits/${visit}/places?from=2026-03-31&days=1`)).places.find(({ technician }) => technician === 'TECH-001')!.costs.find(({ kind }) => kind === 'territory')?.cents;
    expect(await price()).toBe(123);
  });
});

describe('after a failed visit', () => {
  it('its job is shown until it has a next one (F3)', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.marc, 'visit.fail', { visit, reason: 'no-access' });
    const waiting = async () => (await get<NextVisits>('/v1/planning/next-visits')).visits.filter((each) => each.job === job);
    expect(await waiting()).toMatchObject([{ visit, failureReason: 'no-access', durationMinutes: 90, customerName: 'Chloé Tremblay' }]);
    await world.give(world.people.dispatcher, 'visit.add', { job, durationMinutes: 90 });
    expect(await waiting()).toEqual([]);
  });
});
