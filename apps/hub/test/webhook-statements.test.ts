import { mulberry32 } from '@gigafibre/kernel';
import Fastify from 'fastify';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookRoutes } from '../src/modules/inbound/hooks.routes.ts';
import type { InboundSms } from '../src/modules/inbound/inbound.ports.ts';
import type { DeliveryReport } from '../src/modules/outbound/index.ts';
import type { HubApp } from '../src/platform/hub-app.ts';
import { answerWithProblems } from '../src/platform/problems.ts';
import { LiveGrant } from '../src/vendors/messaging/live-grant.ts';
import { createMailjet } from '../src/vendors/messaging/mailjet.ts';
import { createTwilio } from '../src/vendors/messaging/twilio.ts';
import { isFromTwilio, signLikeTwilio } from '../src/vendors/messaging/twilio-signature.ts';
import { ACCOUNTS, makeGrants } from './outbound/grants.ts';
import { serveMailjet } from './messaging/mailjet-server.ts';

const ORIGIN = 'https://fsm.example.ca';
const TOKENS = ['token-of-the-account-1', 'token-of-the-account-2'] as const;
const SECRETS = ['a-secret-of-at-least-24-letters', 'another-secret-of-24-letters'] as const;
const basic = (secret: string): string => `Basic ${Buffer.from(`mailjet:${secret}`).toString('base64')}`;
const STATUS = '/v1/hooks/twilio/status';
const MAILJET = '/v1/hooks/mailjet';

const taken: { reports: DeliveryReport[]; sms: InboundSms[] } = { reports: [], sms: [] };
let app: HubApp;
beforeAll(async () => {
  app = Fastify({ logger: false }).withTypeProvider();
  answerWithProblems(app);
  await app.register(
    hookRoutes({
      isFromTwilio: (signature, path, form) => isFromTwilio(TOKENS, signature, ORIGIN + path, form),
      mailjetAuthorizations: SECRETS.map(basic),
      takeReports: async (reports) => void taken.reports.push(...reports),
      takeSms: async (sms) => void taken.sms.push(sms),
    }),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
const statusOf = async ({ url, headers, body }: Call): Promise<number> => (await app.inject({ method: 'POST', url, headers, body })).statusCode;
const encoded = (form: Record<string, string>): string => new URLSearchParams(form).toString();
function signed(form: Record<string, string>, { token = TOKENS[0], path = STATUS }: { token?: string; path?: string } = {}): Call {
  return { url: path, headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signLikeTwilio(token, ORIGIN + path, form) }, body: encoded(form) };
}
const mail = (events: unknown, { secret = SECRETS[0], body = JSON.stringify(events) }: { secret?: string; body?: string } = {}): Call => ({ url: MAILJET, headers: { 'content-type': 'application/json', authorization: basic(secret) }, body });
const effects = (): number => taken.reports.length + taken.sms.length;

const FLIPS = 10_000;
const flipped = (text: string, random: () => number): string => {
  const bytes = Buffer.from(text, 'latin1');
  const at = Math.floor(random() * bytes.length);
  bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 7));
  return bytes.toString('latin1');
};
/** What HTTP itself would not let through as one header or one address is no call to be refused. */
const isSendable = (text: string): boolean => /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/.test(text);

describe('statement 37: a webhook is proved before it is parsed, over what came in, in constant time', () => {
  it(`statement 37: refuses ${FLIPS} single-bit flips of Twilio’s body, signature and address, and acts on none`, async () => {
    const random = mulberry32(37);
    const right = signed({ MessageSid: 'SM1', MessageStatus: 'delivered', To: '+15145550187', ErrorCode: '' });
    const before = effects();
    let refused = 0;
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const part = random();
      const signature = right.headers['x-twilio-signature'] ?? '';
      const bent: Call = part < 0.6 ? { ...right, body: flipped(right.body, random) } : part < 0.9 ? { ...right, headers: { ...right.headers, 'x-twilio-signature': flipped(signature, random) } } : { ...right, url: `/${flipped(right.url.slice(1), random)}` };
      // another spelling of the very same form is the same form: that is what Twilio signs
      const isSame = encoded(Object.fromEntries(new URLSearchParams(bent.body))) === right.body && bent.url === right.url && bent.headers['x-twilio-signature'] === signature;
      if (isSame || !isSendable(bent.url) || !isSendable(bent.headers['x-twilio-signature'] ?? '')) continue;
      const status = await statusOf(bent);
      expect([status, bent.body, bent.url].slice(0, status >= 400 ? 0 : 3)).toEqual([]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(FLIPS * 0.9);
    expect(effects()).toBe(before);
  });

  it(`statement 37: refuses ${FLIPS} single-bit flips of what Mailjet proves itself with, and of the address; its scheme signs no body`, async () => {
    const random = mulberry32(73);
    const right = mail([{ event: 'sent', Message_GUID: 'guid-1' }]);
    const before = effects();
    let refused = 0;
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const bent: Call = random() < 0.8 ? { ...right, headers: { ...right.headers, authorization: flipped(right.headers['authorization'] ?? '', random) } } : { ...right, url: `/${flipped(right.url.slice(1), random)}` };
      if (!isSendable(bent.url) || !isSendable(bent.headers['authorization'] ?? '')) continue;
      const status = await statusOf(bent);
      expect([status, bent.headers, bent.url].slice(0, status >= 400 ? 0 : 3)).toEqual([]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(FLIPS * 0.9);
    expect(effects()).toBe(before);
  });

  it('statement 37: says no to a body that is no JSON only to whoever has proved himself', async () => {
    expect([await statusOf(mail(null, { body: '{', secret: 'nobody' })), await statusOf(mail(null, { body: '{' }))]).toEqual([403, 400]);
  });

  it('statement 37: takes the address from the configuration and the kind from the route, whatever the caller’s address or proxy says', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const withHash = `${STATUS}?bodySHA256=0000`;
    const elsewhere = { ...signed(form), headers: { ...signed(form).headers, 'x-twilio-signature': signLikeTwilio(TOKENS[0], `https://attaque.org${STATUS}`, form), host: 'attaque.org', 'x-forwarded-host': 'attaque.org' } };
    expect([await statusOf(elsewhere), await statusOf({ ...signed(form), url: withHash })]).toEqual([403, 403]);
    expect(await statusOf({ url: withHash, headers: { ...signed(form).headers, 'x-twilio-signature': signLikeTwilio(TOKENS[0], ORIGIN + withHash, {}) }, body: encoded(form) })).toBe(403);
  });
});

describe('statement 38: a captured request that is sent again has no second effect', () => {
  it('statement 38: hands over the same message and status however often it comes, for the book that keeps each once', async () => {
    taken.reports.length = 0;
    const call = signed({ MessageSid: 'SM38', MessageStatus: 'delivered' });
    for (let again = 0; again < 3; again += 1) expect(await statusOf(call)).toBe(204);
    expect(new Set(taken.reports.map(({ vendorId, status }) => `${vendorId} ${status}`))).toEqual(new Set(['SM38 delivered']));
  });
});

describe('statement 39: what is too large, too deep or of another kind is refused before it is taken in', () => {
  it('statement 39: refuses by the length announced, before the body comes', async () => {
    const { port } = app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST ${STATUS} HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 300000\r\n\r\nMessageSid=`);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.destroy();
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 413 Payload Too Large');
  });

  it('statement 39: refuses Mailjet’s caller by his head alone, before the body comes', async () => {
    const { port } = app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST ${MAILJET} HTTP/1.1\r\nhost: x\r\nauthorization: Basic nobody\r\ncontent-type: application/json\r\ncontent-length: 200000\r\n\r\n[`);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.destroy();
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 403 Forbidden');
  });

  it('statement 39: refuses 32 levels and more, without building them, and brackets in words count for nothing', async () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect([await statusOf(mail(null, { body: nested(32) })), await statusOf(mail(null, { body: nested(33) })), await statusOf(mail(null, { body: nested(60_000) }))]).toEqual([200, 400, 400]);
    expect(await statusOf(mail([{ event: 'sent', comment: '['.repeat(500) }]))).toBe(200);
  });

  it('statement 39: refuses another kind of content on each route, and anything compressed', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const as = (call: Call, more: Record<string, string>): Call => ({ ...call, headers: { ...call.headers, ...more } });
    expect(await statusOf(as(signed(form), { 'content-type': 'application/json' }))).toBe(415);
    expect(await statusOf(as(mail([]), { 'content-type': 'application/x-www-form-urlencoded' }))).toBe(415);
    expect(await statusOf(as(signed(form), { 'content-encoding': 'gzip' }))).toBe(422);
    expect(await statusOf(as(mail([]), { 'content-encoding': 'br' }))).toBe(422);
    expect(await statusOf(mail([], { body: `[${'{},'.repeat(100_000)}{}]` }))).toBe(413);
    expect(await statusOf(mail(Array.from({ length: 1001 }, (_, index) => ({ event: 'sent', Message_GUID: `g${index}` }))))).toBe(413);
  });
});

describe('statement 40: what a vendor says is untrusted: its addresses are fetched by nobody', () => {
  it('statement 40: keeps how many pictures an SMS had, and opens no connection to any of their addresses', async () => {
    const opened: unknown[] = [];
    const note = (message: unknown): void => void opened.push(message);
    subscribe('net.client.socket', note);
    const form = { MessageSid: 'SM40', From: '+15145550187', To: '', Body: 'photo', NumMedia: '2', MediaUrl0: 'http://127.0.0.1:1/secret', MediaUrl1: 'http://169.254.169.254/latest/meta-data' };
    expect(await statusOf(signed(form, { path: '/v1/hooks/twilio/inbound' }))).toBe(200);
    await new Promise((resolve) => setImmediate(resolve));
    unsubscribe('net.client.socket', note);
    expect([taken.sms.at(-1), opened]).toEqual([{ vendorId: 'SM40', senderKey: '+15145550187', recipient: '', body: 'photo', media: 2 }, []]);
  });

  it('statement 40: reads of Mailjet’s events what it knows, cut to what is kept', async () => {
    taken.reports.length = 0;
    await statusOf(mail([{ event: 'x'.repeat(500), Message_GUID: 'g'.repeat(500), error: 'e'.repeat(500), url: 'http://169.254.169.254/', __proto__: { admin: true } }, { event: 1, Message_GUID: 2 }, 'text', null]));
    expect(taken.reports.map(({ vendorId, status, code }) => [vendorId.length, status.length, code.length])).toEqual([[100, 40, 100]]);
  });
});

describe('statement 41: two secrets are live while they are exchanged', () => {
  it('statement 41: takes both of Twilio’s tokens and both of Mailjet’s secrets, and no third', async () => {
    const form = { MessageSid: 'SM41', MessageStatus: 'sent' };
    expect([await statusOf(signed(form)), await statusOf(signed(form, { token: TOKENS[1] })), await statusOf(signed(form, { token: 'a-third-token' }))]).toEqual([204, 204, 403]);
    expect([await statusOf(mail([])), await statusOf(mail([], { secret: SECRETS[1] })), await statusOf(mail([], { secret: 'a-third-secret-of-24-letters' }))]).toEqual([200, 200, 403]);
  });
});

describe('statement 42: calls go to the hosts named in code and to no other', () => {
  it('statement 42: sends SMS to Twilio’s one host, and e-mail to Mailjet’s, whatever a message holds', async () => {
    const seconds = Date.parse('2026-07-06T15:00:00Z') / 1000;
    const book = await makeGrants(seconds);
    const grant = await LiveGrant.claim({ mode: 'live', environment: 'production', grant: book.grants[0]!.text, publicKey: book.publicKey, accounts: ACCOUNTS }, seconds);
    if (!(grant instanceof LiveGrant)) throw new Error('no grant');
    const vendor = await serveMailjet({ key: 'k', secret: 's' });
    const twilio = createTwilio(grant, { accountSid: ACCOUNTS.sms, authToken: 't', sender: '+14505550100', statusCallback: `${ORIGIN}${STATUS}`, origin: `http://127.0.0.1:${vendor.port}` });
    const message = { id: 'm', to: '+15145550187', toName: '', subject: '', body: 'https://attaque.org' };
    // the stand-in of another vendor knows no such address: it was asked, and nobody else was
    expect((await twilio.send(message)).kind).toBe('refused');
    const mailjet = createMailjet(grant, { key: 'k', secret: 's', from: { email: 'service@gigafibre.ca', name: 'Gigafibre' }, standIn: { host: '127.0.0.1', port: vendor.port } });
    expect((await mailjet.send({ ...message, to: 'x@example.ca', subject: 'x' })).kind).toBe('accepted');
    await vendor.close();
  });
});
