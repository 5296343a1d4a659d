import type { Temporal } from '@gigafibre/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageIntent } from '../src/modules/outbound/index.ts';
import { createCourier, createOutbox, POLICY_SETTINGS } from '../src/modules/outbound/index.ts';
import type { OutboundTables } from '../src/modules/outbound/outbound.tables.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { LiveGrant } from '../src/vendors/messaging/live-grant.ts';
import { createMailjet } from '../src/vendors/messaging/mailjet.ts';
import type { MessageVendor } from '../src/vendors/messaging/messaging.port.ts';
import { createTwilio } from '../src/vendors/messaging/twilio.ts';
import { openTestHub, type TestHub } from './harness.ts';
import { serveMailjet, type MailjetServer } from './messaging/mailjet-server.ts';
import { serveTwilio, type TwilioServer } from './messaging/twilio-server.ts';
import { ACCOUNTS, makeGrants } from './outbound/grants.ts';

const TWILIO = { accountSid: ACCOUNTS.sms, authToken: 'a-token-of-tests' };
const MAILJET = { key: ACCOUNTS.email, secret: 'a-secret-of-tests' };
const START = '2026-07-06T15:00:00Z'; // 11:00 in Montréal
const START_SECONDS = Date.parse(START) / 1000;
const CALLBACK = 'https://fsm.example.ca/v1/hooks/twilio/status';

let hub: TestHub;
let twilio: TwilioServer;
let mailjet: MailjetServer;
let grant: LiveGrant;
beforeAll(async () => {
  const book = await makeGrants(START_SECONDS);
  const claimed = await LiveGrant.claim({ mode: 'live', environment: 'production', grant: book.grants[0]!.text, publicKey: book.publicKey, accounts: ACCOUNTS }, START_SECONDS);
  if (!(claimed instanceof LiveGrant)) throw new Error(claimed.join(', '));
  grant = claimed;
  hub = await openTestHub();
});
beforeEach(async () => {
  [twilio, mailjet] = await Promise.all([serveTwilio(TWILIO), serveMailjet(MAILJET)]);
  hub.clock.set(START);
  for (const name of ['outbox', 'opt_outs', 'bad_addresses', 'kill_switches'] as const) await table().deleteFrom(name).execute();
});
afterEach(async () => {
  expect([...twilio.faults, ...mailjet.faults]).toEqual([]);
  await Promise.all([twilio.close(), mailjet.close()]);
});
afterAll(() => hub.close());

/** The whole way out, with the vendors' own SDKs against their stand-ins. */
function openDoor(given: { readonly mode?: 'closed'; /** Time goes by between two looks at the clock, as it does. */ readonly isTicking?: true } = {}) {
  const { db } = hub.database;
  let looks = 0;
  const clock = (): Temporal.Instant => hub.clock.now().add({ milliseconds: given.isTicking === true ? (looks += 1) : 0 });
  const vendors: readonly MessageVendor[] = [
    createTwilio(grant, { ...TWILIO, sender: '+14505550100', statusCallback: CALLBACK, origin: twilio.origin, timeoutMs: 400 }),
    createMailjet(grant, { ...MAILJET, from: { email: 'service@gigafibre.ca', name: 'Gigafibre' }, standIn: { host: '127.0.0.1', port: mailjet.port }, timeoutMs: 400 }),
  ];
  const tools = { db, clock, events: createEventLog(db, clock), leave: { grant: given.mode === 'closed' ? (['sandboxed'] as const) : grant, allowed: [] }, settings: { ...POLICY_SETTINGS, ownHosts: ['gfb.example.ca'] } };
  const outbox = createOutbox(tools);
  const courier = createCourier({ ...tools, vendors });
  let about = 0;
  return {
    say: (intent: Partial<MessageIntent> = {}) =>
      outbox.enqueue({
        channel: 'sms', to: '+15145550187', toName: 'Chloé Tremblay', template: 'booked', language: 'fr', body: 'Gigafibre : rendez-vous demain, 8 h à 12 h.', about: { doctype: 'Dispatch Visit', name: `VIS-${(about += 1)}` }, related: {},
        by: { kind: 'staff', user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' }, ...intent,
      }),
    /** Everything that is due now. */
    async deliver() {
      while (await courier.deliverNext());
    },
    async after(given: Temporal.DurationLike) {
      hub.clock.advance(given);
      await this.deliver();
    },
    state: async (id: string) => {
      const { state, reason, vendorId } = (await outbox.find(id))!;
      return { state, reason, vendorId };
    },
    take: (command: string) => outbox.cancelForCommand(command, { kind: 'staff', user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' }),
  };
}

const table = () => hub.database.db.$extendTables<OutboundTables>();

describe('a message on its way out (R15, M13)', () => {
  it('waits ten seconds, then goes to the vendor once, with the words that were shown', async () => {
    const door = openDoor();
    const { id } = await door.say();
    await door.after({ seconds: 9 });
    expect([twilio.taken.length, await door.state(id)]).toEqual([0, { state: 'created', reason: null, vendorId: null }]);
    await door.after({ seconds: 1 });
    await door.after({ hours: 1 });
    expect(twilio.taken).toEqual([{ sid: `SM${'1'.padStart(32, '0')}`, to: '+15145550187', body: 'Gigafibre : rendez-vous demain, 8 h à 12 h.', statusCallback: CALLBACK }]);
    expect(await door.state(id)).toEqual({ state: 'accepted', reason: null, vendorId: twilio.taken[0]!.sid });
  });

  it('goes by e-mail with its own id, and comes back with one that no number could hold', async () => {
    const door = openDoor();
    const { id } = await door.say({ channel: 'email', to: 'chloe@exemple.ca', subject: 'Votre rendez-vous' });
    await door.after({ seconds: 10 });
    expect(mailjet.taken).toMatchObject([{ customId: id, to: 'chloe@exemple.ca', subject: 'Votre rendez-vous' }]);
    expect(await door.state(id)).toEqual({ state: 'accepted', reason: null, vendorId: mailjet.taken[0]!.uuid });
  });

  it('is taken back with the command that asked for it, as long as it waits (F6)', async () => {
    const door = openDoor();
    const command = '01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e0f';
    const { id } = await door.say({ command });
    expect(await door.take(command)).toBe(1);
    await door.after({ minutes: 5 });
    expect([twilio.taken.length, (await door.state(id)).state, await door.take(command)]).toEqual([0, 'cancelled', 0]);
  });

  it('is decided on again when its time comes: a switch thrown meanwhile holds it, and lets it go when it is off again', async () => {
    const door = openDoor();
    const { id } = await door.say();
    await table().insertInto('kill_switches').values({ key: 'sms', reason: 'essai', by_user: 'admin', at: hub.clock.now().toString() }).execute();
    await door.after({ seconds: 10 });
    expect(await door.state(id)).toMatchObject({ state: 'held', reason: 'kill-switch' });
    await table().deleteFrom('kill_switches').execute();
    await door.after({ minutes: 1 });
    expect([twilio.taken.length, (await door.state(id)).state]).toEqual([1, 'accepted']);
  });

  it.each([['a switch', '2026-07-06T15:00:00Z', 'kill-switch'], ['the night', '2026-07-07T02:30:00Z', 'quiet-hours']])('is held by %s whatever the time to the millisecond', async (_, at, reason) => {
    hub.clock.set(at);
    const door = openDoor({ isTicking: true });
    if (reason === 'kill-switch') await table().insertInto('kill_switches').values({ key: 'sms', reason: 'essai', by_user: 'admin', at }).execute();
    const { id } = await door.say();
    await door.after({ seconds: 10 });
    expect([await door.state(id), twilio.taken.length]).toEqual([{ state: 'held', reason, vendorId: null }, 0]);
  });

  it('waits for the morning at night, unless somebody waits at the door for it', async () => {
    const door = openDoor();
    hub.clock.set('2026-07-07T02:30:00Z'); // 22:30 in Montréal
    const [usual, critical] = [await door.say(), await door.say({ template: 'visit-running-late', to: '+15145550188' })];
    await door.after({ seconds: 10 });
    expect([(await door.state(usual.id)).reason, (await door.state(critical.id)).state]).toEqual(['quiet-hours', 'accepted']);
    hub.clock.set('2026-07-07T12:00:00Z');
    await door.deliver();
    expect((await door.state(usual.id)).state).toBe('accepted');
  });

  it('is told once: the same words about the same thing minutes later are kept back', async () => {
    const door = openDoor();
    const about = { doctype: 'Dispatch Visit', name: 'VIS-77' };
    await door.say({ about });
    expect(await door.state((await door.say({ about })).id)).toMatchObject({ state: 'suppressed', reason: 'duplicate' });
  });

  it('goes nowhere without a grant, though vendors and credentials are there', async () => {
    const door = openDoor({ mode: 'closed' });
    const { id } = await door.say();
    await door.after({ hours: 12 });
    expect([twilio.taken.length, (await door.state(id)).state]).toEqual([0, 'captured']);
  });
});

describe('what a vendor answers decides what becomes of the message', () => {
  it.each([
    [21211, 'failed', null], [21614, 'failed', null], [21408, 'failed', null], [21606, 'failed', null], [21212, 'failed', null], [21610, 'suppressed', null], [21612, 'failed', null], [30003, 'failed', null],
    [30005, 'failed', null], [30006, 'failed', null], [30007, 'failed', 'template:booked'], [30034, 'failed', null], [20003, 'held', 'sms'], [20429, 'held', null], [21611, 'held', null], [30001, 'held', null], [30008, 'held', null],
  ] as const)('SMS code %i → %s', async (code, state, stopped) => {
    const door = openDoor();
    twilio.nextCode = code;
    const { id } = await door.say();
    await door.after({ seconds: 10 });
    expect(await door.state(id)).toEqual({ state, reason: String(code), vendorId: null });
    expect((await table().selectFrom('kill_switches').select('key').execute()).map(({ key }) => key)).toEqual(stopped === null ? [] : [stopped]);
  });

  it.each([
    ['mj-0001', 401, 'held'], ['mj-0015', 401, 'held'], ['mj-0002', 400, 'failed'], ['mj-0003', 400, 'failed'], ['mj-0005', 400, 'failed'], ['mj-0006', 400, 'failed'], ['mj-0007', 400, 'failed'], ['mj-0008', 400, 'failed'],
    ['mj-0011', 400, 'failed'], ['mj-0012', 400, 'failed'], ['mj-0013', 400, 'failed'], ['send-0008', 400, 'failed'], ['send-0015', 400, 'failed'], ['', 429, 'held'], ['', 500, 'unknown'],
  ] as const)('e-mail code « %s » (%i) → %s', async (code, status, state) => {
    const door = openDoor();
    mailjet.next = { code, status };
    const { id } = await door.say({ channel: 'email', to: 'chloe@exemple.ca', subject: 'Votre rendez-vous' });
    await door.after({ seconds: 10 });
    expect((await door.state(id)).state).toBe(state);
  });

  it('never writes again to whoever said STOP to the carrier', async () => {
    const door = openDoor();
    await door.say({ to: '+15005550004', template: 'tech-link' });
    twilio.nextCode = 21610;
    await door.say();
    await door.after({ seconds: 10 });
    expect(await door.state((await door.say()).id)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });

  it('gives a number up after three failures to reach it', async () => {
    const door = openDoor();
    for (const body of ['Un', 'Deux', 'Trois']) {
      twilio.nextCode = 30003;
      await door.say({ template: 'visit-free', body });
      await door.after({ seconds: 10 });
    }
    expect(await door.state((await door.say()).id)).toMatchObject({ state: 'suppressed', reason: 'bad-address' });
  });

  it('stops a template that carriers filter, for everybody', async () => {
    const door = openDoor();
    twilio.nextCode = 30007;
    await door.say();
    await door.after({ seconds: 10 });
    const { id } = await door.say({ to: '+14505550123' });
    await door.after({ minutes: 10 });
    expect([twilio.taken.length, await door.state(id)]).toMatchObject([0, { state: 'held', reason: 'kill-switch' }]);
  });
});

describe('an answer that was lost', () => {
  it.each(['cut-after', 'silent'] as const)('is looked up, and the message is not sent again (%s)', async (mood) => {
    const door = openDoor();
    twilio.mood = mood;
    const { id } = await door.say();
    await door.after({ seconds: 10 });
    expect((await door.state(id)).state).toBe('unknown');
    twilio.mood = 'well';
    await door.after({ seconds: 120 });
    expect([twilio.taken.length, await door.state(id)]).toEqual([1, { state: 'accepted', reason: null, vendorId: twilio.taken[0]!.sid }]);
  });

  it.each(['cut-before', 'down'] as const)('allows one more attempt once it is certain that nothing left (%s)', async (mood) => {
    const door = openDoor();
    twilio.mood = mood;
    const { id } = await door.say();
    await door.after({ seconds: 10 });
    expect((await door.state(id)).state).toBe('unknown');
    twilio.mood = 'well';
    await door.after({ seconds: 119 });
    expect(twilio.taken).toEqual([]);
    await door.after({ minutes: 1 });
    await door.after({ seconds: 1 });
    expect([twilio.taken.length, (await door.state(id)).state]).toEqual([1, 'accepted']);
  });

  it('ends after the second attempt is lost too', async () => {
    const door = openDoor();
    twilio.mood = 'cut-before';
    const { id } = await door.say();
    await door.after({ seconds: 10 });
    await door.after({ minutes: 2 });
    expect((await door.state(id)).state).toBe('unknown');
    await door.after({ minutes: 2 });
    expect(await door.state(id)).toMatchObject({ state: 'failed', reason: 'lost' });
  });

  it('is looked up for an e-mail by the id it carries', async () => {
    const door = openDoor();
    mailjet.mood = 'cut-after';
    const { id } = await door.say({ channel: 'email', to: 'chloe@exemple.ca', subject: 'Votre rendez-vous' });
    await door.after({ seconds: 10 });
    mailjet.mood = 'well';
    await door.after({ seconds: 120 });
    expect([mailjet.taken.length, (await door.state(id)).state]).toEqual([1, 'accepted']);
  });

  it('stays unknown as long as the vendor cannot be asked', async () => {
    const door = openDoor();
    twilio.mood = 'cut-after';
    const { id } = await door.say();
    await door.after({ seconds: 10 });
    twilio.mood = 'down';
    for (let minutes = 0; minutes < 10; minutes += 2) await door.after({ minutes: 2 });
    expect([twilio.taken.length, (await door.state(id)).state]).toEqual([1, 'unknown']);
  });
});
