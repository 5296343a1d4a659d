import { randomUUID } from 'node:crypto';
import type { CommandAnswer, CommandBatchAnswer, CommandPayload, RankedPlaces, SkillGrid, SkillProposals, StaffList, TechnicianFile, VisitCard } from '@gigafibre/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';
import { layHousehold, layVisit } from './field-records.ts';

let world: FieldWorld;
let admin: Headers;
const ADMIN = 'admin@demo.gigafibre.ca';

beforeAll(async () => {
  world = await openFieldWorld();
  await world.erp.insert('User', { email: ADMIN, first_name: 'Adèle', last_name: 'Tremblay', send_welcome_email: 0, roles: [{ role: 'System Manager' }] });
  await world.erp.insert('Dispatch Tag', { tag_name: 'ladder', tag_type: 'Certification', label_fr: 'Échelle', label_en: 'Ladder', has_expiry: 1 });
  admin = await world.hub.as('admin', { user: ADMIN, displayName: 'Adèle Tremblay' });
});
afterAll(() => world.close());

const grid = async (): Promise<SkillGrid> => (await world.get<SkillGrid>(world.people.dispatcher, '/v1/people/skills')).body;
const fileOf = async (technician: string): Promise<TechnicianFile> => (await grid()).technicians.find(({ name }) => name === technician)!;
const setSkills = async (technician: string, skills: CommandPayload<'technician.skills'>['skills'], baseModified?: string) =>
  world.give(world.people.dispatcher, 'technician.skills', { technician, baseModified: baseModified ?? (await fileOf(technician)).modified, skills });
const staffOf = async (user: string) => (await world.get<StaffList>(admin, '/v1/people/staff')).body.people.find((each) => each.user === user)!;

describe('what technicians can do (R59)', () => {
  it('shows every technician with his levels, and every skill there is', async () => {
    const { tags, technicians, today } = await grid();
    expect(today).toBe('2026-03-10');
    expect(tags.map(({ name, isCertification, hasExpiry }) => [name, isCertification, hasExpiry])).toEqual([['splicing', false, false], ['ladder', true, true]]);
    expect(technicians.map(({ name, skills }) => [name, skills])).toEqual([
      ['TECH-002', [{ skill: 'splicing', level: 3, expiresOn: null }]],
      ['TECH-001', [{ skill: 'splicing', level: 3, expiresOn: null }]],
    ]);
  });

  it('changes only the skills that are named, and takes away the one at level 0', async () => {
    expect((await setSkills('TECH-001', [{ skill: 'ladder', level: 2, expiresOn: '2027-05-31' }])).status).toBe(200);
    expect((await fileOf('TECH-001')).skills).toEqual([{ skill: 'splicing', level: 3, expiresOn: null }, { skill: 'ladder', level: 2, expiresOn: '2027-05-31' }]);
    await setSkills('TECH-001', [{ skill: 'ladder', level: 0, expiresOn: null }]);
    expect((await fileOf('TECH-001')).skills).toEqual([{ skill: 'splicing', level: 3, expiresOn: null }]);
  });

  it('does one command once, and keeps in the log who changed what from what', async () => {
    const id = randomUUID();
    const payload = { technician: 'TECH-001', baseModified: (await fileOf('TECH-001')).modified, skills: [{ skill: 'splicing', level: 4, expiresOn: null }] };
    const answers = [await world.give(world.people.dispatcher, 'technician.skills', payload, { id }), await world.give(world.people.dispatcher, 'technician.skills', payload, { id })];
    expect(answers.map(({ status, body }) => [status, body.replayed])).toEqual([[200, false], [200, true]]);
    const rows = await world.hub.database.db.selectFrom('events').select(['type', 'actor', 'facts']).where('command', '=', id).execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ type: 'technician.skilled', actor: { user: 'repartition@demo.gigafibre.ca' }, facts: { displayName: 'Marc Gagnon', skills: [{ skill: 'splicing', level: 4 }], before: { skills: [{ skill: 'splicing', level: 3 }] } } });
  });

  it('tells of each person of a pasted sheet whether he was changed, or who changed him since', async () => {
    const [julie, marc] = (await grid()).technicians;
    await setSkills('TECH-002', [{ skill: 'splicing', level: 5, expiresOn: null }]);
    const commands = [julie!, marc!].map(({ name, modified }) => ({ id: randomUUID(), type: 'technician.skills', v: 1, at: '2026-03-10T14:00:00Z', payload: { technician: name, baseModified: modified, skills: [{ skill: 'ladder', level: 1, expiresOn: null }] } }));
    const { body } = await world.hub.app.inject({ method: 'POST', url: '/v1/commands/batch', headers: world.people.dispatcher, payload: { commands } });
    const { lines } = JSON.parse(body) as CommandBatchAnswer;
    expect(lines.map(({ answer, problem }) => answer?.subject.name ?? problem?.code)).toEqual(['document_changed', 'TECH-001']);
    expect(lines[0]?.problem?.facts).toMatchObject({ by: 'repartition@demo.gigafibre.ca' });
    expect((await fileOf('TECH-002')).skills.map(({ skill }) => skill)).toEqual(['splicing']);
  });

  it('refuses a skill that does not exist, a level above 5 and anybody who does not dispatch', async () => {
    expect((await setSkills('TECH-001', [{ skill: 'juggling', level: 1, expiresOn: null }])).body).toMatchObject({ code: 'invalid_request', errors: [{ path: '/payload/skills/0/skill' }] });
    expect((await setSkills('TECH-001', [{ skill: 'splicing', level: 6, expiresOn: null }])).body).toMatchObject({ code: 'invalid_request' });
    const payload = { technician: 'TECH-001', baseModified: '', skills: [{ skill: 'splicing', level: 1, expiresOn: null }] };
    for (const person of [world.people.agent, world.people.marc, world.people.accountant]) expect((await world.give(person, 'technician.skills', payload)).body).toMatchObject({ code: 'forbidden' });
    expect((await world.get(world.people.marc, '/v1/people/skills')).status).toBe(403);
  });

  it('is obeyed by planning at once', async () => {
    const { visit } = await layVisit(world.erp, await layHousehold(world.erp, { name: 'Léa Roy', phone: '+14505550177' }), { skill: { skill: 'splicing', level: 3 } });
    const card = (await world.get<VisitCard>(world.people.dispatcher, `/v1/visits/${visit}`)).body;
    expect(card.requiredSkills).toEqual([{ skill: 'splicing', level: 3 }]);
    const barriers = async () => {
      const { body } = await world.get<RankedPlaces>(world.people.dispatcher, `/v1/planning/visits/${visit}/places?from=2026-03-10&days=2`);
      return body.places.filter(({ technician }) => technician === 'TECH-002').flatMap(({ rules }) => rules.map(({ rule }) => rule));
    };
    await setSkills('TECH-002', [{ skill: 'splicing', level: 3, expiresOn: null }]);
    expect(await barriers()).toEqual([]);
    await setSkills('TECH-002', [{ skill: 'splicing', level: 1, expiresOn: null }]);
    await expect.poll(barriers).toContain('skill-level');
    await setSkills('TECH-002', [{ skill: 'splicing', level: 3, expiresOn: '2026-03-01' }]);
    await expect.poll(barriers).toContain('skill-expired');
    await setSkills('TECH-002', [{ skill: 'splicing', level: 0, expiresOn: null }]);
    await expect.poll(barriers).toContain('untagged');
    await setSkills('TECH-002', [{ skill: 'splicing', level: 3, expiresOn: null }]);
    await expect.poll(barriers).toEqual([]);
  });

  it('proposes the level that completed visits show', async () => {
    const household = await layHousehold(world.erp, { name: 'Ève Caron', phone: '+14505550178' });
    for (let done = 0; done < 5; done += 1) {
      const { visit } = await layVisit(world.erp, household, { skill: { skill: 'ladder', level: 2 } });
      await world.erp.update('Dispatch Visit', visit, { status: 'Done', ended_at: '2026-03-02 11:00:00', crew: [{ technician: 'TECH-002', role: 'Lead' }, { technician: 'TECH-001', role: 'Trainee' }] });
    }
    const { body } = await world.get<SkillProposals>(world.people.dispatcher, '/v1/people/skill-proposals');
    expect(body.proposals).toEqual([{ technician: 'TECH-002', skill: 'ladder', level: 2, visits: 5 }]);
  });
});

describe('technicians’ files', () => {
  it('changes how somebody is reached and for whom he works, keeping his number out of the log', async () => {
    const { modified } = await fileOf('TECH-001');
    const answer = await world.give(world.people.dispatcher, 'technician.profile', { technician: 'TECH-001', baseModified: modified, mobile: '+14505550142', employment: 'Subcontractor' });
    expect(answer.status).toBe(200);
    expect(await fileOf('TECH-001')).toMatchObject({ mobile: '+14505550142', employment: 'Subcontractor', displayName: 'Marc Gagnon' });
    const rows = await world.hub.database.db.selectFrom('events').select('facts').where('type', '=', 'technician.profiled').execute();
    expect(rows.map(({ facts }) => facts['fields'])).toEqual([['mobile', 'employment']]);
    expect(JSON.stringify(rows)).not.toContain('0142');
    expect((await world.give(world.people.dispatcher, 'technician.profile', { technician: 'TECH-001', baseModified: modified, email: 'marc@example.ca' })).body).toMatchObject({ code: 'document_changed' });
    expect((await world.give(world.people.dispatcher, 'technician.profile', { technician: 'TECH-001', baseModified: modified, mobile: '450 555-0142' })).body).toMatchObject({ code: 'invalid_request' });
  });
});

describe('who may do what', () => {
  const AGENT = 'agent@demo.gigafibre.ca';
  const setRoles = async (user: string, roles: CommandPayload<'staff.roles'>['roles'], by = admin) => world.give<'staff.roles'>(by, 'staff.roles', { user, baseModified: (await staffOf(user)).modified, roles });

  it('lists accounts with their roles to an administrator only', async () => {
    const { people } = (await world.get<StaffList>(admin, '/v1/people/staff')).body;
    expect(people.filter(({ technician }) => technician === null).map(({ displayName, roles }) => [displayName, roles])).toEqual([
      ['Adèle Tremblay', ['admin']], ['Agathe Roy', ['agent']], ['Chantal Côté', ['accountant']], ['Rémi Lavoie', ['dispatcher']],
    ]);
    expect(people.find(({ user }) => user === 'tech-001@demo.gigafibre.ca')).toMatchObject({ technician: 'TECH-001', roles: ['technician'] });
    expect((await world.get(world.people.dispatcher, '/v1/people/staff')).status).toBe(403);
  });

  it('changes an account’s roles, says so in the log and ends its sessions', async () => {
    const agent = await world.hub.as('agent', { user: AGENT });
    expect((await world.get(agent, '/v1/session')).status).toBe(200);
    expect((await setRoles(AGENT, ['agent', 'dispatcher'])).status).toBe(200);
    expect((await staffOf(AGENT)).roles).toEqual(['agent', 'dispatcher']);
    expect((await world.get(agent, '/v1/session')).status).toBe(401);
    const event = await world.hub.database.db.selectFrom('events').select(['actor', 'facts']).where('type', '=', 'staff.roles-changed').executeTakeFirstOrThrow();
    expect(event).toMatchObject({ actor: { user: ADMIN }, facts: { before: { roles: ['agent'] }, after: { roles: ['agent', 'dispatcher'] } } });
  });

  it('never takes the role from the last administrator, nor keeps him out', async () => {
    expect((await setRoles(ADMIN, ['agent'])).body).toMatchObject({ code: 'last_admin' });
    const { modified } = await staffOf(ADMIN);
    expect((await world.give(admin, 'staff.access', { user: ADMIN, baseModified: modified, isEnabled: false })).body).toMatchObject({ code: 'last_admin' });
  });

  it('leaves one administrator when two take the role from each other at the same moment', async () => {
    const OTHER = 'compta@demo.gigafibre.ca';
    await setRoles(OTHER, ['accountant', 'admin']);
    const other = await world.hub.as('admin', { user: OTHER });
    const answers = await Promise.all([setRoles(OTHER, ['accountant']), setRoles(ADMIN, ['agent'], other)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const { people } = (await world.get<StaffList>(await world.hub.as('admin', { user: 'Administrator' }), '/v1/people/staff')).body;
    expect(people.filter(({ roles }) => roles.includes('admin')).length).toBeGreaterThanOrEqual(1);
  });

  it('gives a technician’s account no office role', async () => {
    const by = await world.hub.as('admin', { user: 'Administrator' });
    const person = (await world.get<StaffList>(by, '/v1/people/staff')).body.people.find(({ user }) => user === 'tech-001@demo.gigafibre.ca')!;
    expect((await world.give<'staff.roles'>(by, 'staff.roles', { user: person.user, baseModified: person.modified, roles: ['admin'] })).body).toMatchObject({ code: 'technician_account' });
  });

  it('keeps an account out and ends its sessions', async () => {
    const by = await world.hub.as('admin', { user: 'Administrator' });
    const agent = await world.hub.as('agent', { user: AGENT });
    const { modified } = (await world.get<StaffList>(by, '/v1/people/staff')).body.people.find(({ user }) => user === AGENT)!;
    const answer: { body: Partial<CommandAnswer> } = await world.give(by, 'staff.access', { user: AGENT, baseModified: modified, isEnabled: false });
    expect(answer.body.subject).toEqual({ doctype: 'User', name: AGENT });
    expect((await world.get(agent, '/v1/session')).status).toBe(401);
  });
});

describe('statement 57: what is written down beside the log', () => {
  it('statement 57: writes down failed sign-ins and who read a customer’s card', async () => {
    const { customer } = await layHousehold(world.erp, { name: 'Zoé Caron', phone: '+14505550179' });
    await world.get(world.people.dispatcher, `/v1/customers/${encodeURIComponent(customer)}`);
    const refused = await world.hub.app.inject({ method: 'POST', url: '/v1/session', payload: { user: 'agent@demo.gigafibre.ca', password: 'wrong' } });
    expect(refused.statusCode).toBe(401);
    const rows = async () => (await sql<{ action: string; object: string; user: string; result: string }>`select action, object, actor ->> 'user' as user, result from access_log`.execute(world.hub.database.db)).rows;
    await expect.poll(rows, { timeout: 5000 }).toEqual(expect.arrayContaining([
      { action: 'read', object: `customer /v1/customers/${customer}`, user: 'repartition@demo.gigafibre.ca', result: '200' },
      { action: 'refused', object: 'POST /v1/session', user: 'anonymous', result: '401' },
    ]));
  });
});
