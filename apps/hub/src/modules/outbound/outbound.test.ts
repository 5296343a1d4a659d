import type { OutboxMessage, OutboxPage, Role, SandboxMessages } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, openTestOutbox } from '../../../test/harness.ts';
import type { TestHub } from '../../../test/harness.ts';
import type { OutboundTables } from './outbound.tables.ts';
import type { MessageIntent, Outbox } from './outbox.ts';
import { smsSize } from '@gigafibre/kernel';
import { fill, inGsmLetters, seedOf, type Wording } from '../templates/index.ts';
import { SMS_TEMPLATES } from './templates.ts';
import { visitMessageText } from './visit-messages.ts';

const COMMAND = '01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e0f';
const remi = { kind: 'staff', user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' } as const;
const intent: MessageIntent = {
  channel: 'sms', to: '+14505550123', toName: 'Chloé Tremblay', template: 'arrival', language: 'fr', body: 'Votre technicien est en route.',
  about: { doctype: 'Dispatch Visit', name: 'VIS-1' }, related: { visit: 'VIS-1' }, by: remi,
};

let hub: TestHub;
let outbox: Outbox;
beforeAll(async () => {
  hub = await openTestHub();
  outbox = openTestOutbox(hub);
});
afterAll(() => hub.close());

const page = async (query: string) => (await hub.app.inject({ url: `/v1/outbox${query}`, headers: await hub.as('dispatcher') })).json<OutboxPage>();

describe('the outbound door', () => {
  it('captures every message and shows it as the recipient would get it, newest first', async () => {
    await outbox.enqueue(intent);
    hub.clock.advance({ minutes: 1 });
    await outbox.enqueue({ ...intent, channel: 'email', to: 'chloe@exemple.ca', subject: 'Votre rendez-vous' });
    const { messages, total } = await page('');
    expect([total, messages.map(({ channel, state, sms }) => [channel, state, sms?.segments])]).toEqual([2, [['email', 'captured', undefined], ['sms', 'captured', 1]]]);
    expect((await page('?channel=sms&to=555-0')).total).toBe(0);
    expect((await page('?channel=sms&to=5550123&about=VIS-1')).total).toBe(1);
  });

  it('sends one message for one command, however often the command is replayed', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => outbox.enqueue({ ...intent, command: COMMAND, about: { doctype: 'Dispatch Visit', name: 'VIS-2' } })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('takes back what an undone command had sent', async () => {
    expect(await outbox.cancelForCommand(COMMAND, remi)).toBe(1);
    expect(await outbox.cancelForCommand(COMMAND, remi)).toBe(0);
    expect((await page('?state=cancelled')).total).toBe(1);
  });

  it('shows customers’ messages to the office and to nobody else', async () => {
    const answer = await hub.app.inject({ url: '/v1/outbox', headers: await hub.as('technician') });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the sandbox plays the vendor, by its real scheme (R26)', () => {
  const play = async (given: Partial<MessageIntent>, turn: string) => {
    const { id } = await outbox.enqueue({ ...intent, about: { doctype: 'Dispatch Visit', name: `VIS-${turn}-${given.channel ?? 'sms'}` }, to: '+15145550187', ...given });
    const answer = await hub.app.inject({ method: 'POST', url: `/v1/outbox/${id}/simulate`, headers: await hub.as('dispatcher'), body: { turn } });
    return answer.json<OutboxMessage>();
  };

  it.each([['delivered', 'delivered'], ['undelivered', 'failed'], ['duplicate', 'delivered'], ['out-of-order', 'delivered']] as const)('« %s » → %s, by SMS and by e-mail', async (turn, state) => {
    expect((await play({}, turn)).state).toBe(state);
    expect((await play({ channel: 'email', to: `${turn}@exemple.ca`, subject: 'Rendez-vous' }, turn)).state).toBe(state);
  });

  it('« stop » is the customer’s own word: nothing more is sent to that number', async () => {
    await play({ to: '+15145550199' }, 'stop');
    expect(await outbox.enqueue({ ...intent, to: '+15145550199', about: null })).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });

  it('« unsubscribe » and « complaint » end what is sent to him, each in the way of its channel', async () => {
    await play({ to: '+15145550198' }, 'unsubscribe');
    expect(await outbox.enqueue({ ...intent, to: '+15145550198', about: null })).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    for (const turn of ['unsubscribe', 'complaint']) {
      await play({ channel: 'email', to: `${turn}@exemple.ca`, subject: 'Rendez-vous' }, turn);
      expect(await outbox.enqueue({ ...intent, channel: 'email', to: `${turn}@exemple.ca`, subject: 'x', about: null })).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    }
    expect((await play({ to: '+15145550197' }, 'complaint')).state).toBe('failed');
    await hub.database.db.$extendTables<OutboundTables>().deleteFrom('kill_switches').execute();
  });

  it('gives what was captured to whoever asks after a number of the log, and waits for it', async () => {
    const ask = async (query: string) => (await hub.app.inject({ url: `/v1/sandbox/messages${query}`, headers: await hub.as('dispatcher') })).json<SandboxMessages>();
    const to = '+15145550177';
    const { cursor } = await ask('?after=0');
    expect((await ask(`?to=${encodeURIComponent(to)}`)).messages).toEqual([]);
    const waiting = ask(`?to=514%20555-0177&after=${cursor}&wait=20`);
    await outbox.enqueue({ ...intent, to: '+15145550176', about: null });
    const { id } = await outbox.enqueue({ ...intent, to, about: null });
    const found = await waiting;
    expect(found.messages.map((message) => message.id)).toEqual([id]);
    expect(await ask(`?to=${encodeURIComponent(to)}&after=${found.cursor}`)).toEqual({ messages: [], cursor: found.cursor });
    expect((await hub.app.inject({ url: '/v1/sandbox/messages', headers: await hub.as('technician') })).statusCode).toBe(403);
  });

  it('plays a customer who texts, by the same signed way', async () => {
    const { statusCode } = await hub.app.inject({ method: 'POST', url: '/v1/sandbox/replies', headers: await hub.as('dispatcher'), payload: { to: '+15145550175', text: 'ARRET' } });
    expect([statusCode, await outbox.enqueue({ ...intent, to: '+15145550175', about: null })]).toMatchObject([204, { state: 'suppressed', reason: 'opted-out' }]);
  });

  it('leaves a technician and a message that is not there alone', async () => {
    const url = '/v1/outbox/01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e00/simulate';
    expect((await hub.app.inject({ method: 'POST', url, headers: await hub.as('technician'), body: { turn: 'stop' } })).statusCode).toBe(403);
    expect((await hub.app.inject({ method: 'POST', url, headers: await hub.as('dispatcher'), body: { turn: 'stop' } })).statusCode).toBe(404);
  });
});

describe('what people may turn off (M13)', () => {
  const ask = async (method: 'GET' | 'PUT' | 'DELETE', url: string, role: Role, body?: object) => hub.app.inject({ method, url, headers: await hub.as(role), ...(body === undefined ? {} : { body }) });

  it('says why nothing leaves', async () => {
    expect((await ask('GET', '/v1/outbound', 'dispatcher')).json()).toEqual({ mode: 'sandbox', reasons: ['sandboxed'], switches: [], isLegacyAuthoritative: true, isRegisteredInUs: false });
  });

  it('is stopped by anybody at a desk, let go again by an administrator, and told with a name and a reason', async () => {
    const stopped = await ask('PUT', '/v1/outbound/switches/template:booked', 'dispatcher', { reason: 'mauvaise adresse' });
    expect(stopped.json()).toMatchObject({ switches: [{ key: 'template:booked', reason: 'mauvaise adresse', by: 'dispatcher@demo.gigafibre.ca' }] });
    expect((await ask('DELETE', '/v1/outbound/switches/template:booked', 'dispatcher')).statusCode).toBe(403);
    expect((await ask('DELETE', '/v1/outbound/switches/template:booked', 'admin')).json()).toMatchObject({ switches: [] });
    expect((await ask('PUT', '/v1/outbound/switches/everything', 'admin', { reason: 'x' })).statusCode).toBe(400);
  });

  it('leaves it to an administrator to say who bills', async () => {
    expect((await ask('PUT', '/v1/outbound/flags/legacy-authoritative', 'accountant', { value: false })).statusCode).toBe(403);
    expect((await ask('PUT', '/v1/outbound/flags/legacy-authoritative', 'admin', { value: false })).json()).toMatchObject({ isLegacyAuthoritative: false });
  });
});

describe('the size of an SMS', () => {
  it('counts é è à ù as one letter of the small alphabet, and ê ç ô œ ’ as reasons to leave it', () => {
    expect(smsSize('é è à ù'.padEnd(160, '.'))).toEqual({ alphabet: 'GSM-7', segments: 1, characters: 160 });
    for (const letter of ['ê', 'ç', 'ô', 'î', 'œ', '’', '\u00a0', '😀']) expect(smsSize(letter).alphabet).toBe('UCS-2');
  });

  it('cuts no letter in half at the end of a segment', () => {
    expect(smsSize('.'.repeat(161)).segments).toBe(2);
    expect(smsSize('€'.repeat(80)).segments).toBe(1);
    expect(smsSize('€'.repeat(153))).toEqual({ alphabet: 'GSM-7', segments: 3, characters: 306 });
    expect(smsSize('😀'.repeat(35)).segments).toBe(1);
    expect(smsSize('😀'.repeat(67)).segments).toBe(3);
  });

  it('stays at one segment for a technician’s link with the longest name and address (R52)', () => {
    const words = { name: inGsmLetters('Jean-François-Xavier').slice(0, 20), link: `https://repartition.gigafibre.example.ca/j#${'W'.repeat(11)}` };
    for (const text of Object.values(SMS_TEMPLATES['tech-link'])) expect(smsSize(text(words))).toMatchObject({ alphabet: 'GSM-7', segments: 1 });
  });

  it('stays at one segment for what customers are told of a visit, on the longest day of the year’s names', () => {
    const window = { start: '2026-09-23T14:45:00Z', end: '2026-09-23T20:45:00Z' };
    const wording: Wording = (template, language, values) => fill(seedOf(template).texts[language].body, values);
    const texts = (['fr', 'en'] as const).flatMap((language) =>
      (['running-late', 'rescheduled', 'confirmed'] as const).map((template) => visitMessageText(wording, { template, at: window.start, window, text: null, customer: { customerName: '', phone: '', language } })),
    );
    for (const text of texts) expect(smsSize(text), text).toMatchObject({ alphabet: 'GSM-7', segments: 1 });
    expect(texts[1]).toBe('Gigafibre : votre rendez-vous est déplacé au mercredi 23 septembre, entre 10 h 45 et 16 h 45. Pas possible? Appelez-nous.');
  });

  it('writes names in letters the alphabet has', () => {
    expect(['Françoise', 'Éric', 'Noëlla', 'Benoît', 'Œdipe'].map(inGsmLetters)).toEqual(['Francoise', 'Éric', 'Noella', 'Benoit', 'OEdipe']);
  });
});
