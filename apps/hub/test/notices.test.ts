import type { HubEvent } from '@gigafibre/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNoticeRound } from '../src/modules/notices/index.ts';
import type { NoticeTables } from '../src/modules/notices/notices.tables.ts';
import type { OutboundTables } from '../src/modules/outbound/index.ts';
import { createTemplateBook } from '../src/modules/templates/index.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { signLikeTwilio } from '../src/vendors/messaging/twilio-signature.ts';
import { layHousehold } from './field-records.ts';
import { MORNING, openFieldWorld, type FieldWorld } from './field-world.ts';
import { openTestOutbox } from './harness.ts';

const ORIGIN = 'http://fsm.example.ca';
const TOKEN = 'token-of-the-account-1';
const PHONE = '+14505550161';

let world: FieldWorld;
let household: { customer: string; location: string };
let round: () => Promise<boolean>;
let roundOfLive: () => Promise<boolean>;
beforeAll(async () => {
  world = await openFieldWorld({ environment: { PUBLIC_ORIGIN: ORIGIN, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: TOKEN, TWILIO_SENDER: '+14505550100' } });
  const { db } = world.hub.database;
  const clock = world.clock.now;
  const events = createEventLog(db, clock);
  const tools = { db, clock, events, site: world.erp, config: { dispatchPhone: '+14505550100', mode: 'test' as const } };
  const needs = { outbox: openTestOutbox(world.hub), templates: createTemplateBook({ db, clock, events, ownHosts: [] }) };
  round = createNoticeRound(tools, { ...needs, isSandbox: true });
  roundOfLive = createNoticeRound(tools, { ...needs, isSandbox: false });
  household = await layHousehold(world.erp, { name: 'Lise Côté', phone: PHONE });
});
afterAll(() => world.close());
const table = () => world.hub.database.db.$extendTables<OutboundTables & NoticeTables>();
beforeEach(async () => {
  world.clock.set(MORNING);
  await rounds(); // what other tests left behind
  for (const name of ['outbox', 'opt_outs', 'visit_notices', 'notice_settings', 'surveys', 'inbound_messages', 'conversations'] as const) await table().deleteFrom(name).execute();
});

async function rounds(): Promise<void> {
  while (await round());
}
async function after(given: Parameters<typeof world.clock.advance>[0]): Promise<void> {
  world.clock.advance(given);
  await rounds();
}
/** What the customer would have read, oldest first. */
const told = async () => (await table().selectFrom('outbox').select(['template', 'body', 'state']).orderBy('created_at').orderBy('template').execute()).map(({ template, body, state }) => [template.replace('visit-', ''), state === 'captured' ? body.replace('Gigafibre : ', '') : state]);
const notices = async () => (await table().selectFrom('visit_notices').select(['kind', 'state', 'reason']).orderBy('kind').orderBy('occasion').execute()).map(({ kind, state, reason }) => [kind, state, reason].filter(Boolean).join(' '));

/** A visit planned for Thursday at 8:15 at the site, unless told otherwise. */
async function layVisit({ start = '2026-03-12 08:15:00', window = true } = {}): Promise<string> {
  const { customer, location } = household;
  const job = await world.erp.insert('Dispatch Job', { subject: 'Wi-Fi', customer, service_location: location, job_type: 'wifi-mesh', duration_minutes: 60, status: 'Scheduled' });
  const visit = await world.erp.insert('Dispatch Visit', { job: job.name, sequence: 1, customer, service_location: location, status: 'Planned', planned_start: start, ...(window && { window_start: '2026-03-12 08:00:00', window_end: '2026-03-12 12:00:00' }), duration_minutes: 60, crew: [{ technician: 'TECH-001', role: 'Lead' }] });
  return visit.name;
}
const baseModified = async (visit: string): Promise<string> => (await world.erp.get('Dispatch Visit', visit)).modified;
async function confirm(visit: string): Promise<string> {
  const id = crypto.randomUUID();
  const { status } = await world.give(world.people.dispatcher, 'visit.confirm', { visit, baseModified: await baseModified(visit) }, { id });
  expect(status).toBe(200);
  return id;
}
const move = async (visit: string, plannedStart: string) => world.give(world.people.dispatcher, 'visit.plan', { visit, baseModified: await baseModified(visit), crew: [{ technician: 'TECH-001', role: 'lead' }], plannedStart, durationMinutes: 60 });

describe('what a customer is told of his visit (F5)', () => {
  it('that it is booked: once it has settled, once, with the promised window', async () => {
    const visit = await layVisit();
    await confirm(visit);
    await after({ seconds: 59 });
    expect(await told()).toEqual([]);
    await after({ seconds: 1 });
    await after({ hours: 3 });
    expect(await told()).toEqual([['confirmed', 'votre rendez-vous du jeudi 12 mars est confirmé, entre 8 h et 12 h.']]);
  });

  it('nothing when it moves within what he was promised; where it moves out of it, once and again once', async () => {
    const visit = await layVisit();
    await confirm(visit);
    await after({ minutes: 2 });
    await move(visit, '2026-03-12T15:00:00Z');
    await after({ minutes: 5 });
    expect((await told()).length).toBe(1);
    for (const start of ['2026-03-12T18:00:00Z', '2026-03-12T19:00:00Z', '2026-03-12T20:00:00Z']) {
      await move(visit, start);
      await after({ minutes: 11 });
    }
    expect((await told()).slice(1)).toEqual([['rescheduled', 'votre rendez-vous est déplacé au jeudi 12 mars, vers 14 h. Pas possible? Appelez-nous.'], ['rescheduled', 'votre rendez-vous est déplacé au jeudi 12 mars, vers 15 h. Pas possible? Appelez-nous.']]);
  });

  it('nothing of what nobody could tell for half a day: it would only surprise', async () => {
    const visit = await layVisit();
    await confirm(visit);
    await after({ hours: 7 });
    expect([await told(), (await notices()).filter((notice) => notice.startsWith('booked'))]).toEqual([[], ['booked dropped too-late']]);
  });

  it('one move, the last, where a dispatcher tries several within two minutes', async () => {
    const visit = await layVisit();
    await confirm(visit);
    await after({ minutes: 2 });
    for (const start of ['2026-03-12T18:00:00Z', '2026-03-12T19:00:00Z']) {
      await move(visit, start);
      await after({ seconds: 30 });
    }
    await after({ minutes: 2 });
    expect((await told()).map(([template]) => template)).toEqual(['confirmed', 'rescheduled']);
    expect((await told())[1]?.[1]).toContain('vers 15 h');
  });

  it('nothing of what was undone in time, and again what was undone and done anew (F6)', async () => {
    const visit = await layVisit();
    const first = await confirm(visit);
    await after({ seconds: 5 });
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: first });
    await after({ minutes: 5 });
    expect(await told()).toEqual([]);
    const second = await confirm(visit);
    await after({ minutes: 2 });
    await world.give(world.people.dispatcher, 'visit.undo', { visit, command: second });
    await after({ minutes: 5 });
    expect(await told()).toEqual([['confirmed', 'cancelled']]);
    await confirm(visit);
    await after({ minutes: 2 });
    expect((await told()).map(([, text]) => text?.slice(0, 17))).toEqual(['cancelled', 'votre rendez-vous']);
  });

  it('takes back what was told between the undo and its reading', async () => {
    const visit = await layVisit();
    const command = await confirm(visit);
    await after({ seconds: 61 });
    expect((await told()).map(([, text]) => text === 'cancelled')).toEqual([false]);
    const events = createEventLog(world.hub.database.db, world.clock.now);
    const undone: Pick<HubEvent, 'type' | 'actor' | 'subject' | 'related' | 'facts'> = { type: 'visit.undone', actor: { kind: 'staff', user: 'x', displayName: 'x' }, subject: { doctype: 'Dispatch Visit', name: visit }, related: { visit }, facts: { undone: command, restored: { status: 'planned', plannedStart: null } } };
    await events.append([undone]);
    await rounds();
    expect(await told()).toEqual([['confirmed', 'cancelled']]);
  });

  it('a reminder the day before, in the morning where the day before was still night', async () => {
    const visit = await layVisit({ start: '2026-03-12 07:30:00', window: false });
    await confirm(visit);
    await after({ minutes: 2 });
    world.clock.set('2026-03-11T11:45:00Z'); // 7:45
    await rounds();
    expect((await told()).map(([template]) => template)).toEqual(['confirmed']);
    world.clock.set('2026-03-11T12:00:00Z'); // 8:00
    await rounds();
    expect((await told())[1]).toEqual(['reminder', 'rappel de votre rendez-vous du jeudi 12 mars, vers 7 h 30. Un adulte doit nous attendre. Un changement? 450 555-0100']);
    await after({ hours: 20 });
    expect((await told()).length).toBe(2);
  });

  it('no reminder of a visit that is off, and the right one of a visit that was put off', async () => {
    const [off, later] = [await layVisit(), await layVisit()];
    for (const visit of [off, later]) await confirm(visit);
    await after({ minutes: 2 });
    await world.give(world.people.dispatcher, 'visit.cancel', { visit: off });
    await move(later, '2026-03-13T13:00:00Z');
    await after({ minutes: 20 });
    await table().deleteFrom('outbox').execute();
    world.clock.set('2026-03-11T13:30:00Z');
    await rounds();
    expect(await told()).toEqual([]);
    world.clock.set('2026-03-12T13:00:00Z');
    await rounds();
    expect((await told()).map(([template, text]) => [template, text?.includes('vendredi 13 mars')])).toEqual([['reminder', true]]);
  });

  it('that the technician is on his way with an hour to expect him, that it is done, and what it was like: each once', async () => {
    const visit = await layVisit({ start: '2026-03-10 10:30:00', window: false });
    await world.give(world.people.marc, 'visit.depart', { visit });
    await rounds();
    expect(await told()).toEqual([['on-my-way', 'votre technicien Marc est en route, arrivée prévue vers 10 h 10.']]);
    await world.give(world.people.marc, 'visit.arrive', { visit });
    await world.give(world.people.marc, 'visit.complete', { visit, steps: [] });
    await after({ minutes: 1 });
    await after({ hours: 2 });
    await after({ hours: 30 });
    expect((await told()).slice(1)).toEqual([
      ['done', 'le travail est terminé chez vous. Une question? 450 555-0100. Merci!'],
      ['survey', 'de 1 à 5, comment a été la visite de Marc? Répondez par un chiffre. ARRET pour ne plus en recevoir.'],
    ]);
  });

  it('that he will be late only where somebody has turned that on, once, with the predicted hour', async () => {
    const visit = await layVisit({ start: '2026-03-10 10:30:00', window: false });
    const late = (): Promise<number> => createEventLog(world.hub.database.db, world.clock.now).append([{ type: 'visit.running-late', actor: { kind: 'system', user: 'planning', displayName: 'x' }, subject: { doctype: 'Dispatch Visit', name: visit }, related: { visit }, facts: { predictedStart: '2026-03-10T15:22:00Z' } }]);
    await late();
    await rounds();
    expect([await told(), await notices()]).toEqual([[], ['late dropped off']]);
    await table().deleteFrom('visit_notices').execute();
    const set = await world.hub.app.inject({ method: 'PUT', url: '/v1/notices/late', headers: await world.hub.as('admin'), payload: { isOn: true } });
    expect(set.statusCode).toBe(200);
    for (let again = 0; again < 3; again += 1) {
      await late();
      await after({ minutes: 15 });
    }
    expect(await told()).toEqual([['running-late', 'votre technicien a pris du retard, arrivée prévue vers 11 h 25. Merci de votre patience.']]);
  });

  it('nothing that somebody told him by hand a moment ago', async () => {
    const visit = await layVisit();
    await confirm(visit);
    await rounds();
    world.clock.advance({ seconds: 20 });
    await world.give(world.people.dispatcher, 'visit.message', { visit, template: 'confirmed' });
    await after({ minutes: 2 });
    expect([(await told()).length, (await notices()).filter((each) => each.startsWith('booked'))]).toEqual([1, ['booked told by-hand']]);
  });

  it('nothing after STOP: the notice is kept back at the door, with the reason', async () => {
    const visit = await layVisit();
    await table().insertInto('opt_outs').values({ recipient_key: PHONE, scope: 'all', source: 'test', at: MORNING }).execute();
    await confirm(visit);
    await after({ minutes: 2 });
    expect([await told(), (await notices()).filter((each) => each.startsWith('booked'))]).toEqual([[['confirmed', 'suppressed']], ['booked told opted-out']]);
  });

  it('one message, however many hubs look at the same moment', async () => {
    await Promise.all([1, 2, 3].map(async () => confirm(await layVisit())));
    while (await round());
    world.clock.advance({ minutes: 2 });
    await Promise.all(Array.from({ length: 24 }, () => round()));
    await rounds();
    expect((await told()).length).toBe(3);
  });

  it('nothing by itself where messages reach people, until somebody has said so', async () => {
    const visit = await layVisit();
    await confirm(visit);
    world.clock.advance({ minutes: 2 });
    while (await roundOfLive());
    expect([await told(), (await notices()).filter((each) => each.startsWith('booked'))]).toEqual([[], ['booked dropped off']]);
    expect((await world.hub.app.inject({ method: 'PUT', url: '/v1/notices/booked', headers: world.people.dispatcher, payload: { isOn: true } })).statusCode).toBe(403);
  });
});

describe('what the customer thought of it (F41)', () => {
  let sms = 0;
  async function says(Body: string): Promise<void> {
    const path = '/v1/hooks/twilio/inbound';
    const form = { MessageSid: `SM-survey-${(sms += 1)}`, From: PHONE, To: '+14505550100', Body };
    await world.hub.app.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signLikeTwilio(TOKEN, ORIGIN + path, form) }, body: new URLSearchParams(form).toString() });
  }
  async function asked(): Promise<string> {
    const visit = await layVisit({ start: '2026-03-10 10:30:00', window: false });
    for (const type of ['visit.depart', 'visit.arrive'] as const) await world.give(world.people.marc, type, { visit });
    await world.give(world.people.marc, 'visit.complete', { visit, steps: [] });
    await after({ minutes: 1 });
    await after({ hours: 3 });
    return visit;
  }
  const answer = async () => (await table().selectFrom('surveys').select(['visit', 'technicians', 'score', 'comment', 'ticket']).executeTakeFirst())!;

  it('is kept with the visit and its technician, answered once, and followed by a word more that a person reads', async () => {
    const visit = await asked();
    await says('5/5');
    await says('Marc a été parfait');
    await says('Et merci encore');
    expect(await answer()).toEqual({ visit, technicians: ['TECH-001'], score: 5, comment: 'Marc a été parfait', ticket: null });
    expect((await told()).filter(([template]) => template === 'survey-thanks').length).toBe(1);
    expect((await table().selectFrom('conversations').select('waiting_since').executeTakeFirst())?.waiting_since).toBe(world.clock.now().toString());
    await rounds();
    expect((await answer()).ticket).toBeNull();
  });

  it('opens one ticket for somebody to call him where he was not happy, and a score waits for nobody', async () => {
    await asked();
    await says('2');
    expect((await table().selectFrom('conversations').select('waiting_since').executeTakeFirst())?.waiting_since).toBeNull();
    await Promise.all([round(), round()]);
    await rounds();
    const { ticket } = await answer();
    expect(await world.erp.get('Issue', ticket ?? '')).toMatchObject({ customer: household.customer, subject: 'Client insatisfait de la visite : 2/5', priority: 'High' });
  });

  it('is a message like any other when nobody asked, or it is no score', async () => {
    await says('5');
    await asked();
    await says('Bonjour, quand venez-vous?');
    expect((await answer()).score).toBeNull();
  });
});
