import { timingSafeEqual } from 'node:crypto';
import { Problem } from '@gigafibre/contracts';
import type { FastifyRequest } from 'fastify';
import { anyone } from '../../platform/access.ts';
import type { HubApp, HubPlugin } from '../../platform/hub-app.ts';
import type { DeliveryReport } from '../outbound/index.ts';
import type { InboundSms } from './inbound.ports.ts';
import { mailjetReports } from './mailjet-events.ts';

const LARGEST_BODY = 256 * 1024;
const LARGEST_LOT = 1000;
type Form = Readonly<Record<string, string | readonly string[]>>;

export interface Hooks {
  /** Whether Twilio signed this. */
  readonly isFromTwilio: (signature: string, path: string, form: Form) => boolean;
  /** What Mailjet proves itself with: `Basic …` in the address it was given, two while they are exchanged. With none, nothing is proved. */
  readonly mailjetAuthorizations: readonly string[];
  takeReports(reports: readonly DeliveryReport[]): Promise<void>;
  takeSms(sms: InboundSms): Promise<void>;
}

/** A name that comes twice keeps both values: they are signed so. */
function formOf(text: string): Form {
  const pairs = new URLSearchParams(text);
  return Object.fromEntries([...new Set(pairs.keys())].map((name) => [name, pairs.getAll(name).length > 1 ? pairs.getAll(name) : (pairs.get(name) ?? '')]));
}

const textOf = (form: Form, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

const rawOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '');

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Takes one kind of body as the bytes it came in, and refuses every other before reading it. */
function takeOnly(app: HubApp, type: string): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(type, { parseAs: 'string', bodyLimit: LARGEST_BODY }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async ({ headers }) => {
    // nobody who calls here compresses; what unpacks to more than it weighs is not unpacked
    if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') throw new Problem('body_encoded');
  });
}

const route = (summary: string) => ({ bodyLimit: LARGEST_BODY, schema: { summary }, config: anyone });

/** The vendors' callbacks: proved over the raw body before anything of it is believed, answered once it is kept. */
export const hookRoutes =
  (hooks: Hooks): HubPlugin =>
  async (app) => {
    await app.register(async (twilio: HubApp) => twilioRoutes(twilio, hooks));
    await app.register(async (mailjet: HubApp) => mailjetRoutes(mailjet, hooks));
  };

function twilioRoutes(app: HubApp, hooks: Hooks): void {
  takeOnly(app, FORM);
  const provedForm = (request: FastifyRequest): Form => {
    const form = formOf(rawOf(request));
    if (!hooks.isFromTwilio(String(request.headers['x-twilio-signature'] ?? ''), request.url, form)) throw new Problem('forbidden');
    return form;
  };
  app.post('/v1/hooks/twilio/status', route('Twilio tells what became of an SMS'), async (request, reply) => {
    const form = provedForm(request);
    const [vendorId, status] = [textOf(form, 'MessageSid'), textOf(form, 'MessageStatus')];
    if (vendorId === '' || status === '') throw new Problem('invalid_request');
    await hooks.takeReports([{ vendorId, status, code: textOf(form, 'ErrorCode') }]);
    return reply.code(204).send();
  });
  app.post('/v1/hooks/twilio/inbound', route('Twilio hands over a customer’s SMS'), async (request, reply) => {
    const form = provedForm(request);
    const [vendorId, senderKey] = [textOf(form, 'MessageSid'), textOf(form, 'From')];
    if (vendorId === '' || senderKey === '') throw new Problem('invalid_request');
    await hooks.takeSms({ vendorId, senderKey, recipient: textOf(form, 'To'), body: textOf(form, 'Body'), media: Math.min(10, Math.trunc(Number(textOf(form, 'NumMedia'))) || 0) });
    return reply.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });
}

function mailjetRoutes(app: HubApp, hooks: Hooks): void {
  takeOnly(app, JSON_TYPE);
  // its proof is in the head: without it, not a byte of the body is read
  app.addHook('onRequest', async ({ headers }) => {
    if (!hooks.mailjetAuthorizations.some((expected) => isSame(headers.authorization ?? '', expected))) throw new Problem('forbidden');
  });
  app.post('/v1/hooks/mailjet', route('Mailjet tells what became of e-mails'), async (request, reply) => {
    const reports = mailjetReports(rawOf(request));
    if (reports.length > LARGEST_LOT) throw new Problem('too_large');
    await hooks.takeReports(reports);
    return reply.code(200).send({});
  });
}

const isSame = (given: string, expected: string): boolean => expected !== '' && Buffer.byteLength(given) === Buffer.byteLength(expected) && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
