import type { ConversationPage, CustomerThread, Thread } from '@gigafibre/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundTables } from '../src/modules/outbound/index.ts';
import { signLikeTwilio } from '../src/vendors/messaging/twilio-signature.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

const ORIGIN = 'http://fsm.example.ca';
const TOKEN = 'token-of-the-account-1';
const [LISE, STRANGER]: readonly [string, string] = ['+14505550161', '+15145550187'];

let world: FieldWorld;
let customer: string;
beforeAll(async () => {
  world = await openFieldWorld({ environment: { PUBLIC_ORIGIN: ORIGIN, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: TOKEN, TWILIO_SENDER: '+14505550100' } });
  customer = (await world.erp.insert('Customer', { customer_name: 'Lise Côté', customer_type: 'Individual', phone_e164: LISE, language: 'en' })).name;
  for (const customer_name of ['Jean Un', 'Jean Deux']) await world.erp.insert('Customer', { customer_name, customer_type: 'Individual', phone_e164: '+14505550199' });
});
afterAll(() => world.close());
const table = () => world.hub.database.db.$extendTables<OutboundTables>();
beforeEach(async () => {
  for (const name of ['outbox', 'opt_outs', 'inbound_messages', 'conversations', 'conversation_reads'] as const) await table().deleteFrom(name).execute();
});

let said = 0;
async function says(Body: string, From: string = LISE, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const path = '/v1/hooks/twilio/inbound';
  const form = { MessageSid: `SM${(said += 1)}`, From, To: '+14505550100', Body, ...more };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signLikeTwilio(TOKEN, ORIGIN + path, form) };
  const { statusCode } = await world.hub.app.inject({ method: 'POST', url: path, headers, body: new URLSearchParams(form).toString() });
  expect(statusCode).toBe(200);
}
const list = async (as: Headers, query = ''): Promise<ConversationPage> => (await world.get<ConversationPage>(as, `/v1/conversations${query}`)).body;
const thread = async (as: Headers, number = LISE): Promise<Thread> => (await world.get<Thread>(as, `/v1/conversations/${encodeURIComponent(number)}`)).body;

describe('a conversation by SMS (R26)', () => {
  it('begins with what a customer writes, is matched by his number, and waits for a person', async () => {
    await says('Bonjour, à quelle heure passez-vous?');
    const { conversations, total, unread } = await list(world.people.agent);
    expect([total, unread]).toEqual([1, 1]);
    expect(conversations[0]).toMatchObject({ number: LISE, customer, customerName: 'Lise Côté', language: 'en', unread: 1, waitingSince: world.clock.now().toString(), last: { direction: 'in', text: 'Bonjour, à quelle heure passez-vous?' } });
  });

  it('is answered once for one command, in the thread and in the outbox, and waits no longer', async () => {
    await says('Bonjour?');
    const id = '01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e60';
    world.clock.advance({ minutes: 1 });
    for (const replayed of [false, true]) expect((await world.give(world.people.agent, 'conversation.reply', { number: LISE, text: 'We come at 8.' }, { id })).body).toMatchObject({ replayed });
    const { messages, conversation } = await thread(world.people.agent);
    expect(messages.map(({ direction, text, state, by }) => [direction, text, state, by])).toEqual([['in', 'Bonjour?', null, ''], ['out', 'We come at 8.', 'captured', 'agent@demo.gigafibre.ca']]);
    expect([conversation.waitingSince, conversation.last?.text]).toEqual([null, 'We come at 8.']);
  });

  it('is unread for each person until that person has seen it', async () => {
    await says('Un');
    await says('Deux');
    const { messages } = await thread(world.people.agent);
    const read = await world.hub.app.inject({ method: 'PUT', url: `/v1/conversations/${encodeURIComponent(LISE)}/read`, headers: world.people.agent, payload: { upTo: messages[0]!.number } });
    expect(read.statusCode).toBe(204);
    expect([(await list(world.people.agent)).conversations[0]?.unread, (await list(world.people.dispatcher)).conversations[0]?.unread]).toEqual([1, 2]);
    await world.hub.app.inject({ method: 'PUT', url: `/v1/conversations/${encodeURIComponent(LISE)}/read`, headers: world.people.agent, payload: { upTo: 0 } });
    expect((await list(world.people.agent)).conversations[0]?.unread).toBe(1);
  });

  it('is found by name, number or last words, and kept by what it needs', async () => {
    await says('Mon modem clignote');
    await says('Rappelez-moi', STRANGER);
    await world.give(world.people.agent, 'conversation.settle', { number: STRANGER });
    const found = async (query: string) => (await list(world.people.agent, query)).conversations.map(({ number }) => number);
    expect(await found('?text=c%C3%B4t%C3%A9')).toEqual([LISE]);
    expect(await found('?text=514%20555-0187')).toEqual([STRANGER]);
    expect(await found('?text=clignote')).toEqual([LISE]);
    expect(await found('?filter=waiting')).toEqual([LISE]);
    expect(await found('?filter=mine')).toEqual([]);
    await world.give(world.people.agent, 'conversation.assign', { number: LISE, assignee: 'agent@demo.gigafibre.ca' });
    expect(await found('?filter=mine')).toEqual([LISE]);
  });

  it('is given to somebody who works at a desk, and to nobody else', async () => {
    await says('Bonjour?');
    expect((await world.give(world.people.agent, 'conversation.assign', { number: LISE, assignee: 'personne@exemple.ca' })).status).toBe(400);
    await world.give(world.people.agent, 'conversation.assign', { number: LISE, assignee: 'repartition@demo.gigafibre.ca' });
    expect((await thread(world.people.agent)).conversation.assignee).toEqual({ user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' });
  });

  it('is nobody’s where several customers have the number, until somebody says whose it is', async () => {
    await says('Bonjour?', '+14505550199');
    const before = await thread(world.people.agent, '+14505550199');
    expect([before.conversation.customer, before.candidates.map(({ customerName }) => customerName)]).toEqual([null, ['Jean Deux', 'Jean Un']]);
    await world.give(world.people.agent, 'conversation.attach', { number: '+14505550199', customer: before.candidates[0]!.name });
    expect((await thread(world.people.agent, '+14505550199')).conversation).toMatchObject({ customerName: 'Jean Deux', isAttachedByHand: true });
    await world.give(world.people.agent, 'conversation.attach', { number: '+14505550199', customer: null });
    expect((await list(world.people.agent)).conversations[0]).toMatchObject({ customer: null, isAttachedByHand: false });
  });

  it('is about a ticket that exists, and its answers are kept with it', async () => {
    await says('Bonjour?');
    const issue = await world.erp.insert('Issue', { subject: 'Pas de signal', customer });
    expect((await world.give(world.people.agent, 'conversation.link', { number: LISE, ticket: 'ISS-nowhere', job: null })).status).toBe(404);
    await world.give(world.people.agent, 'conversation.link', { number: LISE, ticket: issue.name, job: null });
    await world.give(world.people.agent, 'conversation.reply', { number: LISE, text: 'On regarde.' });
    expect(await table().selectFrom('outbox').select(['about_doctype', 'about_name', 'customer']).executeTakeFirst()).toEqual({ about_doctype: 'Issue', about_name: issue.name, customer });
  });

  it('stays closed to texts once the customer has said STOP: the answer is kept back, with the reason', async () => {
    await says('ARRÊT');
    const { conversation } = await thread(world.people.agent);
    expect([conversation.hasStopped, conversation.waitingSince, conversation.unread]).toEqual([true, null, 1]);
    await world.give(world.people.agent, 'conversation.reply', { number: LISE, text: 'Bonjour' });
    expect((await thread(world.people.agent)).messages.at(-1)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });

  it('keeps how many pictures came along, and fetches none of them', async () => {
    await says('Voici la prise', LISE, { NumMedia: '2', MediaUrl0: 'http://169.254.169.254/latest', MediaUrl1: 'https://attaque.org/x' });
    expect((await thread(world.people.agent)).messages[0]).toMatchObject({ text: 'Voici la prise', media: 2 });
  });

  it('is on the customer’s own page, even before the first word, with his e-mails', async () => {
    const asked = async (name: string) => (await world.get<CustomerThread>(world.people.agent, `/v1/customers/${encodeURIComponent(name)}/thread`)).body.thread;
    expect(await asked(customer)).toMatchObject({ conversation: { number: LISE, customerName: 'Lise Côté', last: null }, messages: [], canText: true });
    await world.give(world.people.agent, 'conversation.reply', { number: LISE, text: 'Hello' });
    expect((await asked(customer))?.messages).toMatchObject([{ direction: 'out', text: 'Hello' }]);
    const nobody = await world.erp.insert('Customer', { customer_name: 'Sans Numéro', customer_type: 'Individual' });
    expect(await asked(nobody.name)).toBeNull();
  });

  it('lets nobody text a number that is no customer’s and has never written', async () => {
    expect((await world.give(world.people.agent, 'conversation.reply', { number: '+33612345678', text: 'Bonjour' })).body.code).toBe('no_recipient');
    expect(await table().selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  it('is the office’s: a technician and the accountant read none of it', async () => {
    for (const as of [world.people.marc, world.people.accountant]) {
      expect((await world.get(as, '/v1/conversations')).status).toBe(403);
      expect((await world.give(as, 'conversation.reply', { number: LISE, text: 'x' })).status).toBe(403);
    }
  });
});
