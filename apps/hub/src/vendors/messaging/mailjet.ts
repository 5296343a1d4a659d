import mailjet from 'node-mailjet';
import type { LiveGrant } from './live-grant.ts';
import type { LookUp, MessageVendor, Refusal, SendOutcome, VendorMessage } from './messaging.port.ts';

// its types describe an ES module, what it ships is CommonJS: the class is the module itself
const Mailjet = mailjet as unknown as typeof mailjet.default;
const TIMEOUT_MS = 15_000;
const RETRY_SECONDS = 30;

export interface MailjetAccount {
  readonly key: string;
  readonly secret: string;
  readonly from: { readonly email: string; readonly name: string };
  /** A stand-in on this machine, for tests: the SDK speaks to it as to a proxy. */
  readonly standIn?: { readonly host: string; readonly port: number };
  readonly timeoutMs?: number;
}

/** What the first version of Mailjet's answer holds that we read. */
interface SendAnswer {
  readonly Messages?: readonly { readonly Status?: string; readonly To?: readonly { readonly MessageUUID?: string }[]; readonly Errors?: readonly { readonly ErrorCode?: string; readonly StatusCode?: number }[] }[];
}

const REFUSALS: Readonly<Record<string, Refusal>> = { 'mj-0001': 'credentials', 'mj-0015': 'credentials', 'send-0008': 'configuration', 'mj-0013': 'bad-address' };

function refused(code: string, status: number): SendOutcome {
  const refusal = REFUSALS[code];
  if (refusal !== undefined) return { kind: 'refused', refusal, code };
  if (status === 401) return { kind: 'refused', refusal: 'credentials', code: code || '401' };
  return status >= 400 && status < 500 && status !== 429 ? { kind: 'refused', refusal: 'rejected', code: code || String(status) } : { kind: 'unknown', code: code || String(status) };
}

/** The message's part of an answer; each message of a call may fail alone. */
function outcomeOf(answer: SendAnswer): SendOutcome {
  const [{ Status, To: [to] = [], Errors: [error] = [] } = {}] = answer.Messages ?? [];
  if (Status === 'success' && to?.MessageUUID !== undefined) return { kind: 'accepted', vendorId: to.MessageUUID };
  return error === undefined ? { kind: 'unknown', code: 'no-status' } : refused(error.ErrorCode ?? '', error.StatusCode ?? 400);
}

function failureOf(error: unknown): SendOutcome {
  const { statusCode, response } = error as { statusCode?: number | null; response?: { data?: unknown; headers?: Record<string, string> } };
  const data = response?.data as (SendAnswer & { ErrorCode?: string }) | undefined;
  if (data?.Messages !== undefined) return outcomeOf(data);
  if (statusCode === 429) return { kind: 'later', code: '429', afterSeconds: Number(response?.headers?.['retry-after']) || RETRY_SECONDS };
  return typeof statusCode === 'number' ? refused(data?.ErrorCode ?? '', statusCode) : { kind: 'unknown', code: 'no-answer' };
}

/** E-mail by Mailjet. Only a live grant opens it. */
export function createMailjet(_grant: LiveGrant, { key, secret, from, standIn, timeoutMs = TIMEOUT_MS }: MailjetAccount): MessageVendor {
  const options = { timeout: timeoutMs, ...(standIn === undefined ? {} : { proxy: { protocol: 'http', ...standIn } }) };
  const client = Mailjet.apiConnect(key, secret, { options });
  return {
    channel: 'email',
    async send({ id, to, toName, subject, body }): Promise<SendOutcome> {
      const message = { From: { Email: from.email, Name: from.name }, To: [{ Email: to, Name: toName }], Subject: subject, TextPart: body, CustomID: id, TrackOpens: 'disabled', TrackClicks: 'disabled' };
      try {
        const { body: answer } = await client.post('send', { version: 'v3.1' }).request({ Messages: [message] });
        return outcomeOf(answer as SendAnswer);
      } catch (error) {
        return failureOf(error);
      }
    },
    async find({ id }: VendorMessage): Promise<LookUp> {
      try {
        const { body } = await client.get('message', { version: 'v3' }).request({}, { CustomID: id, ShowCustomID: true });
        const [found] = (body as { Data?: readonly { readonly UUID?: string }[] }).Data ?? [];
        if (found === undefined) return { kind: 'absent' };
        return found.UUID === undefined ? { kind: 'unknown' } : { kind: 'found', vendorId: found.UUID };
      } catch {
        return { kind: 'unknown' }; // asked again later
      }
    },
  };
}
