import type { MessageChannel, SendOutcome } from './messaging.port.ts';
import { twilioOutcome } from './twilio-codes.ts';

/** What a vendor's callback says became of a message. `progress` is on its way; everything else is final. */
export type Fate = { readonly kind: 'progress' } | { readonly kind: 'delivered' } | Exclude<SendOutcome, { kind: 'accepted' }>;

/** Twilio's `MessageStatus` and `ErrorCode`. An undelivered message's code may ask for another try. */
function twilioFate(status: string, code: string): Fate {
  if (status === 'delivered' || status === 'read') return { kind: 'delivered' };
  if (status === 'failed' || status === 'undelivered' || status === 'canceled') return twilioOutcome(Number(code) || 0, 200);
  return { kind: 'progress' };
}

/** Mailjet's `event`; the code of a bounce is `hard` or what Mailjet says of it. */
function mailjetFate(event: string, code: string): Fate {
  if (event === 'sent') return { kind: 'delivered' };
  if (event === 'bounce') return { kind: 'refused', refusal: code === 'hard' ? 'bad-address' : 'unreachable', code: `bounce:${code}` };
  if (event === 'blocked') return { kind: 'refused', refusal: 'undeliverable', code: `blocked:${code}` };
  if (event === 'spam' || event === 'unsub') return { kind: 'refused', refusal: 'opted-out', code: event };
  return { kind: 'progress' };
}

export const fateOf = (channel: MessageChannel, status: string, code: string): Fate => (channel === 'sms' ? twilioFate : mailjetFate)(status, code);
