import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, Closing, Day, DayVisit, OutboxPage, Talk, TalkInbox, VisitClosing, OpenWindows } from '@gigafibre/contracts';
import { layHousehold, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld();
  home = await layHousehold(world.erp);
  await world.erp.insert('Item', { item_code: 'CONN', item_name: 'Connecteur SC/APC', item_group: 'Consumable', stock_uom: 'Nos', is_stock_item: 1, standard_rate: 8.95 });
  await world.erp.insert('Item', { item_code: 'DROP', item_name: 'Câble', item_group: 'Consumable', stock_uom: 'Meter', is_stock_item: 1 });
  const van = (await world.erp.get('Dispatch Technician', 'TECH-001')).van_warehouse ?? '';
  await world.erp.insert('Stock Entry', { stock_entry_type: 'Material Receipt', company: (await world.erp.get('Warehouse', van)).company, to_warehouse: van, docstatus: 1, items: [{ item_code: 'CONN', qty: 10 }] } as never);
});
afterAll(() => world.close());

const SUMMARY = 'Connecteurs : 3\nTemps sur place : 35 min';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const closing = (text = SUMMARY, more: Partial<Closing> = {}): Closing => ({ text, textSha256: sha(text), language: 'fr', time: { travel: 12, work: 35, pause: 5 }, sendCopy: true, ...more });
const STEPS = ['power', 'photo'].map((step) => ({ step, done: false, skippedReason: 'Client pressé', at: '2026-03-10T14:00:00Z' }));
const inVan = async (): Promise<number> => (await world.erp.list('Bin', { fields: ['actual_qty'], filters: [['item_code', '=', 'CONN']], limit: 0 }))[0]?.actual_qty ?? 0;
const onSite = async (): Promise<string> => {
  const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
  await world.give(world.people.marc, 'visit.depart', { visit });
  await world.give(world.people.marc, 'visit.arrive', { visit });
  return visit;
};
const ofDay = async (visit: string): Promise<DayVisit | undefined> => (await world.get<Day>(world.people.marc, '/v1/day')).body.visits.find((each) => each.visit.name === visit);
const closed = async (visit: string): Promise<VisitClosing> => (await world.get<VisitClosing>(world.people.dispatcher, `/v1/visits/${visit}/closing`)).body;

describe('parts used from the van (F12)', () => {
  it('are on the visit with the price they had on the phone, said again they replace, and none takes them back', async () => {
    const visit = await onSite();
    await world.give(world.people.marc, 'visit.part', { visit, item: 'CONN', quantity: 5, rateCents: 895 });
    await world.give(world.people.marc, 'visit.part', { visit, item: 'DROP', quantity: 42.5 });
    await world.give(world.people.marc, 'visit.part', { visit, item: 'CONN', quantity: 3, rateCents: 895 });
    expect((await ofDay(visit))?.work?.parts).toEqual([
      { item: 'CONN', label: 'Connecteur SC/APC', serial: null, quantity: 3, unit: 'Nos', rateCents: 895 },
      { item: 'DROP', label: 'Câble', serial: null, quantity: 42.5, unit: 'Meter', rateCents: null },
    ]);
    await world.give(world.people.marc, 'visit.part', { visit, item: 'DROP', quantity: 0 });
    expect((await ofDay(visit))?.work?.parts.map(({ item }) => item)).toEqual(['CONN']);
  });

  it('leave the van’s stock once when the visit ends, however often the phone says so', async () => {
    const visit = await onSite();
    await world.give(world.people.marc, 'visit.part', { visit, item: 'CONN', quantity: 4 });
    const before = await inVan();
    const id = randomUUID();
    for (let time = 0; time < 2; time += 1) expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing() }, { id })).status).toBe(200);
    expect(before - (await inVan())).toBe(4);
    expect((await world.erp.list('Stock Entry', { fields: ['name'], filters: [['created_by_command', '=', id]], limit: 0 })).length).toBe(1);
  });

  it('end a visit even when more was used than the van was known to hold, and the office is told of what', async () => {
    const visit = await onSite();
    const had = await inVan();
    await world.give(world.people.marc, 'visit.part', { visit, item: 'CONN', quantity: had + 7 });
    const id = randomUUID();
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS }, { id })).status).toBe(200);
    expect(await inVan()).toBe(0);
    const event = (await world.hub.database.db.selectFrom('events').selectAll().where('command', '=', id).where('type', '=', 'visit.completed').execute())[0];
    expect(event?.facts).toMatchObject({ short: [{ item: 'CONN', used: had + 7, had }] });
  });

  it('are refused for an item nobody knows, after the end, and on a colleague’s visit', async () => {
    const visit = await onSite();
    expect((await world.give(world.people.marc, 'visit.part', { visit, item: 'NOPE', quantity: 1 })).body.code).toBe('item_unknown');
    expect((await world.give(world.people.julie, 'visit.part', { visit, item: 'CONN', quantity: 1 })).body.code).toBe('visit_not_yours');
    await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS });
    expect((await world.give(world.people.marc, 'visit.part', { visit, item: 'CONN', quantity: 1 })).body.code).toBe('visit_transition_refused');
  });
});

describe('time by the job clock (F30)', () => {
  it('gives the day every deed at the time it was done, however late the hub hears of it', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.marc, 'visit.depart', { visit }, { at: '2026-03-10T13:00:00Z' });
    await world.give(world.people.marc, 'visit.arrive', { visit }, { at: '2026-03-10T13:20:00Z' });
    expect((await ofDay(visit))?.work?.deeds.map(({ action, at }) => [action, at])).toEqual([['depart', '2026-03-10T13:00:00Z'], ['arrive', '2026-03-10T13:20:00Z']]);
  });

  it('is labour on the visit, with what a person put in its place, why, and what was measured', async () => {
    const visit = await onSite();
    await world.give(world.people.marc, 'visit.time', { visit, kind: 'work', minutes: 50, reason: 'Oublié de reprendre après la pause' });
    await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing() });
    expect((await closed(visit)).labour).toEqual([
      { technician: 'TECH-001', kind: 'travel', minutes: 12, measuredMinutes: 12, reason: '' },
      { technician: 'TECH-001', kind: 'work', minutes: 50, measuredMinutes: 35, reason: 'Oublié de reprendre après la pause' },
      { technician: 'TECH-001', kind: 'pause', minutes: 5, measuredMinutes: 5, reason: '' },
    ]);
  });
});

describe('the customer’s signature on the glass (F11)', () => {
  it('is bound to the text that was shown: kept with its drawing, and the office sees both', async () => {
    const visit = await onSite();
    const photo = await world.upload(world.people.marc);
    expect((await world.give(world.people.marc, 'visit.sign', { visit, text: SUMMARY, textSha256: sha(SUMMARY), signer: 'Chloé Tremblay', photo })).status).toBe(200);
    await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing() });
    expect(await closed(visit)).toMatchObject({ summary: SUMMARY, isSigned: true, signature: { signer: 'Chloé Tremblay', photo, refusal: null, textSha256: sha(SUMMARY) } });
  });

  it('does not carry over to another text: the visit cannot end on what was not signed', async () => {
    const visit = await onSite();
    const photo = await world.upload(world.people.marc);
    await world.give(world.people.marc, 'visit.sign', { visit, text: SUMMARY, textSha256: sha(SUMMARY), signer: 'Chloé Tremblay', photo });
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing(`${SUMMARY} Prix : 900 $`) })).body.code).toBe('signature_void');
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing() })).status).toBe(200);
  });

  it('is refused with another text’s hash, and without its drawing', async () => {
    const visit = await onSite();
    const photo = await world.upload(world.people.marc);
    expect((await world.give(world.people.marc, 'visit.sign', { visit, text: 'Autre chose', textSha256: sha(SUMMARY), signer: 'Chloé', photo })).body.code).toBe('text_mismatch');
    expect((await world.give(world.people.marc, 'visit.sign', { visit, text: SUMMARY, textSha256: sha(SUMMARY), signer: 'Chloé', photo: 'f'.repeat(64) })).body.code).toBe('proof_missing');
  });

  it('may be declined with a reason, and the visit still ends', async () => {
    const visit = await onSite();
    await world.give(world.people.marc, 'visit.unsigned', { visit, text: SUMMARY, textSha256: sha(SUMMARY), reason: 'Client absent à la fin' });
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing('Un autre résumé') })).status).toBe(200);
    expect(await closed(visit)).toMatchObject({ isSigned: false, signature: { refusal: 'Client absent à la fin', photo: null } });
  });

  it('brings the customer his copy, once, in the language he was shown it in; nothing leaves', async () => {
    const visit = await onSite();
    const id = randomUUID();
    await world.erp.update('Customer', home.customer, { email_id: 'chloe@exemple.ca' });
    for (let time = 0; time < 2; time += 1) await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS, closing: closing('Done: 1 connector', { language: 'en' }) }, { id });
    const { messages } = (await world.get<OutboxPage>(world.people.dispatcher, `/v1/outbox?about=${visit}`)).body;
    expect(messages.map(({ channel, to, subject, body, state }) => ({ channel, to, subject, body, state }))).toEqual([{ channel: 'email', to: 'chloe@exemple.ca', subject: 'Your Gigafibre visit: summary', body: 'Done: 1 connector', state: 'captured' }]);
  });
});

describe('a visit that comes to nothing', () => {
  it('leaves its job open with the window the customer took at the door', async () => {
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const window = { start: '2026-03-12T13:00:00Z', end: '2026-03-12T17:00:00Z' };
    const id = randomUUID();
    for (let time = 0; time < 2; time += 1) await world.give(world.people.marc, 'visit.fail', { visit, reason: 'no-access', next: { window } }, { id });
    const visits = await world.erp.list('Dispatch Visit', { fields: ['status', 'window_start'], filters: [['job', '=', job]], orderBy: 'name asc', limit: 0 });
    expect(visits.map(({ status }) => status)).toEqual(['Failed', 'Unassigned']);
    expect((await world.erp.get('Dispatch Job', job)).status).toBe('Open');
  });

  it('makes no next visit when it could not fail', async () => {
    const visit = await onSite();
    await world.give(world.people.marc, 'visit.complete', { visit, steps: STEPS });
    const { job } = await world.erp.get('Dispatch Visit', visit);
    expect((await world.give(world.people.marc, 'visit.fail', { visit, reason: 'absent', next: { window: null } })).status).toBe(409);
    expect(await world.erp.count('Dispatch Visit', [['job', '=', job]])).toBe(1);
  });
});

describe('technician and office about a visit (F31)', () => {
  it('read each other in order, and each sees how far the other has read', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const asked = await world.give(world.people.marc, 'visit.say', { visit, text: 'Le poteau est pourri, je monte ?' });
    const inbox = async (): Promise<string[]> => (await world.get<TalkInbox>(world.people.dispatcher, '/v1/talk')).body.visits.map(({ visit: name, unread, last }) => `${name} ${String(unread)} ${last.text}`);
    expect(await inbox()).toEqual([`${visit} 1 Le poteau est pourri, je monte ?`]);
    await world.give(world.people.dispatcher, 'visit.heard', { visit, upTo: asked.body.seq });
    expect(await inbox()).toEqual([]);
    await world.give(world.people.dispatcher, 'visit.say', { visit, text: 'Non, attendez la nacelle.' });
    const talk = (await world.get<Talk>(world.people.dispatcher, `/v1/visits/${visit}/talk`)).body;
    expect(talk.lines.map(({ side, by, text }) => [side, by, text])).toEqual([['field', 'Marc Gagnon', 'Le poteau est pourri, je monte ?'], ['office', 'Rémi Lavoie', 'Non, attendez la nacelle.']]);
    expect((await ofDay(visit))?.work?.talk).toEqual(talk);
    expect([talk.heardByField, talk.heardByOffice >= asked.body.seq]).toEqual([asked.body.seq, true]);
  });

  it('is nobody else’s to read or to join', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    expect((await world.get(world.people.julie, `/v1/visits/${visit}/talk`)).body.code).toBe('visit_not_yours');
    expect((await world.give(world.people.julie, 'visit.say', { visit, text: 'Allô' })).body.code).toBe('visit_not_yours');
    expect((await world.give(world.people.accountant, 'visit.say', { visit, text: 'Allô' })).status).toBe(403);
  });
});

describe('a subcontractor (F40)', () => {
  const asEmployee = async (employment: 'Employee' | 'Subcontractor'): Promise<void> => {
    await world.erp.update('Dispatch Technician', 'TECH-002', { employment });
  };

  it('is given his own jobs and no more: no history, no subscription, no price', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-002' });
    const past = await world.erp.insert('Dispatch Job', { subject: 'Ancienne visite', customer: home.customer, service_location: home.location, job_type: 'no-signal-repair', priority: 'Low', status: 'Completed', duration_minutes: 60, crew_size: 1 });
    const read = async (): Promise<{ day: DayVisit | undefined; isPriced: boolean; isMarked: boolean }> => {
      const { body } = await world.get<Day>(world.people.julie, '/v1/day');
      const { items } = (await world.get<Catalogue>(world.people.julie, '/v1/day/catalogue')).body;
      return { day: body.visits.find((each) => each.visit.name === visit), isPriced: items.some(({ priceCents }) => priceCents !== null), isMarked: body.technician.isSubcontractor === true };
    };
    const employee = await read();
    expect([employee.day?.history.map(({ job }) => job).includes(past.name), employee.isPriced, employee.isMarked]).toEqual([true, true, false]);
    await asEmployee('Subcontractor');
    const subcontractor = await read();
    expect(subcontractor.day).toMatchObject({ history: [], tickets: [], subscriptions: [], visit: { name: visit } });
    expect([subcontractor.isPriced, subcontractor.isMarked]).toEqual([false, true]);
    await asEmployee('Employee');
  });

  it('reads no visit of anybody else', async () => {
    await asEmployee('Subcontractor');
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    expect((await world.get(world.people.julie, `/v1/visits/${visit}`)).body.code).toBe('visit_not_yours');
    expect((await world.get(world.people.julie, `/v1/visits/${visit}/windows`)).body.code).toBe('visit_not_yours');
    expect((await world.get(world.people.julie, `/v1/visits/${visit}/closing`)).status).toBe(403);
    await asEmployee('Employee');
  });
});

describe('the next window, offered at the door', () => {
  it('is one that somebody with the skill could keep, the earliest first', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const { windows } = (await world.get<OpenWindows>(world.people.marc, `/v1/visits/${visit}/windows`)).body;
    expect(windows[0]).toEqual({ window: { start: '2026-03-11T12:00:00Z', end: '2026-03-11T16:00:00Z' }, technicians: 2 });
    expect(windows).toHaveLength(4);
  });
});

describe('what dispatch cancelled', () => {
  it('stays in the technician’s day, so that he is told', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    await world.give(world.people.dispatcher, 'visit.cancel', { visit });
    expect((await ofDay(visit))?.visit.status).toBe('cancelled');
  });
});
