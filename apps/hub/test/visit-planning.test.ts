import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board, CommandBatchAnswer, CommandPayload, CommandType, HubEvent, OutboxPage, TechnicianCard, VisitCard, VisitMessageWords } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type Answer, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
});
afterAll(() => world.close());

type Based = { [T in CommandType]: CommandPayload<T> extends { visit: string; baseModified: string } ? T : never }[CommandType];
const card = async (visit: string): Promise<VisitCard> => (await world.get<VisitCard>(world.people.dispatcher, `/v1/visits/${visit}`)).body;
/** Gives a command based on what the dispatcher sees now. */
const change = async <T extends Based>(type: T, visit: string, more: Omit<CommandPayload<T>, 'visit' | 'baseModified'>, id: string = randomUUID()) =>
  world.give(world.people.dispatcher, type, { visit, baseModified: (await card(visit)).modified, ...more } as unknown as CommandPayload<T>, { id });
const crewOf = (...names: string[]) => names.map((technician, at) => ({ technician, role: at === 0 ? ('lead' as const) : ('helper' as const) }));
const visitsOf = async (job: string): Promise<VisitCard[]> => {
  const rows = await world.erp.list('Dispatch Visit', { fields: ['name'], filters: [['job', '=', job]], orderBy: 'sequence asc' });
  return Promise.all(rows.map(({ name = '' }) => card(name)));
};
const jobStatus = async (job: string): Promise<string> => (await world.erp.get('Dispatch Job', job)).status;
const undo = (visit: string, command: string, id: string = randomUUID()) => world.give(world.people.dispatcher, 'visit.undo', { visit, command }, { id });

describe('a plan changed piece by piece', () => {
  it('each change keeps everything else, and is taken back exactly (F6)', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const before = await card(visit);
    const window = { start: '2026-03-10T12:00:00Z', end: '2026-03-10T16:00:00Z' };
    const changes: [Based, object, Partial<VisitCard>][] = [
      ['visit.resize', { durationMinutes: 135 }, { durationMinutes: 135 }],
      ['visit.crew', { crew: crewOf('TECH-002', 'TECH-001') }, { crew: crewOf('TECH-002', 'TECH-001') }],
      ['visit.pin', {}, { pinned: true }],
      ['visit.unpin', {}, { pinned: false }],
      ['visit.window', { window }, { window }],
      ['visit.confirm', {}, { status: 'confirmed' }],
    ];
    const shown = { ...before, modified: expect.any(String) as string };
    for (const [type, more, seen] of changes) {
      const id = randomUUID();
      expect((await change(type, visit, more as never, id)).status, type).toBe(200);
      expect(await card(visit), type).toMatchObject({ ...shown, ...seen });
      expect((await undo(visit, id)).status, type).toBe(200);
      expect(await card(visit), type).toMatchObject(shown);
    }
  });

  it.each([['visit.resize', { durationMinutes: 30 }], ['visit.crew', { crew: crewOf('TECH-002') }], ['visit.pin', {}], ['visit.window', { window: null }], ['visit.split', { firstMinutes: 30, nextMinutes: 30 }]] as const)(
    '%s refuses work based on a copy someone else has since changed',
    async (type, more) => {
      const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
      const { modified: baseModified } = await card(visit);
      await world.give(world.people.agent, 'visit.note', { visit, text: 'Sonnez deux fois' });
      expect((await world.give(world.people.dispatcher, type, { visit, baseModified, ...more })).body).toMatchObject({ code: 'document_changed', facts: { by: 'agent@demo.gigafibre.ca' } });
      expect((await world.erp.list('Dispatch Visit', { fields: ['name'], filters: [['job', '=', (await card(visit)).job]] })).length).toBe(1);
    },
  );

  it('a helper joins a visit under way; whoever leads it stays (F2)', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.marc, 'visit.depart', { visit });
    expect((await change('visit.crew', visit, { crew: crewOf('TECH-001', 'TECH-002') })).status).toBe(200);
    expect((await change('visit.crew', visit, { crew: crewOf('TECH-002') })).body).toMatchObject({ code: 'visit_transition_refused', facts: { from: 'en-route' } });
    expect((await change('visit.pin', visit, {})).body).toMatchObject({ code: 'visit_transition_refused' });
    expect((await card(visit)).crew).toEqual(crewOf('TECH-001', 'TECH-002'));
  });

  it('names nobody who does not exist, and promises no window that ends before it starts', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    expect((await change('visit.crew', visit, { crew: crewOf('TECH-001', 'TECH-999') })).body).toMatchObject({ errors: [{ path: '/payload/crew/1/technician' }] });
    expect((await change('visit.crew', visit, { crew: crewOf('TECH-001', 'TECH-001') })).body).toMatchObject({ errors: [{ path: '/payload/crew' }] });
    expect((await change('visit.window', visit, { window: { start: '2026-03-10T16:00:00Z', end: '2026-03-10T12:00:00Z' } })).body).toMatchObject({ errors: [{ path: '/payload/window' }] });
  });

  it('an agent promises a window but moves nobody', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const based = { visit, baseModified: (await card(visit)).modified };
    expect((await world.give(world.people.agent, 'visit.pin', based)).body).toMatchObject({ code: 'forbidden' });
    expect((await world.give(world.people.agent, 'visit.window', { ...based, window: null })).status).toBe(200);
  });

  it('a visit called off is called back to where it was', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const before = await card(visit);
    const id = randomUUID();
    await world.give(world.people.dispatcher, 'visit.cancel', { visit }, { id });
    expect(await jobStatus(job)).toBe('Cancelled');
    expect((await undo(visit, id)).status).toBe(200);
    expect(await card(visit)).toMatchObject({ status: 'planned', crew: before.crew, plannedStart: before.plannedStart, endedAt: null });
    expect(await jobStatus(job)).toBe('Scheduled');
  });
});

describe('several visits for one job (F3)', () => {
  it('a failed visit gets its next one, and the job goes on', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.marc, 'visit.fail', { visit, reason: 'absent' });
    const id = randomUUID();
    const answers = [await world.give(world.people.agent, 'visit.add', { job, durationMinutes: 45 }, { id }), await world.give(world.people.agent, 'visit.add', { job, durationMinutes: 45 }, { id })];
    expect(answers.map(({ status, body }) => [status, body.replayed])).toEqual([[200, false], [200, true]]);
    expect(await visitsOf(job)).toMatchObject([{ status: 'failed' }, { name: answers[0]!.body.subject.name, status: 'unassigned', sequence: 2, durationMinutes: 45, customer: home.customer, place: { location: home.location } }]);
    expect(await jobStatus(job)).toBe('Open');
    expect((await undo(answers[0]!.body.subject.name, id)).status).toBe(200);
    expect([(await visitsOf(job)).map(({ status }) => status), await jobStatus(job)]).toEqual([['failed', 'cancelled'], 'Failed']);
  });

  it('a job that has ended takes no more visits', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.dispatcher, 'visit.cancel', { visit });
    expect((await world.give(world.people.dispatcher, 'visit.add', { job, durationMinutes: 45 })).body).toMatchObject({ code: 'job_over', facts: { status: 'Cancelled' } });
    expect((await world.give(world.people.dispatcher, 'visit.add', { job: 'JOB-999999', durationMinutes: 45 })).body).toMatchObject({ code: 'not_found' });
  });

  it('a visit cut in two keeps its place and leaves the rest to be planned; both ways can be undone and redone', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const [split, undone] = [randomUUID(), randomUUID()];
    expect((await change('visit.split', visit, { firstMinutes: 50, nextMinutes: 200 }, split)).status).toBe(200);
    const lengths = async () => (await visitsOf(job)).map(({ status, durationMinutes }) => [status, durationMinutes]);
    expect(await lengths()).toEqual([['planned', 50], ['unassigned', 200]]);
    expect((await undo(visit, split, undone)).status).toBe(200);
    expect(await lengths()).toEqual([['planned', 90], ['cancelled', 200]]);
    expect((await undo(visit, undone)).status).toBe(200);
    expect(await lengths()).toEqual([['planned', 50], ['unassigned', 200]]);
  });

  it('a split comes undone no more once its second part is planned', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const split = randomUUID();
    await change('visit.split', visit, { firstMinutes: 50, nextMinutes: 200 }, split);
    const second = (await visitsOf(job))[1]!.name;
    await change('visit.plan', second, { crew: crewOf('TECH-002'), plannedStart: '2026-03-11T14:00:00Z', durationMinutes: 200 });
    expect((await undo(visit, split)).body).toMatchObject({ code: 'undo_too_late', facts: { visit: second } });
    expect((await card(visit)).durationMinutes).toBe(50);
  });
});

describe('many commands at once (F15)', () => {
  const batch = async (commands: object[]): Promise<Answer<CommandBatchAnswer>> => {
    const { statusCode, headers, body } = await world.hub.app.inject({ method: 'POST', url: '/v1/commands/batch', headers: world.people.dispatcher, payload: { commands } });
    return { status: statusCode, headers, body: JSON.parse(body) as never };
  };
  const envelope = (type: string, payload: object) => ({ id: randomUUID(), type, v: 1, at: '2026-03-10T14:00:00Z', payload });

  it('each line is done or refused by itself, and one batch undoes what was done', async () => {
    const visits = await Promise.all([1, 2, 3].map(() => layVisit(world.erp, home, { technician: 'TECH-001' })));
    const cards = await Promise.all(visits.map(({ visit }) => card(visit)));
    await world.give(world.people.agent, 'visit.note', { visit: cards[1]!.name, text: 'Code 1234' });
    const moved = await batch(cards.map(({ name, modified }) => envelope('visit.plan', { visit: name, baseModified: modified, crew: crewOf('TECH-002'), plannedStart: '2026-03-10T17:00:00Z', durationMinutes: 60 })));
    expect(moved.body.lines.map(({ answer, problem }) => answer?.type ?? problem?.code)).toEqual(['visit.plan', 'document_changed', 'visit.plan']);
    const done = moved.body.lines.flatMap(({ answer }) => (answer === null ? [] : [answer]));
    const undone = await batch(done.map(({ id, subject }) => envelope('visit.undo', { visit: subject.name, command: id })));
    expect(undone.body.lines.map(({ problem }) => problem)).toEqual([null, null]);
    expect((await Promise.all(visits.map(({ visit }) => card(visit)))).map(({ crew, plannedStart }) => [crew, plannedStart])).toEqual(cards.map(({ crew, plannedStart }) => [crew, plannedStart]));
  });

  it('a line that is no command at all spoils none of the others', async () => {
    const { visit } = await layVisit(world.erp, home);
    const { body } = await batch([envelope('visit.dance', {}), envelope('visit.note', { visit, text: 'Stationnement derrière' }), envelope('visit.note', {})]);
    expect(body.lines.map(({ answer, problem }) => answer?.type ?? problem?.code)).toEqual(['command_unknown', 'visit.note', 'invalid_request']);
  });
});

describe('what a customer is told of a visit', () => {
  const outboxAbout = async (visit: string): Promise<OutboxPage> => (await world.get<OutboxPage>(world.people.dispatcher, `/v1/outbox?about=${visit}`)).body;

  it('is captured once, in the customer’s language, and taken back by its command (F26)', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const id = randomUUID();
    const tell = () => world.give(world.people.dispatcher, 'visit.message', { visit, template: 'running-late', expectedAt: '2026-03-10T15:40:00Z' }, { id });
    expect([(await tell()).status, (await tell()).status]).toEqual([200, 200]);
    expect(await outboxAbout(visit)).toMatchObject({ total: 1, messages: [{ to: '+14505550123', state: 'captured', body: 'Gigafibre : votre technicien a pris du retard, arrivée prévue vers 11 h 40. Merci de votre patience.', sms: { alphabet: 'GSM-7', segments: 1 } }] });
    expect((await world.give(world.people.dispatcher, 'message.cancel', { command: id })).status).toBe(200);
    expect((await outboxAbout(visit)).messages.map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('speaks of the promised window where there is one, in English too', async () => {
    const anglo = await layHousehold(world.erp, { name: 'Ann Smith', phone: '+14505550177' });
    await world.erp.update('Customer', anglo.customer, { language: 'en' });
    const { visit } = await layVisit(world.erp, anglo, { technician: 'TECH-001', start: '2026-08-12 14:00:00.000000' });
    await change('visit.window', visit, { window: { start: '2026-08-12T17:00:00Z', end: '2026-08-12T21:30:00Z' } });
    for (const template of ['confirmed', 'rescheduled'] as const) await world.give(world.people.agent, 'visit.message', { visit, template });
    expect((await outboxAbout(visit)).messages.map(({ body }) => body).toSorted()).toEqual([
      'Gigafibre: your appointment is confirmed, between 1:00 p.m. and 5:30 p.m. on Wednesday, August 12.',
      'Gigafibre: your appointment is moved, between 1:00 p.m. and 5:30 p.m. on Wednesday, August 12. Not possible for you? Please call us.',
    ]);
  });

  it('is read word for word before it is sent, and speaks of the hour once that is out of the promised window', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-08-12 15:00:00.000000' });
    await change('visit.window', visit, { window: { start: '2026-08-12T12:00:00Z', end: '2026-08-12T16:00:00Z' } });
    const { body } = await world.get<VisitMessageWords>(world.people.dispatcher, `/v1/visits/${visit}/message?template=rescheduled`);
    expect(body.notice?.text).toBe('Gigafibre : votre rendez-vous est déplacé au mercredi 12 aout, vers 15 h. Pas possible? Appelez-nous.');
    expect((await outboxAbout(visit)).total).toBe(0);
    await world.give(world.people.dispatcher, 'visit.message', { visit, template: 'rescheduled' });
    expect((await outboxAbout(visit)).messages.map((sent) => sent.body)).toEqual([body.notice?.text]);
  });

  it('needs a number to reach, and words to say', async () => {
    const { visit } = await layVisit(world.erp, home);
    expect((await world.give(world.people.agent, 'visit.message', { visit, template: 'free' })).body).toMatchObject({ errors: [{ path: '/payload/text' }] });
    expect((await world.give(world.people.agent, 'visit.message', { visit, template: 'confirmed' })).body).toMatchObject({ errors: [{ path: '/payload/expectedAt' }] });
    const mute = await layHousehold(world.erp, { name: 'Sans numéro', phone: '' });
    const silent = await layVisit(world.erp, mute);
    expect((await world.give(world.people.agent, 'visit.message', { visit: silent.visit, template: 'free', text: 'Bonjour' })).body).toMatchObject({ code: 'no_recipient' });
  });
});

describe('who works when and where (F1, F29)', () => {
  const marc = async (from = '2026-03-10'): Promise<TechnicianCard> => (await world.get<Board>(world.people.dispatcher, `/v1/board?from=${from}&days=1`)).body.technicians.find(({ name }) => name === 'TECH-001')!;
  const based = async () => ({ technician: 'TECH-001', baseModified: (await marc()).modified });

  it('an absence is written once, and ends where he is back', async () => {
    const id = randomUUID();
    const absence = { ...(await based()), from: '2026-03-10T12:00:00Z', until: '2026-03-10T20:00:00Z', reason: 'sick' as const };
    const answers = [await world.give(world.people.dispatcher, 'technician.absence', absence, { id }), await world.give(world.people.dispatcher, 'technician.absence', absence, { id })];
    expect(answers.map(({ status, body }) => [status, body.replayed])).toEqual([[200, false], [200, true]]);
    expect((await marc()).absences).toEqual([{ start: absence.from, end: absence.until, reason: 'Sick' }]);
    await world.give(world.people.dispatcher, 'technician.presence', { ...(await based()), from: '2026-03-10T14:00:00Z', until: '2026-03-10T16:00:00Z' });
    expect((await marc()).absences.map(({ start, end }) => [start, end])).toEqual([['2026-03-10T12:00:00Z', '2026-03-10T14:00:00Z'], ['2026-03-10T16:00:00Z', '2026-03-10T20:00:00Z']]);
    const event = (await world.hub.database.db.selectFrom('events').select(['type', 'facts']).where('command', '=', id).execute())[0] as Pick<HubEvent, 'type' | 'facts'>;
    expect(event).toMatchObject({ type: 'technician.absent', facts: { displayName: 'Marc Gagnon', reason: 'sick', before: { absences: [] } } });
  });

  it('one day has its own hours, a day off none, and the week comes back', async () => {
    const evening = { start: '16:00', end: '00:30', lunchStart: '19:00', lunchMinutes: 30, onCall: true };
    await world.give(world.people.dispatcher, 'technician.day', { ...(await based()), date: '2026-03-12', shifts: [evening] });
    expect((await marc('2026-03-12')).shifts).toEqual([{ start: '2026-03-12T20:00:00Z', end: '2026-03-13T04:30:00Z', lunchStart: '2026-03-12T23:00:00Z', lunchMinutes: 30, onCall: true }]);
    await world.give(world.people.dispatcher, 'technician.day', { ...(await based()), date: '2026-03-12', shifts: [] });
    expect([(await marc('2026-03-12')).shifts, (await marc('2026-03-13')).shifts.length]).toEqual([[], 1]);
    await world.give(world.people.dispatcher, 'technician.day', { ...(await based()), date: '2026-03-12', shifts: null });
    expect((await marc('2026-03-12')).shifts).toMatchObject([{ start: '2026-03-12T11:30:00Z' }]);
  });

  it('a territory is one of ours, an absence has a length, and an old copy is refused', async () => {
    const old = await based();
    expect((await world.give(world.people.dispatcher, 'technician.territory', { ...old, zone: 'Lanaudière' })).status).toBe(200);
    expect((await marc()).zone).toBe('Lanaudière');
    expect((await world.give(world.people.dispatcher, 'technician.territory', { ...old, zone: 'Roussillon' })).body).toMatchObject({ code: 'document_changed' });
    expect((await world.give(world.people.dispatcher, 'technician.territory', { ...(await based()), zone: 'Gaspésie' })).body).toMatchObject({ errors: [{ path: '/payload/zone' }] });
    expect((await world.give(world.people.dispatcher, 'technician.presence', { ...(await based()), from: '2026-03-10T14:00:00Z', until: '2026-03-10T14:00:00Z' })).body).toMatchObject({ errors: [{ path: '/payload/until' }] });
    expect((await world.give(world.people.agent, 'technician.territory', { ...(await based()), zone: 'Roussillon' })).body).toMatchObject({ code: 'forbidden' });
  });
});
