import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandPayload, CustomerCard, EquipmentCard, JobCard, JobProposal, SearchAnswer, TicketCard, Trail } from '@gigafibre/contracts';
import { recordEdit } from '../src/modules/audit/index.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { layDevice, layHousehold, layTicket, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp, { name: 'Chloé L’Œuvre-Tremblay' });
  await layHousehold(world.erp, { name: 'Zoé Gagnon', phone: '+14505550177', city: 'Napierville' });
  await layDevice(world.erp, { serial_no: 'TPLG1A2B3C4D', mac_address: '02:AA:BB:CC:DD:EE', status: 'Active', customer: home.customer, service_location: home.location });
});
afterAll(() => world.close());

const job = (more: Partial<CommandPayload<'job.create'>> = {}): CommandPayload<'job.create'> => ({ customer: home.customer, serviceLocation: home.location, jobType: 'no-signal-repair', subject: 'Pas de signal', durationMinutes: 90, priority: 'High', requiredSkills: [{ skill: 'splicing', level: 2 }], crewSize: 1, ...more });

describe('a job from a ticket (R61)', () => {
  it('is proposed from the ticket’s category and priority, with every other type at hand', async () => {
    const ticket = await layTicket(world.erp, home, { issue_type: 'Lenteur', priority: 'Low' });
    const { body } = await world.get<JobProposal>(world.people.agent, `/v1/tickets/${ticket.name}/job-proposal`);
    expect(body).toMatchObject({ jobType: 'no-signal-repair', priority: 'Low', subject: 'Plus d’Internet depuis ce matin' });
    expect(body.jobTypes.map(({ name }) => name)).toEqual(['no-signal-repair', 'wifi-mesh']);
  });

  it('points out the job that is open already, and makes another only for a person who has seen it', async () => {
    const lone = await layHousehold(world.erp, { name: 'Paul Morin', phone: '+14505550111' });
    const ticket = await layTicket(world.erp, lone);
    const place = { customer: lone.customer, serviceLocation: lone.location };
    const first = await world.give(world.people.agent, 'job.create', job({ ...place, ticket: ticket.name }));
    const { body: proposal } = await world.get<JobProposal>(world.people.agent, `/v1/tickets/${ticket.name}/job-proposal`);
    expect(proposal.duplicates.map(({ name }) => name)).toEqual([first.body.subject.name]);
    const second = await world.give(world.people.agent, 'job.create', job(place));
    expect(second).toMatchObject({ status: 409, body: { code: 'job_duplicate', facts: { jobs: [{ name: first.body.subject.name, subject: 'Pas de signal' }] } } });
    expect((await world.give(world.people.agent, 'job.create', job({ ...place, despiteDuplicate: true }))).status).toBe(200);
  });

  it('shows its ticket, place, skills, promise and first visit', async () => {
    const lone = await layHousehold(world.erp, { name: 'Rose Roy', phone: '+14505550112' });
    const ticket = await layTicket(world.erp, lone);
    const window = { start: '2026-03-11T12:00:00Z', end: '2026-03-11T16:00:00Z' };
    const made = await world.give(world.people.agent, 'job.create', job({ customer: lone.customer, serviceLocation: lone.location, ticket: ticket.name, window }));
    const { body } = await world.get<JobCard>(world.people.dispatcher, `/v1/jobs/${made.body.subject.name}`);
    expect(body).toMatchObject({ ticket: { name: ticket.name }, customer: { phone: '+14505550112' }, location: { city: 'Saint-Rémi' }, requiredSkills: [{ skill: 'splicing', level: 2 }], job: { status: 'Open', visits: [{ status: 'unassigned', sequence: 1, window }] } });
  });

  it('is refused for somebody else’s ticket or place, each named', async () => {
    const other = await layHousehold(world.erp, { name: 'Luc Fortin', phone: '+14505550113' });
    const ticket = await layTicket(world.erp, other);
    const { body } = await world.give(world.people.agent, 'job.create', job({ ticket: ticket.name, serviceLocation: other.location, jobType: 'none' }));
    expect(body.errors?.map(({ path }) => path)).toEqual(['/payload/serviceLocation', '/payload/ticket', '/payload/jobType']);
  });
});

describe('a device (R42)', () => {
  it('in the van becomes active at the visit’s place, with its movement', async () => {
    const { visit, job: name } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await layDevice(world.erp, { serial_no: 'TPLGVAN00001' });
    expect((await world.give(world.people.marc, 'equipment.link', { visit, serial: 'TPLGVAN00001' })).status).toBe(200);
    const { body } = await world.get<EquipmentCard>(world.people.agent, '/v1/equipment/TPLGVAN00001');
    expect(body).toMatchObject({ equipment: { status: 'Active', installedOn: '2026-03-10', customer: home.customer }, location: { city: 'Saint-Rémi' }, movements: [{ event: 'Installed', to: home.location, job: name }] });
    expect((await world.erp.get('Dispatch Visit', visit)).equipment).toBe('TPLGVAN00001');
  });

  it('is found by the MAC address on its label', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await layDevice(world.erp, { serial_no: 'TPLGVAN00002', mac_address: '02:11:22:33:44:55' });
    expect((await world.give(world.people.marc, 'equipment.link', { visit, serial: '021122334455' })).body.subject).toEqual({ doctype: 'Service Equipment', name: 'TPLGVAN00002' });
  });

  it('nobody knows is refused, and made known in one command', async () => {
    const { visit, job: name } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    expect((await world.give(world.people.marc, 'equipment.link', { visit, serial: 'TPLGNEW00001' })).body).toMatchObject({ status: 404, code: 'equipment_unknown', facts: { serial: 'TPLGNEW00001' } });
    expect((await world.give(world.people.marc, 'equipment.register', { visit, serial: 'TPLGNEW00001', category: 'ONT', brand: 'TP-Link' })).status).toBe(200);
    expect(await world.erp.get('Service Equipment', 'TPLGNEW00001')).toMatchObject({ status: 'Active', brand: 'TP-Link', service_location: home.location });
    const { body } = await world.get<Trail>(world.people.agent, `/v1/jobs/${name}/trail`);
    expect(body.entries.map(({ type }) => type)).toEqual(['equipment.linked', 'equipment.registered']);
  });

  it('is not linked to a visit that is over', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.dispatcher, 'visit.cancel', { visit });
    expect((await world.give(world.people.marc, 'equipment.link', { visit, serial: 'TPLG1A2B3C4D' })).body).toMatchObject({ code: 'visit_transition_refused' });
  });
});

describe('the customer’s page', () => {
  it('has her places with what stands there, her open tickets, her jobs and what she owes in cents', async () => {
    await layTicket(world.erp, home);
    const { body } = await world.get<CustomerCard>(world.people.dispatcher, `/v1/customers/${encodeURIComponent(home.customer)}`);
    expect(body).toMatchObject({ customerName: 'Chloé L’Œuvre-Tremblay', phone: '+14505550123', language: 'fr', isSuspended: false, balanceCents: 0, overdueCents: 0, locations: [{ location: { name: home.location, label: '1867, chemin de la Rivière, Saint-Rémi' } }] });
    expect(body.locations[0]!.equipment.map(({ serial }) => serial)).toContain('TPLG1A2B3C4D');
    expect(body.openTickets.length).toBeGreaterThan(0);
  });

  it('says who changed which field, in French', async () => {
    const agent = world.erp.as('agent@demo.gigafibre.ca');
    const { modified } = await agent.get('Customer', home.customer);
    await agent.update('Customer', home.customer, { modified, language: 'en' });
    const { body } = await world.get<CustomerCard>(world.people.agent, `/v1/customers/${encodeURIComponent(home.customer)}`);
    expect(body.changes[0]).toMatchObject({ by: 'Agathe Roy', field: 'language', label: 'Langue', before: 'fr', after: 'en' });
  });

  it('that does not exist is not found', async () => {
    expect((await world.get<object>(world.people.agent, '/v1/customers/Personne')).body).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('the ticket’s page', () => {
  it('shows plain text, however the ERP keeps it', async () => {
    const { body } = await world.give(world.people.agent, 'ticket.open', { customer: home.customer, serviceLocation: home.location, issueType: 'Wi-Fi', subject: 'Wi-Fi', description: 'Lent <partout> & tout le temps\nDepuis hier', priority: 'Low' });
    const card = await world.get<TicketCard>(world.people.agent, `/v1/tickets/${body.subject.name}`);
    expect(card.body).toMatchObject({ description: 'Lent <partout> & tout le temps\nDepuis hier', ticket: { status: 'Open', issueType: 'Wi-Fi', priority: 'Low' }, customer: { phone: '+14505550123' } });
  });
});

describe('one search over everything (F7)', () => {
  const find = async (q: string) => (await world.get<SearchAnswer>(world.people.agent, `/v1/search?q=${encodeURIComponent(q)}`)).body.hits;

  it.each([
    ['a phone number in any form', '450 555-0123', { kind: 'customer', matched: 'phone', match: '+14505550123' }],
    ['a name without accents or capitals', 'chloe tremblay', { kind: 'customer', matched: 'name' }],
    ['a serial', 'tplg1a2b3c4d', { kind: 'equipment', matched: 'serial', match: 'TPLG1A2B3C4D' }],
    ['a MAC address without colons', '02aabbccddee', { kind: 'equipment', matched: 'mac', match: '02:AA:BB:CC:DD:EE' }],
    ['an address', '1867 riviere', { kind: 'location', matched: 'address' }],
    ['a postal code', 'j0l2l0', { kind: 'location', matched: 'postalCode' }],
  ])('finds by %s', async (_, q, hit) => {
    expect(await find(q)).toEqual(expect.arrayContaining([expect.objectContaining(hit) as object]));
  });

  it('finds by a ticket’s number, and names the customer of each hit', async () => {
    const ticket = await layTicket(world.erp, home);
    expect((await find(ticket.name))[0]).toMatchObject({ kind: 'ticket', name: ticket.name, matched: 'number', customer: home.customer });
  });

  it('forgives a typing mistake in a name', async () => {
    expect((await find('tremblai')).map(({ title }) => title)).toContain('Chloé L’Œuvre-Tremblay');
  });

  it('finds nothing for nothing, and takes quotes and signs as text', async () => {
    expect([await find(' '), await find("'; drop table --"), await find('100%_\\')]).toEqual([[], [], []]);
  });
});

describe('edits in place', () => {
  it('come into the log with their fields, and into the trail of the ticket’s job', async () => {
    const ticket = await layTicket(world.erp, home);
    const { body } = await world.give(world.people.agent, 'job.create', job({ ticket: ticket.name, despiteDuplicate: true }));
    const log = createEventLog(world.hub.database.db, world.clock.now);
    const actor = { kind: 'staff' as const, user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy' };
    await recordEdit(log, { actor, doctype: 'Issue', name: ticket.name, customer: home.customer, modified: 'x', edits: [{ field: 'priority', before: 'Urgent', after: 'Low' }] });
    const trail = await world.get<Trail>(world.people.agent, `/v1/jobs/${body.subject.name}/trail`);
    expect(trail.body.entries[0]).toMatchObject({ type: 'ticket.changed', actor: { displayName: 'Agathe Roy' }, facts: { edits: [{ field: 'priority', before: 'Urgent', after: 'Low' }] } });
  });
});
