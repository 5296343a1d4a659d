import { Ajv2020 } from 'ajv/dist/2020.js';
import { serveVendor, type Answer, type Asked, type VendorServer } from './vendor-server.ts';

const contact = { type: 'object', required: ['Email'], additionalProperties: false, properties: { Email: { type: 'string', minLength: 3 }, Name: { type: 'string' } } };
/** The fields of the send API that we may use, as its guides name them; no other is let through. */
const ajv = new Ajv2020({ strict: false, allErrors: true });
const checkCall = ajv.compile({
  type: 'object', required: ['Messages'], additionalProperties: false,
  properties: {
    SandboxMode: { type: 'boolean' },
    Messages: {
      type: 'array', minItems: 1, maxItems: 50,
      items: {
        type: 'object', required: ['From', 'To', 'CustomID'], additionalProperties: false,
        properties: {
          From: contact, To: { type: 'array', minItems: 1, items: contact }, ReplyTo: contact, Subject: { type: 'string', maxLength: 255 }, TextPart: { type: 'string' }, HTMLPart: { type: 'string' },
          CustomID: { type: 'string', maxLength: 64 }, TrackOpens: { enum: ['account_default', 'disabled', 'enabled'] }, TrackClicks: { enum: ['account_default', 'disabled', 'enabled'] }, Headers: { type: 'object' },
        },
      },
    },
  },
});

export interface TakenMail {
  readonly customId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly uuid: string;
}

export interface MailjetServer extends VendorServer {
  readonly taken: readonly TakenMail[];
  readonly faults: readonly string[];
  /** What the next message is answered with instead: Mailjet's code and the status of that message; none when undefined. */
  next: { readonly code: string; readonly status: number } | undefined;
}

interface Call {
  readonly Messages: readonly [{ readonly To: readonly [{ readonly Email: string }]; readonly Subject: string; readonly TextPart: string; readonly CustomID: string }];
}

/** A stand-in for Mailjet. Its SDK speaks to it as to a proxy, so it sees the whole address of every request. */
export async function serveMailjet(account: { readonly key: string; readonly secret: string }): Promise<MailjetServer> {
  const taken: TakenMail[] = [];
  const faults: string[] = [];
  const own: { next: MailjetServer['next'] } = { next: undefined };
  const authorization = `Basic ${Buffer.from(`${account.key}:${account.secret}`).toString('base64')}`;

  const send = (body: string): Answer => {
    const call = JSON.parse(body) as Call;
    if (!checkCall(call)) faults.push(...(checkCall.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`));
    const [{ To, Subject: subject, TextPart: text, CustomID: customId }] = call.Messages;
    const failure = own.next;
    own.next = undefined;
    if (failure?.status === 429) return { status: 429, body: { ErrorCode: '', StatusCode: 429 }, headers: { 'retry-after': '7' } };
    if (failure !== undefined) return { status: failure.status, body: { Messages: [{ Status: 'error', CustomID: customId, Errors: [{ ErrorIdentifier: 'e', ErrorCode: failure.code, StatusCode: failure.status, ErrorMessage: 'no' }] }] } };
    const uuid = `0000${taken.length}-uuid`;
    taken.push({ customId, to: To[0].Email, subject, text, uuid });
    // an id beyond what a JavaScript number holds, as Mailjet's are
    return { status: 200, body: { Messages: [{ Status: 'success', CustomID: customId, To: [{ Email: To[0].Email, MessageUUID: uuid, MessageID: '19421777835146491', MessageHref: 'https://api.mailjet.com/v3/REST/message/19421777835146491' }], Cc: [], Bcc: [] }] } };
  };
  const server = await serveVendor(({ method, path, query, headers, body }: Asked): Answer => {
    if (headers.authorization !== authorization) return { status: 401, body: { ErrorCode: 'mj-0015', StatusCode: 401, ErrorMessage: 'no' } };
    if (method === 'POST' && path === '/v3.1/send') return send(body);
    if (method !== 'GET' || path !== '/v3/REST/message') return { status: 404, body: { ErrorMessage: 'Object not found', StatusCode: 404 } };
    const found = taken.filter(({ customId }) => customId === query.get('CustomID'));
    return { status: 200, body: { Count: found.length, Total: found.length, Data: found.map(({ uuid, customId }) => ({ ID: 1, UUID: uuid, CustomID: customId, Status: 'sent' })) } };
  });
  return Object.defineProperties({ taken, faults } as unknown as MailjetServer, {
    ...Object.getOwnPropertyDescriptors(server),
    next: { get: () => own.next, set: (next: MailjetServer['next']) => void (own.next = next) },
  });
}
