import { OutboxMessage, Problem, SANDBOX_TURNS, Uuid } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import type { HubApp, HubPlugin } from '../../platform/hub-app.ts';
import type { Outbox } from './outbox.ts';

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
  stop: [],
};
const EMAIL_TURNS: Readonly<Record<Turn, readonly string[]>> = {
  delivered: ['sent'], undelivered: ['bounce'], filtered: ['blocked'], duplicate: ['sent', 'sent'], 'out-of-order': ['open', 'sent'], stop: ['unsub'],
};

async function callBack(app: HubApp, hand: SandboxHand, message: OutboxMessage, turn: Turn): Promise<void> {
  if (message.channel === 'email') {
    const events = EMAIL_TURNS[turn].map((event) => ({ event, Message_GUID: message.vendorId, time: 0, email: message.to, hard_bounce: event === 'bounce' }));
    await app.inject({ method: 'POST', url: '/v1/hooks/mailjet', headers: { 'content-type': 'application/json', authorization: hand.mailjetAuthorization }, body: JSON.stringify(events) });
    return;
  }
  const sid = message.vendorId ?? '';
  const reports = SMS_TURNS[turn].map(([MessageStatus, ErrorCode]) => ({ path: STATUS, form: { MessageSid: sid, MessageStatus, ErrorCode, To: message.to } }));
  const calls = turn === 'stop' ? [{ path: INBOUND, form: { MessageSid: `${sid}-stop`, From: message.to, To: '', Body: message.language === 'fr' ? 'ARRÊT' : 'STOP' } }] : reports;
  for (const { path, form } of calls) {
    await app.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': hand.signTwilio(path, form) }, body: new URLSearchParams(form).toString() });
  }
}

/** `POST /v1/outbox/:id/simulate`: plays the vendor, by its real scheme, through the real callbacks. Only where nothing can leave. */
export const sandboxRoutes =
  ({ outbox, hand }: { outbox: Outbox; hand: SandboxHand | undefined }): HubPlugin =>
  async (app) => {
    const schema = { summary: 'Play what becomes of a captured message', params: Type.Object({ id: Uuid }), body: Type.Object({ turn: Type.Enum(SANDBOX_TURNS) }, { additionalProperties: false }), response: { 200: OutboxMessage } };
    app.post('/v1/outbox/:id/simulate', { schema, config: staff }, async ({ params, body }) => {
      if (hand === undefined) throw new Problem('forbidden', { detail: 'Messages leave this house for real.' });
      const message = await outbox.pretendSent(params.id);
      if (message === undefined) throw new Problem('not_found');
      await callBack(app, hand, message, body.turn);
      return (await outbox.find(params.id)) ?? message;
    });
  };
