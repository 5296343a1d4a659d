import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanningRun, RankedPlaces } from '@gigafibre/contracts';
import { layHousehold, layVisit } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';
import { openStandInOsrm } from './stand-in-osrm.ts';
import { openStandInVroom } from './stand-in-vroom.ts';

let world: FieldWorld;
let visit: string;
beforeAll(async () => {
  // a planner that dies of every question
  world = await openFieldWorld({ planner: new URL('data:text/javascript,import{parentPort}from"node:worker_threads";parentPort.on("message",(m)=>m.kind==="ask"&&process.exit(3))') });
  ({ visit } = await layVisit(world.erp, await layHousehold(world.erp)));
});
afterAll(() => world.close());

const start = async (): Promise<PlanningRun> =>
  (await world.hub.app.inject({ method: 'POST', url: '/v1/planning/runs', headers: world.people.dispatcher, payload: { scope: { from: '2026-03-11', days: 1 }, seconds: 1 } })).json<PlanningRun>();
const ended = async (id: string): Promise<PlanningRun> => {
  for (;;) {
    const { body } = await world.get<PlanningRun>(world.people.dispatcher, `/v1/planning/runs/${id}`);
    if (body.state === 'failed' || body.state === 'done') return body;
  }
};

describe('a planner that dies', () => {
  it('fails its run with a reason, and the same days can be planned again', async () => {
    const runs = [await ended((await start()).id), await ended((await start()).id)];
    expect(runs.map(({ state, proposal, problem }) => [state, proposal, problem?.code, problem?.retry])).toEqual([['failed', null, 'planning_failed', 'later'], ['failed', null, 'planning_failed', 'later']]);
    expect(world.hub.log.filter((line) => line.includes('planning broke')).length).toBe(2);
  });

  it('answers whoever waits that it did, and the hub goes on', async () => {
    const places = () => world.get(world.people.dispatcher, `/v1/planning/visits/${visit}/places?from=2026-03-11&days=1`);
    expect((await Promise.all([places(), places()])).map(({ status, body }) => [status, body.code])).toEqual([[503, 'planning_failed'], [503, 'planning_failed']]);
    expect((await world.get(world.people.dispatcher, `/v1/visits/${visit}`)).status).toBe(200);
  });
});

describe('with a map server', () => {
  it('plans with its driving times once it has told them, and says which are used', async () => {
    const roads = await openStandInOsrm();
    const mapped = await openFieldWorld({ environment: { OSRM_URL: roads.origin } });
    const laid = await layVisit(mapped.erp, await layHousehold(mapped.erp));
    const ask = async () => (await mapped.get<RankedPlaces>(mapped.people.dispatcher, `/v1/planning/visits/${laid.visit}/places?from=2026-03-11&days=1`)).body;
    expect((await ask()).travelSource).toBe('estimate');
    let known = await ask();
    while (known.travelSource === 'estimate') known = await ask();
    // from 45.3, -73.6 to 45.267, -73.617 and back: the way east takes five minutes more, and a begun minute counts
    const drive = Math.hypot(0.033, 0.017) * 5000;
    expect(known).toMatchObject({ travelSource: 'map', places: [{ addedTravelMinutes: Math.ceil(drive / 60) + Math.ceil((drive + 300) / 60) }, {}] });
    await mapped.close();
    await roads.close();
  });
});

describe('with another solver', () => {
  it('begins with its answer where that is better, keeps to our own rules, and does without it when it refuses', async () => {
    const vroom = await openStandInVroom();
    const helped = await openFieldWorld({ environment: { VROOM_URL: vroom.origin } });
    const place = await layHousehold(helped.erp);
    await helped.erp.update('Dispatch Technician', 'TECH-002', { skills: [] });
    const visits = await Promise.all([1, 2, 3].map(() => layVisit(helped.erp, place)));
    const plan = async () => {
      const { id } = (await helped.hub.app.inject({ method: 'POST', url: '/v1/planning/runs', headers: helped.people.dispatcher, payload: { scope: { from: '2026-03-11', days: 1 }, seconds: 1 } })).json<PlanningRun>();
      for (;;) {
        const { body } = await helped.get<PlanningRun>(helped.people.dispatcher, `/v1/planning/runs/${id}`);
        if (body.state === 'failed' || body.state === 'done') return body;
      }
    };
    const found = await plan();
    expect(found).toMatchObject({ state: 'done', proposal: { leftOut: [], after: { unassigned: 0 } } });
    expect(found.proposal!.moves.map(({ visit, after }) => [visit, after!.crew[0]!.technician]).toSorted()).toEqual(visits.map(({ visit }) => [visit, 'TECH-001']).toSorted());
    const [asked] = vroom.asked;
    expect([asked!.jobs.length, asked!.vehicles.map(({ skills }) => skills.length), asked!.vehicles[0]!.breaks]).toEqual([3, [0, 3], [{ id: 1, time_windows: [[1_773_241_200, 1_773_248_400]], service: 1800 }]]);
    vroom.refuse();
    expect(await plan()).toMatchObject({ state: 'done', proposal: { after: { unassigned: 0 } } });
    expect(helped.hub.log.some((line) => line.includes('Invalid matrix'))).toBe(true);
    await helped.close();
    await vroom.close();
  });
});
