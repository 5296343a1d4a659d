import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { serveVendor, type Answer, type Asked, type VendorServer } from './vendor-server.ts';

const PATH = '/2010-04-01/Accounts/{AccountSid}/Messages.json';
interface Document {
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: { readonly content: Readonly<Record<string, { readonly schema: object }>> } }; readonly get: { readonly parameters: readonly { readonly name: string; readonly in: string }[] } }>>;
  readonly components: { readonly schemas: object };
}
const document = JSON.parse(readFileSync(new URL('twilio-messages.json', import.meta.url), 'utf8')) as Document;
const { post, get } = document.paths[PATH]!;

const ajv = new Ajv2020({ strict: false, coerceTypes: true, allErrors: true });
addFormats.default(ajv);
for (const format of ['phone-number', 'uri', 'date-time-rfc-2822', 'currency']) ajv.addFormat(format, true);
ajv.addSchema({ $id: 'twilio', components: document.components });
const linked = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"twilio#/')) as object;
const checkMessage = ajv.compile({ ...linked(post.requestBody.content['application/x-www-form-urlencoded']!.schema), additionalProperties: false });
const listParameters = new Set(get.parameters.filter((each) => each.in === 'query').map(({ name }) => name));

/** Twilio's own magic numbers, and the rest of the codes that the hub has an answer to, by the recipient's last digits. */
const BY_RECIPIENT: Readonly<Record<string, number>> = {
  '+15005550001': 21211, '+15005550002': 21612, '+15005550003': 21408, '+15005550004': 21610, '+15005550009': 21614,
};

export interface TakenMessage {
  readonly sid: string;
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string;
}

export interface TwilioServer extends VendorServer {
  readonly origin: string;
  readonly taken: readonly TakenMessage[];
  /** What did not fit the document. */
  readonly faults: readonly string[];
  /** The code of the next answer, whoever it is for; 0 for none. */
  nextCode: number;
}

const problem = (code: number, status: number): Answer => ({ status, body: { code, message: `error ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}`, status } });
const statusOf = (code: number): number => (code === 20429 ? 429 : code === 20003 ? 401 : 400);

/** A stand-in for Twilio's messages that keeps what it took and lists it again. */
export async function serveTwilio(account: { readonly accountSid: string; readonly authToken: string }): Promise<TwilioServer> {
  const taken: TakenMessage[] = [];
  const faults: string[] = [];
  const own = { nextCode: 0 };
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;

  const create = (form: Readonly<Record<string, string>>): Answer => {
    if (!checkMessage(form)) faults.push(...(checkMessage.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`));
    const { To: to = '', Body: body = '', StatusCallback: statusCallback = '' } = form;
    const code = own.nextCode || (BY_RECIPIENT[to] ?? 0);
    own.nextCode = 0;
    if (code !== 0) return problem(code, statusOf(code));
    const sid = `SM${String(taken.length + 1).padStart(32, '0')}`;
    taken.push({ sid, to, body, statusCallback });
    return { status: 201, body: { sid, to, body, status: 'queued', num_segments: '1', direction: 'outbound-api', error_code: null, error_message: null, price: null, date_created: 'Mon, 06 Jul 2026 14:00:00 +0000' } };
  };
  const list = (query: URLSearchParams): Answer => {
    faults.push(...[...query.keys()].filter((name) => !listParameters.has(name)).map((name) => `the list takes no ${name}`));
    const messages = taken.filter(({ to }) => to === query.get('To')).map((message) => ({ ...message, direction: 'outbound-api', status: 'sent', num_segments: '1' }));
    return { status: 200, body: { messages, end: 0, first_page_uri: '', next_page_uri: null, page: 0, page_size: 50, previous_page_uri: null, start: 0, uri: '' } };
  };
  const server = await serveVendor(({ method, path, query, headers, body }: Asked): Answer => {
    if (path !== PATH.replace('{AccountSid}', account.accountSid)) return problem(20404, 404);
    if (headers.authorization !== authorization) return problem(20003, 401);
    return method === 'POST' ? create(Object.fromEntries(new URLSearchParams(body))) : list(query);
  });
  return Object.defineProperties({ taken, faults, origin: `http://127.0.0.1:${server.port}` } as unknown as TwilioServer, {
    ...Object.getOwnPropertyDescriptors(server),
    nextCode: { get: () => own.nextCode, set: (code: number) => void (own.nextCode = code) },
  });
}
