import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandPayload, CommandType } from '@gigafibre/contracts';
import type { Transport } from '@gigafibre/frappe';
import { layDevice, layHousehold, layTicket, layVisit, type Household } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

/** The wire to the ERP, cut at the n-th change when told to: before it arrives, or after, when only its answer is lost. */
const cut = { at: 0, when: 'before' as 'before' | 'after', writes: 0 };
/** What somebody else does in the ERP just before our next change arrives. */
const meanwhile: (() => Promise<unknown>)[] = [];
const tamper = (wire: Transport): Transport => async (request) => {
  if (request.method === 'GET') return wire(request);
  cut.writes += 1;
  await meanwhile.shift()?.();
  const isCut = cut.writes === cut.at;
  if (isCut && cut.when === 'before') throw lostConnection();
  const answer = await wire(request);
  if (isCut) throw lostConnection();
  return answer;
};
const lostConnection = () => Object.assign(new Error('connection lost'), { name: 'FrappeError', excType: 'Unreachable', httpStatus: 0, messages: [] });

let world: FieldWorld;
let home: Household;
beforeAll(async () => {
  world = await openFieldWorld({ tamper });
  home = await layHousehold(world.erp);
});
afterAll(() => world.close());

const ticketOf = (): CommandPayload<'ticket.open'> => ({ customer: home.customer, serviceLocation: home.location, issueType: 'Pas de signal', subject: 'Plus d’Internet', priority: 'High' });
const jobOf = (): CommandPayload<'job.create'> => ({ customer: home.customer, serviceLocation: home.location, jobType: 'wifi-mesh', subject: 'Wi-Fi', durationMinutes: 60, priority: 'Low', requiredSkills: [], crewSize: 1, despiteDuplicate: true });
const post = (as: Headers | Record<string, string>, payload: unknown) => world.hub.app.inject({ method: 'POST', url: '/v1/commands', headers: as, payload: payload as object });
const eventsOf = async (command: string) => (await world.hub.database.db.selectFrom('events').selectAll().where('command', '=', command).orderBy('seq').execute()).map(({ type }) => type);

describe('a command at the door', () => {
  it('is refused when nobody is signed in, and when the role may not give it', async () => {
    const command = { id: randomUUID(), type: 'ticket.open', v: 1, at: '2026-03-10T14:00:00Z', payload: ticketOf() };
    expect((await post({ 'x-gf-client': 'test' }, command)).json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    expect((await post(world.people.accountant, command)).json()).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await world.give(world.people.marc, 'ticket.open', ticketOf())).body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('of a type this hub does not know is kept by the phone for a later hub', async () => {
    expect((await post(world.people.agent, { id: randomUUID(), type: 'visit.teleport', v: 1, at: '2026-03-10T14:00:00Z', payload: {} })).json()).toMatchObject({ code: 'command_unknown', retry: 'later' });
  });

  it('of a newer version than this hub’s is kept by the phone for a later hub', async () => {
    expect((await post(world.people.agent, { id: randomUUID(), type: 'ticket.open', v: 2, at: '2026-03-10T14:00:00Z', payload: ticketOf() })).json()).toMatchObject({ code: 'command_unknown', retry: 'later' });
  });

  it.each([
    ['a year ahead', { at: '2027-03-10T14:00:00Z' }, '2026-03-10T14:00:00Z'],
    ['a year ahead and knows it', { at: '2027-03-10T13:00:00Z', offsetMs: -365 * 86_400_000 }, '2026-03-10T13:00:00Z'],
    ['a day behind and knows it', { at: '2026-03-09T13:30:00Z', offsetMs: 86_400_000 }, '2026-03-10T13:30:00Z'],
  ])('from a phone whose clock is %s was done by the hub’s clock', async (_, clock, at) => {
    const { body } = await world.give(world.people.agent, 'ticket.open', ticketOf(), clock);
    const event = await world.hub.database.db.selectFrom('events').selectAll().where('command', '=', body.id).executeTakeFirstOrThrow();
    expect(event.done_at).toBe(at);
  });

  it.each([
    ['an unknown field', { ...jobPayload(), price: 0 }, '/payload'],
    ['a wrong type', { ...jobPayload(), durationMinutes: 'long' }, '/payload/durationMinutes'],
    ['an over-long text', { ...jobPayload(), subject: 'x'.repeat(141) }, '/payload/subject'],
    ['a control character', { ...jobPayload(), subject: 'a\u0000b' }, '/payload/subject'],
    ['half of a character', { ...jobPayload(), subject: 'a\ud83db' }, '/payload/subject'],
  ])('says where %s is', async (_, payload, path) => {
    const answer = (await post(world.people.agent, { id: randomUUID(), type: 'job.create', v: 1, at: '2026-03-10T14:00:00Z', payload })).json<{ code: string; errors: { path: string }[] }>();
    expect(answer).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(answer.errors.map((error) => error.path)).toContain(path);
  });

  it('takes emoji, quotes and comment signs as the plain text they are', async () => {
    const subject = `🔥 '; -- <b>drop</b>`;
    const { body } = await world.give(world.people.agent, 'ticket.open', { ...ticketOf(), subject });
    expect((await world.erp.get('Issue', body.subject.name)).subject).toContain(`🔥 '; --`);
  });

  it('names the customer and the place it cannot find', async () => {
    expect((await world.give(world.people.agent, 'ticket.open', { ...ticketOf(), customer: 'Personne' })).body).toMatchObject({ code: 'invalid_request', errors: [{ path: '/payload/customer' }] });
    expect((await world.give(world.people.agent, 'ticket.open', { ...ticketOf(), serviceLocation: 'LOC-999999' })).body).toMatchObject({ code: 'invalid_request', errors: [{ path: '/payload/serviceLocation' }] });
  });
});

function jobPayload(): Record<string, unknown> {
  return { customer: 'C', jobType: 'wifi-mesh', subject: 'Wi-Fi', durationMinutes: 60, priority: 'Low', requiredSkills: [], crewSize: 1 };
}

describe('the same command again', () => {
  it('is answered as before and done once', async () => {
    const id = randomUUID();
    const first = await world.give(world.people.agent, 'ticket.open', ticketOf(), { id });
    const second = await world.give(world.people.agent, 'ticket.open', ticketOf(), { id });
    expect(second.body).toEqual({ ...first.body, replayed: true });
    expect(await world.erp.count('Issue', [['created_by_command', '=', id]])).toBe(1);
  });

  it('is refused when the id stands for something else, or comes from somebody else', async () => {
    const id = randomUUID();
    await world.give(world.people.agent, 'ticket.open', ticketOf(), { id });
    expect((await world.give(world.people.agent, 'ticket.open', { ...ticketOf(), subject: 'Autre chose' }, { id })).body).toMatchObject({ code: 'command_reused' });
    expect((await world.give(world.people.dispatcher, 'ticket.open', ticketOf(), { id })).body).toMatchObject({ code: 'command_reused' });
    const told = await world.hub.database.db.selectFrom('events').selectAll().where('type', '=', 'command.reused').orderBy('seq').execute();
    expect(told.map(({ actor, facts }) => [actor.user, facts['command'], facts['firstBy']])).toEqual([
      ['agent@demo.gigafibre.ca', id, 'agent@demo.gigafibre.ca'],
      ['repartition@demo.gigafibre.ca', id, 'agent@demo.gigafibre.ca'],
    ]);
  });

  it('is known after a season in a drawer: nothing of it is ever forgotten', async () => {
    const id = randomUUID();
    const first = await world.give(world.people.agent, 'ticket.open', ticketOf(), { id });
    world.clock.advance({ hours: 24 * 120 });
    const agent = await world.hub.as('agent', { user: 'agent@demo.gigafibre.ca' });
    expect((await world.give(agent, 'ticket.open', ticketOf(), { id })).body).toEqual({ ...first.body, replayed: true });
    world.clock.set('2026-03-10T14:00:00Z');
    expect(await world.erp.count('Issue', [['created_by_command', '=', id]])).toBe(1);
  });

  it('twenty times at once has one effect', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.give(world.people.agent, 'job.create', jobOf(), { id })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(answers.map(({ body }) => body.subject.name)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
    expect(await world.erp.count('Dispatch Visit', [['created_by_command', '=', id]])).toBe(1);
    expect(await eventsOf(id)).toEqual(['job.created']);
  });
});

describe('what somebody changes in the ERP while a command is on its way', () => {
  it('is kept beside what a technician does, and refuses a plan that did not know of it', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const { modified } = await world.erp.get('Dispatch Visit', visit);
    const pin = () => world.erp.update('Dispatch Visit', visit, { pinned: 1 });
    meanwhile.push(pin);
    const plan = { visit, baseModified: modified, crew: [{ technician: 'TECH-002', role: 'lead' as const }], plannedStart: '2026-03-11T15:00:00Z', durationMinutes: 60 };
    expect((await world.give(world.people.dispatcher, 'visit.plan', plan)).body).toMatchObject({ code: 'document_changed', facts: { by: 'Administrator' } });
    meanwhile.push(() => world.erp.update('Dispatch Visit', visit, { duration_minutes: 45 }));
    expect((await world.give(world.people.marc, 'visit.depart', { visit })).status).toBe(200);
    expect(await world.erp.get('Dispatch Visit', visit)).toMatchObject({ status: 'En Route', pinned: 1, duration_minutes: 45, crew: [{ technician: 'TECH-001' }] });
  });
});

describe('a plan of which only the answer was lost', () => {
  it('cannot be undone, since nobody knows what it replaced, and the refusal says so', async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const { modified } = await world.erp.get('Dispatch Visit', visit);
    const plan = { visit, baseModified: modified, crew: [{ technician: 'TECH-002', role: 'lead' as const }], plannedStart: '2026-03-11T15:00:00Z', durationMinutes: 60 };
    const id = randomUUID();
    Object.assign(cut, { at: cut.writes + 1, when: 'after' });
    expect((await world.give(world.people.dispatcher, 'visit.plan', plan, { id })).body).toMatchObject({ code: 'erp_unavailable', retry: 'later' });
    Object.assign(cut, { at: 0 });
    expect((await world.give(world.people.dispatcher, 'visit.plan', plan, { id })).status).toBe(200);
    expect((await world.give(world.people.dispatcher, 'visit.undo', { visit, command: id })).body).toMatchObject({ status: 409, code: 'undo_too_late', facts: { visit, command: id, reason: 'before_unknown' } });
    expect(await world.erp.get('Dispatch Visit', visit)).toMatchObject({ status: 'Planned', crew: [{ technician: 'TECH-002' }] });
  });
});

interface Scene<T extends CommandType> {
  readonly as: Headers;
  readonly type: T;
  readonly payload: CommandPayload<T>;
  /** What the ERP holds of the command's effect; the same whether it was cut or not. */
  readonly effect: (id: string) => Promise<unknown>;
}

let serials = 0;
const nextSerial = (): string => `TPLG0000${String((serials += 1)).padStart(4, '0')}`;
const scene = <T extends CommandType>(made: Scene<T>): Scene<T> => made;

const SCENES = {
  'ticket.open': async () => scene({ as: world.people.agent, type: 'ticket.open', payload: ticketOf(), effect: async (id) => ({ tickets: await world.erp.count('Issue', [['created_by_command', '=', id]]) }) }),
  'job.create': async () =>
    scene({
      as: world.people.agent,
      type: 'job.create',
      payload: jobOf(),
      effect: async (id) => ({ jobs: await world.erp.count('Dispatch Job', [['created_by_command', '=', id]]), visits: await world.erp.count('Dispatch Visit', [['created_by_command', '=', id]]) }),
    }),
  'visit.plan': async () => {
    const { visit, job } = await layVisit(world.erp, home);
    const { modified } = await world.erp.get('Dispatch Visit', visit);
    return scene({
      as: world.people.dispatcher,
      type: 'visit.plan',
      payload: { visit, baseModified: modified, crew: [{ technician: 'TECH-002', role: 'lead' }], plannedStart: '2026-03-11T15:00:00Z', durationMinutes: 60 },
      effect: async (id) => ({ ...marksOf(await world.erp.get('Dispatch Visit', visit), id), job: marksOf(await world.erp.get('Dispatch Job', job), id) }),
    });
  },
  'equipment.link': async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const { name } = await layDevice(world.erp, { serial_no: nextSerial() });
    return scene({ as: world.people.marc, type: 'equipment.link', payload: { visit, serial: name }, effect: (id) => deviceEffect(name, visit, id) });
  },
  'equipment.register': async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const serial = nextSerial();
    return scene({ as: world.people.marc, type: 'equipment.register', payload: { visit, serial, category: 'ONT' }, effect: (id) => deviceEffect(serial, visit, id) });
  },
  'equipment.swap': async () => {
    const { visit } = await layVisit(world.erp, home, { technician: 'TECH-001' });
    const old = await layDevice(world.erp, { serial_no: nextSerial(), status: 'Active', customer: home.customer, service_location: home.location, olt: 'OLT-01', pon_port: '0/1/3', onu_id: 7 });
    const fresh = await layDevice(world.erp, { serial_no: nextSerial(), warehouse: 'Camion 001 - GF' }).catch(() => layDevice(world.erp, { serial_no: nextSerial() }));
    return scene({ as: world.people.marc, type: 'equipment.swap', payload: { visit, serial: fresh.name, replaces: old.name }, effect: async (id) => ({ old: await deviceEffect(old.name, visit, id), fresh: await deviceEffect(fresh.name, visit, id) }) });
  },
  'visit.complete': async () => {
    const { name } = await layDevice(world.erp, { serial_no: nextSerial(), status: 'Active', customer: home.customer, service_location: home.location });
    const ticket = await layTicket(world.erp, home);
    const { visit, job } = await layVisit(world.erp, home, { technician: 'TECH-001', ticket: ticket.name });
    await world.erp.update('Dispatch Visit', visit, { status: 'On Site', equipment: name });
    const steps = ['power', 'photo'].map((step) => ({ step, done: false, skippedReason: 'Pas nécessaire', at: '2026-03-10T14:00:00Z' }));
    return scene({
      as: world.people.marc,
      type: 'visit.complete',
      payload: { visit, steps, note: 'Fait' },
      effect: async (id) => {
        const [doneVisit, doneJob, doneTicket] = await Promise.all([world.erp.get('Dispatch Visit', visit), world.erp.get('Dispatch Job', job), world.erp.get('Issue', ticket.name)]);
        return { visit: { ...marksOf(doneVisit, id), note: doneVisit.note, steps: doneVisit.steps.length }, job: marksOf(doneJob, id), ticket: marksOf(doneTicket, id) };
      },
    });
  },
};

const marksOf = ({ status, commands }: { status: string; commands: { command: string }[] }, id: string) => ({ status, marks: commands.filter(({ command }) => command === id).length });

async function deviceEffect(serial: string, visit: string, id: string) {
  const [device, linked] = await Promise.all([world.erp.get('Service Equipment', serial), world.erp.get('Dispatch Visit', visit)]);
  return { device: { ...marksOf(device, id), location: device.service_location, installed: device.movements.filter(({ command }) => command === id).length }, visit: { equipment: linked.equipment, marks: marksOf(linked, id).marks } };
}

const CASES = (Object.keys(SCENES) as (keyof typeof SCENES)[]).flatMap((type) => (['before', 'after'] as const).map((when) => [type, when] as const));

describe('a command that was cut off', () => {
  it.each(CASES)('%s, its line cut %s any of its changes arrives, ends as if nothing had happened when it comes again', async (type, when) => {
    const whole = await SCENES[type]();
    const wholeId = randomUUID();
    Object.assign(cut, { at: 0, writes: 0, when });
    expect((await world.give(whole.as, whole.type, whole.payload as never, { id: wholeId })).status).toBe(200);
    const changes = cut.writes;
    const expected = { effect: JSON.stringify(await whole.effect(wholeId)), events: await eventsOf(wholeId) };
    expect(changes).toBeGreaterThan(0);

    for (let at = 1; at <= changes; at += 1) {
      const again = await SCENES[type]();
      const id = randomUUID();
      Object.assign(cut, { at, writes: 0, when });
      expect((await world.give(again.as, again.type, again.payload as never, { id })).body).toMatchObject({ code: 'erp_unavailable', retry: 'later' });
      Object.assign(cut, { at: 0, writes: 0 });
      expect((await world.give(again.as, again.type, again.payload as never, { id })).status).toBe(200);
      const effect = JSON.stringify(await again.effect(id));
      expect({ at, effect: sameNames(effect), events: await eventsOf(id) }).toEqual({ at, effect: sameNames(expected.effect), events: expected.events });
    }
  });

  it.each(Object.keys(SCENES) as (keyof typeof SCENES)[])('%s, its event not written, tells the log when it comes again', async (type) => {
    const { as, type: kind, payload, effect } = await SCENES[type]();
    const id = randomUUID();
    await world.hub.database.pool.query('alter table events add constraint out_of_order check (false) not valid');
    expect((await world.give(as, kind, payload as never, { id })).status).toBe(500);
    await world.hub.database.pool.query('alter table events drop constraint out_of_order');
    const before = JSON.stringify(await effect(id));
    expect((await world.give(as, kind, payload as never, { id })).status).toBe(200);
    expect(JSON.stringify(await effect(id))).toBe(before);
    expect(await eventsOf(id)).not.toEqual([]);
  });
});

/** Names differ from one scene to the next; what happened to them does not. */
const sameNames = (text: string): string => text.replaceAll(/TPLG0000\d{4}/g, 'TPLG');
