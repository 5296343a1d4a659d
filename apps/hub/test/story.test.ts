import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board, JobProposal, SearchAnswer, TicketCard, Trail, VisitCard } from '@gigafibre/contracts';
import { layDevice, layHousehold, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Way } from './field-world.ts';

describe.each<Way>(['in process', 'over HTTP'])('from the call to the closed ticket, the ERP %s', (way) => {
  let world: FieldWorld;
  let home: Household;
  beforeAll(async () => {
    world = await openFieldWorld({ way });
    home = await layHousehold(world.erp);
  });
  afterAll(() => world.close());

  it('opens a ticket, proposes the job, plans, goes, links, proves and closes, and the trail tells it all (R61, R62, F13)', async () => {
    const { agent, dispatcher, marc } = world.people;
    const { give, get } = world;
    const opened = await give(agent, 'ticket.open', { customer: home.customer, serviceLocation: home.location, issueType: 'Pas de signal', subject: 'Plus d’Internet', priority: 'Urgent' });
    expect(opened).toMatchObject({ status: 200, body: { type: 'ticket.open', subject: { doctype: 'Issue' }, replayed: false } });
    const ticket = opened.body.subject.name;

    const proposal = await get<JobProposal>(agent, `/v1/tickets/${ticket}/job-proposal`);
    expect(proposal.body).toMatchObject({ jobType: 'no-signal-repair', durationMinutes: 90, priority: 'Urgent', crewSize: 1, requiredSkills: [{ skill: 'splicing', level: 2 }], duplicates: [] });

    const { jobType, subject, durationMinutes, priority, requiredSkills, crewSize } = proposal.body;
    const job = (await give(agent, 'job.create', { ticket, customer: home.customer, serviceLocation: home.location, jobType, subject, durationMinutes, priority, requiredSkills, crewSize })).body.subject.name;

    const board = await get<Board>(dispatcher, '/v1/board?from=2026-03-10&days=1');
    const [waiting] = board.body.unassigned;
    expect(waiting).toMatchObject({ job, ticket, status: 'unassigned', customerName: 'Chloé Tremblay', jobTypeLabel: { fr: 'Réparation – pas de signal' }, place: { city: 'Saint-Rémi' } });
    const visit = waiting!.name;

    expect((await give(dispatcher, 'visit.plan', { visit, baseModified: waiting!.modified, crew: [{ technician: 'TECH-001', role: 'lead' }], plannedStart: '2026-03-10T15:00:00Z', durationMinutes: 90 })).status).toBe(200);
    expect((await get<VisitCard>(agent, `/v1/visits/${visit}`)).body).toMatchObject({ status: 'planned', crew: [{ technician: 'TECH-001', role: 'lead' }], plannedStart: '2026-03-10T15:00:00Z' });

    await layDevice(world.erp, { serial_no: 'TPLG1A2B3C4D', status: 'In Van' });
    expect((await give(marc, 'visit.depart', { visit })).status).toBe(200);
    expect((await give(marc, 'visit.arrive', { visit })).status).toBe(200);
    expect((await give(marc, 'equipment.link', { visit, serial: 'TPLG1A2B3C4D' })).body).toMatchObject({ subject: { doctype: 'Service Equipment', name: 'TPLG1A2B3C4D' } });
    const photo = await world.upload(marc);
    const done = await give(marc, 'visit.complete', {
      visit,
      steps: [{ step: 'power', done: true, value: '-18.2', at: '2026-03-10T14:00:00Z' }, { step: 'photo', done: true, photo, at: '2026-03-10T14:00:00Z' }],
      note: 'Connecteur nettoyé',
    });
    expect(done.status).toBe(200);

    expect((await get<TicketCard>(agent, `/v1/tickets/${ticket}`)).body).toMatchObject({ ticket: { status: 'Closed' }, jobs: [{ name: job, status: 'Completed', visits: [{ status: 'done' }] }] });
    expect(await world.erp.get('Service Equipment', 'TPLG1A2B3C4D')).toMatchObject({ status: 'Active', customer: home.customer, service_location: home.location });

    const trail = await get<Trail>(dispatcher, `/v1/jobs/${job}/trail`);
    expect(trail.body.entries.map(({ type, actor }) => `${actor.displayName}: ${type}`)).toEqual([
      'Marc Gagnon: job.completed', 'Marc Gagnon: ticket.closed', 'Marc Gagnon: visit.completed', 'Marc Gagnon: equipment.linked', 'Marc Gagnon: visit.arrived', 'Marc Gagnon: visit.departed',
      'Rémi Lavoie: visit.planned', 'Agathe Roy: job.created', 'Agathe Roy: ticket.opened',
    ]);
  });

  it('finds people through the search and the gateway alike, and knows when the ERP is up', async () => {
    const { agent } = world.people;
    expect((await world.get<SearchAnswer>(agent, '/v1/search?q=chloe')).body.hits).toMatchObject([{ kind: 'customer', title: 'Chloé Tremblay' }]);
    expect((await world.get<object>(agent, `/api/resource/Customer?fields=${encodeURIComponent('["customer_name"]')}`)).body).toEqual({ data: [{ customer_name: 'Chloé Tremblay' }] });
    expect((await world.get<object>(agent, '/health/ready')).body).toEqual({ status: 'up', parts: { database: 'up', erp: 'up' } });
  });
});
