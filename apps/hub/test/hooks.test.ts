import { mulberry32 } from '@gigafibre/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundTables } from '../src/modules/outbound/index.ts';
import { signLikeTwilio } from '../src/vendors/messaging/twilio-signature.ts';
import { openTestHub, type TestHub } from './harness.ts';

const ORIGIN = 'https://fsm.example.ca';
const [TOKEN, SECOND, SECRET]: readonly [string, string, string] = ['token-of-the-account-1', 'token-of-the-account-2', 'a-secret-of-at-least-24-letters'];
const CHLOE = '+15145550187';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({
    environment: {
      PUBLIC_ORIGIN: ORIGIN, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: TOKEN, TWILIO_AUTH_TOKEN_SECONDARY: SECOND, TWILIO_SENDER: '+14505550100', MAILJET_HOOK_SECRET: SECRET, DISPATCH_PHONE: '+14505550100',
    },
  });
});
afterAll(() => hub.close());
const table = () => hub.database.db.$extendTables<OutboundTables>();
beforeEach(async () => {
  for (const name of ['outbox', 'opt_outs', 'delivery_reports', 'inbound_messages', 'kill_switches', 'bad_addresses'] as const) await table().deleteFrom(name).execute();
});

type Form = Record<string, string>;
const STATUS = '/v1/hooks/twilio/status';
const INBOUND = '/v1/hooks/twilio/inbound';
const encoded = (form: Form): string => new URLSearchParams(form).toString();

async function twilio(path: string, form: Form, { token = TOKEN, signature = signLikeTwilio(token, ORIGIN + path, form), body = encoded(form), headers = {} } = {}) {
  const { statusCode } = await hub.app.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature, ...headers }, body });
  return statusCode;
}
const mailjet = async (events: unknown, authorization = `Basic ${Buffer.from(`mailjet:${SECRET}`).toString('base64')}`) =>
  (await hub.app.inject({ method: 'POST', url: '/v1/hooks/mailjet', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify(events) })).statusCode;

async function layMessages(ids: readonly string[], channel: 'sms' | 'email' = 'sms') {
  const at = hub.clock.now().toString();
  const rows = ids.map((vendor_id) => ({
    id: crypto.randomUUID(), channel, recipient: CHLOE, recipient_name: 'Chloé', recipient_key: CHLOE, language: 'fr' as const, template: 'booked', category: 'service' as const, subject: '', body: 'Bonjour', state: 'accepted' as const,
    reason: null, trace: '[]', created_at: at, changed_at: at, due_at: null, attempts: 1, sending_at: at, vendor_id, is_marked: false, created_by: 'x', about_doctype: null, about_name: null, cause: null, command: null,
  }));
  await table().insertInto('outbox').values(rows).execute();
}
const states = async (): Promise<Record<string, string>> => Object.fromEntries((await table().selectFrom('outbox').select(['vendor_id', 'state']).execute()).map(({ vendor_id: id, state }) => [id ?? '', state]));
const optOuts = async () => (await table().selectFrom('opt_outs').select('recipient_key').execute()).map(({ recipient_key: key }) => key);
const answers = async () => (await table().selectFrom('outbox').select(['template', 'language', 'state', 'body']).orderBy('created_at').execute()).map(({ template, language, state }) => [template, language, state]);

describe('a vendor’s callback proves itself before it is read (statement 37)', () => {
  it('is taken with either of the two live tokens (statement 41)', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'sent' };
    expect([await twilio(STATUS, form), await twilio(STATUS, form, { token: SECOND })]).toEqual([204, 204]);
  });

  it('is refused unsigned, signed with another token, for another path, or by what a proxy says', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const elsewhere = signLikeTwilio(TOKEN, `https://attaque.org${STATUS}`, form);
    expect(await twilio(STATUS, form, { signature: '' })).toBe(403);
    expect(await twilio(STATUS, form, { token: 'another-token-altogether' })).toBe(403);
    expect(await twilio(STATUS, form, { signature: signLikeTwilio(TOKEN, ORIGIN + INBOUND, form) })).toBe(403);
    expect(await twilio(STATUS, form, { signature: elsewhere, headers: { host: 'attaque.org', 'x-forwarded-host': 'attaque.org', 'x-forwarded-proto': 'https' } })).toBe(403);
  });

  it('is refused with any single bit of it changed', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered', To: CHLOE, ErrorCode: '' };
    const [body, signature] = [encoded(form), signLikeTwilio(TOKEN, ORIGIN + STATUS, form)];
    const random = mulberry32(7);
    for (let flip = 0; flip < 400; flip += 1) {
      const isBody = random() < 0.7;
      const bytes = Buffer.from(isBody ? body : signature, 'latin1');
      const at = Math.floor(random() * bytes.length);
      bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 7));
      const bent = bytes.toString('latin1');
      const isSame = isBody ? encoded(Object.fromEntries(new URLSearchParams(bent))) === body : bent === signature || /[\0-\x20\x7F]/.test(bent);
      if (!isSame) expect(await twilio(STATUS, form, isBody ? { body: bent, signature } : { signature: bent }), bent).toBe(403);
    }
    expect(await table().selectFrom('delivery_reports').selectAll().execute()).toEqual([]);
  });

  it('is signed with all its fields, the unknown ones and the repeated ones too', async () => {
    expect(await twilio(STATUS, { MessageSid: 'SM1', MessageStatus: 'sent', SomethingOfTomorrow: 'x' })).toBe(204);
    const form = { MessageSid: 'SM1', MessageStatus: 'sent', MediaUrl: ['a', 'b'] };
    const body = 'MessageSid=SM1&MessageStatus=sent&MediaUrl=a&MediaUrl=b';
    expect(await twilio(STATUS, {}, { body, signature: signLikeTwilio(TOKEN, ORIGIN + STATUS, form) })).toBe(204);
  });

  it('is refused when it is larger than any callback, or of another kind (statement 39)', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'x'.repeat(300_000) };
    expect(await twilio(STATUS, form)).toBe(413);
    expect(await twilio(STATUS, form, { headers: { 'content-type': 'text/plain' } })).toBe(415);
  });

  it('needs the secret of the e-mail address it was given, whole', async () => {
    for (const wrong of ['', 'Basic', `Basic ${Buffer.from('mailjet:').toString('base64')}`, `Basic ${Buffer.from(`mailjet:${SECRET}x`).toString('base64')}`]) expect(await mailjet([], wrong)).toBe(403);
    expect(await mailjet([])).toBe(200);
  });
});

describe('what became of a message', () => {
  it('is told by its reports together, in whatever order and however often they come', async () => {
    const random = mulberry32(20_261_123);
    const fates = { delivered: ['sent', 'delivered'], failed: ['sent', 'undelivered'], accepted: ['queued', 'sent'] } as const;
    const kinds = Object.keys(fates) as (keyof typeof fates)[];
    const expected = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`SM${index}`, kinds[Math.floor(random() * 3)]!]));
    await layMessages(Object.keys(expected));
    const reports = Object.entries(expected).flatMap(([id, state]) => fates[state].map((status) => ({ MessageSid: id, MessageStatus: status, ErrorCode: status === 'undelivered' ? '30003' : '' })));
    const repeated = [...reports, ...reports.filter(() => random() < 0.3)].map((form) => ({ form, at: random() })).toSorted((one, other) => one.at - other.at);
    for (let from = 0; from < repeated.length; from += 20) await Promise.all(repeated.slice(from, from + 20).map(({ form }) => twilio(STATUS, form)));
    expect(await states()).toEqual(expected);
  });

  it('is kept for a message whose id is not written down yet, and told when it is', async () => {
    await twilio(STATUS, { MessageSid: 'SM9', MessageStatus: 'delivered' });
    await layMessages(['SM9']);
    await twilio(STATUS, { MessageSid: 'SM9', MessageStatus: 'sent' });
    expect(await states()).toEqual({ SM9: 'delivered' });
  });

  it('is tried once more, a quarter of an hour later, where the operator does not know why either (30008)', async () => {
    await layMessages(['SM1']);
    await twilio(STATUS, { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30008' });
    expect(await table().selectFrom('outbox').select(['state', 'reason', 'due_at']).execute()).toEqual([{ state: 'held', reason: '30008', due_at: hub.clock.now().add({ minutes: 15 }).toString() }]);
  });

  it('stops what a carrier filters, and whoever it says has left', async () => {
    await layMessages(['SM1', 'SM2']);
    await twilio(STATUS, { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30007' });
    await twilio(STATUS, { MessageSid: 'SM2', MessageStatus: 'failed', ErrorCode: '21610' });
    expect([await states(), await optOuts(), (await table().selectFrom('kill_switches').select('key').execute())[0]?.key]).toEqual([{ SM1: 'failed', SM2: 'suppressed' }, [CHLOE], 'template:booked']);
  });

  it.each([
    ['30003', 'failed'], ['30005', 'failed'], ['30006', 'failed'], ['30007', 'failed'], ['30034', 'failed'], ['21610', 'suppressed'], ['21611', 'held'], ['30001', 'held'], ['20003', 'held'], ['', 'failed'], ['39999', 'failed'],
  ] as const)('is told by its code when the operator gives up afterwards: %s → %s', async (code, state) => {
    await layMessages(['SM1']);
    await twilio(STATUS, { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: code });
    expect(await states()).toEqual({ SM1: state });
  });

  it('comes by e-mail in lots of mixed kinds, the unknown ones included', async () => {
    await layMessages(['guid-1', 'guid-2', 'guid-3'], 'email');
    const event = (name: string, guid: string, more = {}) => ({ event: name, Message_GUID: guid, MessageID: 19_421_777_835_146_491, time: 1, email: 'x@example.ca', ...more });
    expect(await mailjet([event('sent', 'guid-1'), event('bounce', 'guid-2', { hard_bounce: true }), event('something-new', 'guid-3'), { nothing: true }, null])).toBe(200);
    expect(await mailjet(event('unsub', 'guid-1'))).toBe(200);
    expect([await states(), await optOuts()]).toEqual([{ 'guid-1': 'delivered', 'guid-2': 'failed', 'guid-3': 'accepted' }, [CHLOE]]);
  });
});

describe('what a customer writes', () => {
  const say = (Body: string, MessageSid = `SM-${Body}`) => {
    hub.clock.advance({ seconds: 1 });
    return twilio(INBOUND, { MessageSid, From: CHLOE, To: '+14505550100', Body });
  };

  it.each([['STOP', 'en'], ['Arrêt', 'fr'], ['ARRET', 'fr'], ['stop svp', 'en'], ['Me désabonner.', 'fr'], ['  unsubscribe!! ', 'en'], ['Stop please', 'en']] as const)('« %s » stops everything at once and is confirmed in its language', async (word, language) => {
    expect(await say(word)).toBe(200);
    expect([await optOuts(), await answers()]).toEqual([[CHLOE], [['stop-confirmed', language, 'captured']]]);
  });

  it('is a message to read when it is a sentence', async () => {
    await say('Ne vous arrêtez pas chez le voisin, stop à la maison bleue');
    expect([await optOuts(), await answers(), (await table().selectFrom('inbound_messages').select('keyword').execute())[0]?.keyword]).toEqual([[], [], null]);
  });

  it('is answered to AIDE and HELP in the language of the word, even after STOP', async () => {
    await say('STOP');
    await say('Aide');
    await say('help');
    expect(await answers()).toEqual([['stop-confirmed', 'en', 'captured'], ['help-answer', 'fr', 'captured'], ['help-answer', 'en', 'captured']]);
  });

  it('starts again with START, and is told so once', async () => {
    await say('STOP');
    await say('START');
    await say('start', 'SM-again');
    expect([await optOuts(), await answers()]).toEqual([[], [['stop-confirmed', 'en', 'captured'], ['start-confirmed', 'en', 'captured']]]);
  });

  it('has its effect once, however often Twilio delivers it', async () => {
    await Promise.all([say('STOP', 'SM1'), say('STOP', 'SM1'), say('STOP', 'SM1')]);
    expect(await answers()).toEqual([['stop-confirmed', 'en', 'captured']]);
  });
});
