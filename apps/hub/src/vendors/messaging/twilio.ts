import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import type response from 'twilio/lib/http/response.js';
import type { LiveGrant } from './live-grant.ts';
import type { LookUp, MessageVendor, SendOutcome, VendorMessage } from './messaging.port.ts';
import { twilioOutcome } from './twilio-codes.ts';

const HOME = 'https://api.twilio.com';
const TIMEOUT_MS = 15_000;

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** Our number in E.164, or the SID of a messaging service (`MG…`). */
  readonly sender: string;
  /** Where Twilio tells what became of the message. */
  readonly statusCallback: string;
  /** Where Twilio is; a stand-in on this machine for tests. */
  readonly origin?: string;
  readonly timeoutMs?: number;
}

/** Goes to one origin and to no other, whatever address the SDK makes up. */
class OneOriginClient extends RequestClient {
  readonly #origin: string;
  constructor(origin: string, timeout: number) {
    super({ timeout, autoRetry: false });
    this.#origin = origin;
  }
  override request<T>(options: RequestClient.RequestOptions<T>): Promise<response.default<T>> {
    if (!options.uri.startsWith(`${HOME}/`)) throw new Error('The SMS client asked for another host.');
    return super.request<T>({ ...options, uri: this.#origin + options.uri.slice(HOME.length), allowRedirects: false });
  }
}

/** SMS by Twilio. Only a live grant opens it. */
export function createTwilio(_grant: LiveGrant, account: TwilioAccount): MessageVendor {
  const { accountSid, authToken, sender, statusCallback, origin = HOME, timeoutMs = TIMEOUT_MS } = account;
  const client = twilio(accountSid, authToken, { httpClient: new OneOriginClient(origin, timeoutMs) });
  const from = sender.startsWith('MG') ? { messagingServiceSid: sender } : { from: sender };
  return {
    channel: 'sms',
    async send({ to, body }): Promise<SendOutcome> {
      try {
        // SmartEncoded off: what was counted and previewed is what leaves
        const sent = await client.messages.create({ to, body, ...from, statusCallback, smartEncoded: false });
        return { kind: 'accepted', vendorId: sent.sid, segments: Number(sent.numSegments) };
      } catch (error) {
        const { code, status } = error instanceof twilio.RestException ? error : { code: 0, status: 0 };
        return twilioOutcome(code ?? 0, status);
      }
    },
    async find({ to, body }: VendorMessage, sinceMs): Promise<LookUp> {
      try {
        const listed = await client.messages.list({ to, dateSentAfter: new Date(sinceMs), limit: 50 });
        const same = listed.find((message) => message.body === body && message.direction !== 'inbound');
        return same === undefined ? { kind: 'absent' } : { kind: 'found', vendorId: same.sid };
      } catch {
        return { kind: 'unknown' }; // asked again later
      }
    },
  };
}

