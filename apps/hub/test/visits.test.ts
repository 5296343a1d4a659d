import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepRecord, VisitCard } from '@gigafibre/contracts';
import { layDevice, layHousehold, layTicket, layVisit, type Household } from './field-records.ts';
import { openTestOutbox } from './harness.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
});
afterAll(() => world.close());

const card = async (visit: string): Promise<VisitCard> => (await world.get<VisitCard>(world.people.dispatcher, `/v1/visits/${visit}`)).body;
const jobStatus = async (job: string): Promise<string> => (await world.erp.get('Dispatch Job', job)).status;
const planOf = (technician: string, plannedStart: string) => ({ crew: [{ technician, role: 'lead' as const }], plannedStart, durationMinutes: 60 });
const skipped = (step: string): StepRecord => ({ step, done: false, skippedReason: 'Client pressé', at: '2026-03-10T14:00:00Z' });
const PROOF = ['power', 'photo'].map(skipped);

describe('the board', () => {
  it('keeps the job in step with its visit', async () => {
    const { job, visit } = await layVisit(world.erp, home);
    const seen = [await jobStatus(job)];
    await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: (await card(visit)).modified, ...planOf('TECH-001', '2026-03-10T15:00:00Z') });
    seen.push(await jobStatus(job));
    await world.give(world.people.marc, 'visit.depart', { visit });
    seen.push(await jobStatus(job));
    await world.give(world.people.marc, 'visit.arrive', { visit });
    await world.give(world.people.marc, 'visit.complete', { visit, steps: PROOF });
    seen.push(await jobStatus(job));
    expect(seen).toEqual(['Open', 'Scheduled', 'In Progress', 'Completed']);
  });

  it('refuses a plan based on a copy that someone else has since changed, and says who and when', async () => {
    const { visit } = await layVisit(world.erp, home);
    const { modified } = await card(visit);
    world.clock.advance({ minutes: 1 });
    await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: modified, ...planOf('TECH-001', '2026-03-10T15:00:00Z') });
    const late = await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: modified, ...planOf('TECH-002', '2026-03-10T15:00:00Z') });
    expect(late).toMatchObject({ status: 409, body: { code: 'document_changed', facts: { by: 'repartition@demo.gigafibre.ca', at: expect.stringMatching(/^2026-03-10T14:01:00/) as string } } });
    expect((await card(visit)).crew).toEqual([{ technician: 'TECH-001', role: 'lead' }]);
  });

  it('refuses to move a visit whose technician has left for it', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.marc, 'visit.depart', { visit });
    const moved = await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: (await card(visit)).modified, ...planOf('TECH-002', '2026-03-10T15:00:00Z') });
    expect(moved.body).toMatchObject({ code: 'visit_transition_refused', facts: { from: 'en-route', to: 'planned', action: 'plan' } });
  });

  it('names the technician it does not know, and refuses one that is named twice', async () => {
    const { visit } = await layVisit(world.erp, home);
    const { modified: baseModified } = await card(visit);
    const unknown = await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified, ...planOf('TECH-999', '2026-03-10T15:00:00Z') });
    expect(unknown.body).toMatchObject({ code: 'invalid_request', errors: [{ path: '/payload/crew/0/technician' }] });
    const crew = ['lead', 'helper'].map((role) => ({ technician: 'TECH-001', role: role as 'lead' | 'helper' }));
    expect((await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified, ...planOf('TECH-001', '2026-03-10T15:00:00Z'), crew })).body).toMatchObject({ code: 'invalid_request', errors: [{ path: '/payload/crew' }] });
  });

  it('keeps what was planned and by whom in the event, for the sentence in the trail', async () => {
    const { visit } = await layVisit(world.erp, home);
    const id = randomUUID();
    await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: (await card(visit)).modified, ...planOf('TECH-002', '2026-03-11T15:00:00Z') }, { id });
    const [event] = await world.hub.database.db.selectFrom('events').selectAll().where('command', '=', id).execute();
    expect(event).toMatchObject({
      type: 'visit.planned',
      actor: { displayName: 'Rémi Lavoie' },
      facts: { before: { status: 'unassigned', crew: [] }, after: { status: 'planned', plannedStart: '2026-03-11T15:00:00Z' }, technicians: [{ name: 'TECH-002', displayName: 'Julie Bédard' }] },
    });
  });
});

describe('undoing on the board (F6, R05)', () => {
  const plan = async (visit: string, technician: string, plannedStart: string): Promise<string> => {
    const id = randomUUID();
    await world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: (await card(visit)).modified, ...planOf(technician, plannedStart), pinned: true }, { id });
    return id;
  };
  const shown = ({ status, crew, plannedStart, durationMinutes, pinned }: VisitCard) => ({ status, crew, plannedStart, durationMinutes, pinned });

  it('restores crew, start, duration, status and pin exactly, and can itself be undone', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const before = shown(await card(visit));
    const moved = await plan(visit, 'TECH-002', '2026-03-12T18:15:00Z');
    const after = shown(await card(visit));
    const undo = randomUUID();
    expect((await world.give(world.people.dispatcher, 'visit.undo', { visit, command: moved }, { id: undo })).status).toBe(200);
    expect(shown(await card(visit))).toEqual(before);
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: undo });
    expect(shown(await card(visit))).toEqual(after);
    expect(await jobStatus(job)).toBe('Scheduled');
  });

  it('goes back and forth step by step, each time to exactly what was there', async () => {
    const { visit } = await layVisit(world.erp, home);
    const first = await plan(visit, 'TECH-001', '2026-03-12T18:15:00Z');
    const once = shown(await card(visit));
    const second = await plan(visit, 'TECH-002', '2026-03-12T20:00:00Z');
    const twice = shown(await card(visit));
    const [undoSecond, undoFirst] = [randomUUID(), randomUUID()];
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: second }, { id: undoSecond });
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: first }, { id: undoFirst });
    expect((await card(visit)).status).toBe('unassigned');
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: undoFirst });
    expect(shown(await card(visit))).toEqual(once);
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: undoSecond });
    expect(shown(await card(visit))).toEqual(twice);
  });

  it('puts a visit back in the tray, and its job with it', async () => {
    const { visit, job } = await layVisit(world.erp, home);
    const planned = await plan(visit, 'TECH-001', '2026-03-12T18:15:00Z');
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: planned });
    expect([(await card(visit)).status, (await card(visit)).plannedStart, await jobStatus(job)]).toEqual(['unassigned', null, 'Open']);
  });

  it('takes back the first assignment of a visit that a command made, as after a call', async () => {
    const made = await world.give(world.people.agent, 'job.create', { customer: home.customer, serviceLocation: home.location, jobType: 'wifi-mesh', subject: 'Wi-Fi', durationMinutes: 60, priority: 'Low', requiredSkills: [], crewSize: 1, despiteDuplicate: true });
    const { name: job } = made.body.subject as { name: string };
    const [row] = await world.erp.list('Dispatch Visit', { fields: ['name'], filters: { job } });
    const visit = row?.name ?? '';
    const planned = await plan(visit, 'TECH-001', '2026-03-12T18:15:00Z');
    expect((await world.give(world.people.dispatcher, 'visit.undo', { visit, command: planned })).status).toBe(200);
    expect((await card(visit)).status).toBe('unassigned');
  });

  it('comes too late once something else has happened to the visit', async () => {
    const { visit } = await layVisit(world.erp, home);
    const planned = await plan(visit, 'TECH-001', '2026-03-10T15:00:00Z');
    await world.give(world.people.agent, 'visit.note', { visit, text: 'Chien dans la cour' });
    expect((await world.give(world.people.dispatcher, 'visit.undo', { visit, command: planned })).body).toMatchObject({ status: 409, code: 'undo_too_late', facts: { by: 'agent@demo.gigafibre.ca' } });
  });

  it('takes back the message that the undone command had not sent yet', async () => {
    const { visit } = await layVisit(world.erp, home);
    const planned = await plan(visit, 'TECH-001', '2026-03-12T18:15:00Z');
    const outbox = openTestOutbox(world.hub);
    const message = await outbox.enqueue({
      channel: 'sms', to: '+14505550123', toName: 'Chloé', template: 'visit-planned', language: 'fr', body: 'À jeudi', about: { doctype: 'Dispatch Visit', name: visit }, related: { visit }, command: planned, by: { kind: 'system', user: 'hub', displayName: 'Gigafibre' },
    });
    const undo = randomUUID();
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: planned }, { id: undo });
    expect((await outbox.find(message.id))?.state).toBe('cancelled');
    const events = await world.hub.database.db.selectFrom('events').select(['type', 'actor', 'facts']).where('type', 'in', ['visit.undone', 'message.cancelled']).orderBy('seq', 'desc').limit(2).execute();
    expect(events).toMatchObject([{ type: 'visit.undone', facts: { messagesCancelled: 1 } }, { type: 'message.cancelled', actor: { displayName: 'Rémi Lavoie' } }]);
  });

  it('knows no command of another visit, nor one that never was', async () => {
    const [one, other] = [await layVisit(world.erp, home), await layVisit(world.erp, home)];
    const planned = await plan(one.visit, 'TECH-001', '2026-03-10T15:00:00Z');
    expect((await world.give(world.people.dispatcher, 'visit.undo', { visit: other.visit, command: planned })).body).toMatchObject({ code: 'undo_too_late' });
    expect((await world.give(world.people.dispatcher, 'visit.undo', { visit: one.visit, command: randomUUID() })).body).toMatchObject({ code: 'undo_too_late' });
  });
});

describe('at the customer’s', () => {
  const arrive = async (more: { ticket?: string } = {}) => {
    const laid = await layVisit(world.erp, home, { technician: 'TECH-001', ...more });
    await world.give(world.people.marc, 'visit.arrive', { visit: laid.visit });
    return laid;
  };

  it('a visit is not complete before each required step is done or skipped with a reason (R62)', async () => {
    const { visit } = await arrive();
    const bare = await world.give(world.people.marc, 'visit.complete', { visit, steps: [{ step: 'power', done: true, value: '-18', at: '2026-03-10T14:00:00Z' }] });
    expect(bare).toMatchObject({ status: 422, body: { code: 'proof_missing', facts: { steps: [{ step: 'photo', label: { fr: 'Photo de la prise' } }] } } });
    const absent = await world.give(world.people.marc, 'visit.complete', { visit, steps: [...PROOF.slice(0, 1), { step: 'photo', done: true, photo: 'a'.repeat(64), at: '2026-03-10T14:00:00Z' }] });
    expect(absent.body).toMatchObject({ code: 'proof_missing', facts: { steps: [], photos: [{ step: 'photo' }] } });
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: [...PROOF.slice(0, 1), { step: 'photo', done: true, at: '2026-03-10T14:00:00Z' }] })).body).toMatchObject({ code: 'proof_missing' });
    expect((await card(visit)).status).toBe('on-site');
  });

  it('steps recorded one by one count when it is completed', async () => {
    const { visit } = await arrive();
    for (const record of PROOF) expect((await world.give(world.people.marc, 'visit.step', { visit, record })).status).toBe(200);
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: [] })).status).toBe(200);
    expect((await world.erp.get('Dispatch Visit', visit)).steps).toMatchObject([{ step: 'power', label: 'Puissance reçue', kind: 'Reading', required: 1, skipped_reason: 'Client pressé' }, { step: 'photo' }]);
  });

  it('a failed visit needs a reason, and fails the job that has no other', async () => {
    const { visit, job } = await arrive();
    expect((await world.give(world.people.marc, 'visit.fail', { visit, reason: 'absent', note: 'Personne à la porte' })).status).toBe(200);
    expect(await card(visit)).toMatchObject({ status: 'failed', failureReason: 'absent' });
    expect(await jobStatus(job)).toBe('Failed');
    expect((await world.give(world.people.marc, 'visit.fail', { visit } as never)).body).toMatchObject({ code: 'invalid_request', errors: [{ path: '/payload' }] });
  });

  it('the first of two visits closes neither the job nor the ticket', async () => {
    const ticket = await layTicket(world.erp, home);
    const { visit, job } = await arrive({ ticket: ticket.name });
    await world.erp.insert('Dispatch Visit', { job, sequence: 2, customer: home.customer, service_location: home.location, status: 'Unassigned', duration_minutes: 60 });
    await world.give(world.people.marc, 'visit.complete', { visit, steps: PROOF });
    expect([(await card(visit)).status, await jobStatus(job), (await world.erp.get('Issue', ticket.name)).status]).toEqual(['done', 'Open', 'Open']);
  });

  it('nobody leaves a visit that has ended', async () => {
    const { visit } = await arrive();
    await world.give(world.people.marc, 'visit.complete', { visit, steps: PROOF });
    const answers = await Promise.all((['visit.depart', 'visit.pause', 'visit.resume'] as const).map((type) => world.give(world.people.marc, type, { visit })));
    expect(answers.map(({ body }) => body.code)).toEqual(Array.from({ length: 3 }, () => 'visit_transition_refused'));
    expect(answers[0]!.body.facts).toMatchObject({ from: 'done' });
  });

  it('what was done offline keeps the time at which it was done', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.marc, 'visit.depart', { visit }, { at: '2026-03-10T12:30:00Z' });
    expect((await card(visit)).departedAt).toBe('2026-03-10T12:30:00Z');
    await world.give(world.people.marc, 'visit.arrive', { visit }, { at: '2027-01-01T00:00:00Z' });
    expect((await card(visit)).arrivedAt).toBe(world.clock.now().toString());
  });

  it('twelve notes written at once are all kept', async () => {
    const { visit } = await arrive();
    const texts = Array.from({ length: 12 }, (_, at) => `Note ${at}`);
    const answers = await Promise.all(texts.map((text) => world.give(world.people.marc, 'visit.note', { visit, text })));
    expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 200));
    expect((await world.erp.get('Dispatch Visit', visit)).note?.split('\n').toSorted()).toEqual(texts.toSorted());
  });

  it('a device active at the place stays so, and one that has since gone to somebody else stays there (R62)', async () => {
    const other = await layHousehold(world.erp, { name: 'Luc Fortin', phone: '+14505550113' });
    const [here, there] = [await arrive(), await arrive()];
    await layDevice(world.erp, { serial_no: 'TPLGKEEP0001', status: 'To Test' });
    await layDevice(world.erp, { serial_no: 'TPLGKEEP0002', status: 'Active', customer: other.customer, service_location: other.location });
    await world.erp.update('Dispatch Visit', here.visit, { equipment: 'TPLGKEEP0001' });
    await world.erp.update('Dispatch Visit', there.visit, { equipment: 'TPLGKEEP0002' });
    for (const { visit } of [here, there]) await world.give(world.people.marc, 'visit.complete', { visit, steps: PROOF });
    expect(await world.erp.get('Service Equipment', 'TPLGKEEP0001')).toMatchObject({ status: 'Active', service_location: home.location });
    expect(await world.erp.get('Service Equipment', 'TPLGKEEP0002')).toMatchObject({ status: 'Active', service_location: other.location });
  });

  it('a pause and notes add to the note, never replace it', async () => {
    const { visit } = await arrive();
    await world.give(world.people.marc, 'visit.note', { visit, text: 'Connecteur sale' });
    await world.give(world.people.marc, 'visit.pause', { visit, note: 'Pièce à chercher' });
    expect((await world.erp.get('Dispatch Visit', visit)).note).toBe('Connecteur sale\nPièce à chercher');
  });
});

describe('whose visit it is', () => {
  it('a technician commands the visits of his own tour, on their day', async () => {
    const own = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const later = await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-03-13 09:00:00.000000' });
    const others = await layVisit(world.erp, home, { technician: 'TECH-002' });
    const codes = await Promise.all([own, later, others].map(async ({ visit }) => (await world.give(world.people.marc, 'visit.depart', { visit })).body.code));
    expect(codes).toEqual([undefined, 'visit_not_yours', 'visit_not_yours']);
  });

  it('a phone that was off for two days still delivers what was done in time', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001', start: '2026-03-08 09:00:00.000000' });
    expect((await world.give(world.people.marc, 'visit.depart', { visit }, { at: '2026-03-08T13:05:00Z' })).status).toBe(200);
  });
});
