import { randomUUID } from 'node:crypto';
import { OutboxMessage, Problem, SANDBOX_TURNS, SandboxMessages, Uuid, type Language } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import type { HubApp, HubPlugin } from '../../platform/hub-app.ts';
import type { Outbox } from './outbox.ts';
import type { SandboxInbox } from './sandbox-inbox.ts';

type Turn = (typeof SANDBOX_TURNS)[number];
type Form = Readonly<Record<string, string>>;

/** Signs callbacks as the vendors would; there is one only where nothing can leave. */
export interface SandboxHand {
  signTwilio(path: string, form: Form): string;
  readonly mailjetAuthorization: string;
}

const STATUS = '/v1/hooks/twilio/status';
const INBOUND = '/v1/hooks/twilio/inbound';

/** What Twilio would call back for each turn of events, in the order of arrival. */
const SMS_TURNS: Readonly<Record<Turn, readonly (readonly [status: string, code: string])[]>> = {
  delivered: [['sent', ''], ['delivered', '']],
  undelivered: [['sent', ''], ['undelivered', '30003']],
  filtered: [['undelivered', '30007']],
  duplicate: [['delivered', ''], ['delivered', ''], ['delivered', '']],
  'out-of-order': [['delivered', ''], ['sent', ''], ['queued', '']],
  // a person who complains to his carrier is filtered from then on
  complaint: [['undelivered', '30007']],
  stop: [],
  unsubscribe: [],
};
const EMAIL_TURNS: Readonly<Record<Turn, readonly string[]>> = {
  delivered: ['sent'], undelivered: ['bounce'], filtered: ['blocked'], duplicate: ['sent', 'sent'], 'out-of-order': ['open', 'sent'], stop: ['unsub'], unsubscribe: ['sent', 'unsub'], complaint: ['sent', 'spam'],
};

/** What a customer would text to be left alone. */
const LEAVING: Readonly<Partial<Record<Turn, Readonly<Record<Language, string>>>>> = { stop: { fr: 'ARRÊT', en: 'STOP' }, unsubscribe: { fr: 'Me désabonner', en: 'unsubscribe' } };

async function callBack(app: HubApp, hand: SandboxHand, message: OutboxMessage, turn: Turn): Promise<void> {
  if (message.channel === 'email') {
    const events = EMAIL_TURNS[turn].map((event) => ({ event, Message_GUID: message.vendorId, time: 0, email: message.to, hard_bounce: event === 'bounce' }));
    await app.inject({ method: 'POST', url: '/v1/hooks/mailjet', headers: { 'content-type': 'application/json', authorization: hand.mailjetAuthorization }, body: JSON.stringify(events) });
    return;
  }
  const sid = message.vendorId ?? '';
  const reports = SMS_TURNS[turn].map(([MessageStatus, ErrorCode]) => ({ path: STATUS, form: { MessageSid: sid, MessageStatus, ErrorCode, To: message.to } }));
  const word = LEAVING[turn]?.[message.language];
  const calls = word === undefined ? reports : [{ path: INBOUND, form: { MessageSid: `${sid}-${turn}`, From: message.to, To: '', Body: word } }];
  for (const { path, form } of calls) await callTwilio(app, hand, path, form);
}

const LONGEST_WAIT_SECONDS = 30;
const Asked = Type.Object(
  {
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 140, description: 'A number or address, whole' })),
    after: Type.Integer({ minimum: 0, default: 0, description: 'The cursor of an earlier answer' }),
    wait: Type.Integer({ minimum: 0, maximum: LONGEST_WAIT_SECONDS, default: 0, description: 'Seconds to wait where there is nothing yet' }),
  },
  { additionalProperties: false },
);
const Reply = Type.Object({ to: Type.String({ pattern: '^\\+[1-9]\\d{6,14}$' }), text: Type.String({ minLength: 1, maxLength: 480 }) }, { additionalProperties: false });

interface SandboxParts {
  readonly outbox: Outbox;
  readonly hand: SandboxHand | undefined;
  readonly messages: SandboxInbox;
}

/**
 * The sandbox for people and for tests, only where nothing can leave: `POST /v1/outbox/:id/simulate` plays the vendor by its
 * real scheme through the real callbacks, `POST /v1/sandbox/replies` plays a customer who texts, and `GET /v1/sandbox/messages`
 * gives what was captured, waiting for it where asked to.
 */
export const sandboxRoutes =
  ({ outbox, hand, messages }: SandboxParts): HubPlugin =>
  async (app) => {
    const own = (): SandboxHand => {
      if (hand === undefined) throw new Problem('forbidden', { detail: 'Messages leave this house for real.' });
      return hand;
    };
    const schema = { summary: 'Play what becomes of a captured message', params: Type.Object({ id: Uuid }), body: Type.Object({ turn: Type.Enum(SANDBOX_TURNS) }, { additionalProperties: false }), response: { 200: OutboxMessage } };
    app.post('/v1/outbox/:id/simulate', { schema, config: staff }, async ({ params, body }) => {
      const playing = own();
      const message = await outbox.pretendSent(params.id);
      if (message === undefined) throw new Problem('not_found');
      await callBack(app, playing, message, body.turn);
      return (await outbox.find(params.id)) ?? message;
    });
    app.post('/v1/sandbox/replies', { schema: { summary: 'Play a customer who texts', body: Reply, response: { 204: Type.Null() } }, config: staff }, async ({ body }, reply) => {
      const form = { MessageSid: `SM${randomUUID().replaceAll('-', '')}`, From: body.to, To: '', Body: body.text };
      await callTwilio(app, own(), INBOUND, form);
      return reply.code(204).send(null);
    });
    app.get('/v1/sandbox/messages', { schema: { summary: 'What was captured; waits for it where asked to', querystring: Asked, response: { 200: SandboxMessages } }, config: staff }, async ({ query }, reply) => {
      own();
      const leaving = new AbortController();
      reply.raw.once('close', () => leaving.abort());
      return messages.after(query, leaving.signal);
    });
  };

async function callTwilio(app: HubApp, hand: SandboxHand, path: string, form: Form): Promise<void> {
  await app.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': hand.signTwilio(path, form) }, body: new URLSearchParams(form).toString() });
}
