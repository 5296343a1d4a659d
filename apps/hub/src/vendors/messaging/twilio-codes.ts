import type { Refusal, SendOutcome } from './messaging.port.ts';

/** Twilio's error codes that name a reason. The same table reads its answers and its callbacks. */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  20003: 'credentials',
  21211: 'bad-address',
  21614: 'not-mobile',
  21408: 'configuration',
  21606: 'configuration',
  21212: 'configuration',
  21610: 'opted-out',
  21612: 'unroutable',
  30003: 'unreachable',
  30005: 'unreachable',
  30006: 'not-mobile',
  30007: 'filtered',
  30034: 'unregistered',
};
/** Worth another attempt of the same row: queue full, or a reason that even the operator does not know. */
const DELAYS_SECONDS: Readonly<Record<number, number>> = { 20429: 30, 21611: 60, 30001: 60, 30008: 900 };

/**
 * What an error of Twilio's means for the message.
 * @param code Twilio's code; 0 where it gave none.
 * @param status HTTP status of the answer, 200 for a callback.
 */
export function twilioOutcome(code: number, status: number): Exclude<SendOutcome, { kind: 'accepted' }> {
  const refusal = REFUSALS[code];
  if (refusal !== undefined) return { kind: 'refused', refusal, code: String(code) };
  const afterSeconds = DELAYS_SECONDS[code];
  if (afterSeconds !== undefined) return { kind: 'later', code: String(code), afterSeconds };
  if (status === 429) return { kind: 'later', code: '20429', afterSeconds: 30 };
  if (status === 401) return { kind: 'refused', refusal: 'credentials', code: '20003' };
  if (status >= 400 && status < 500) return { kind: 'refused', refusal: 'rejected', code: String(code || status) };
  return status === 200 ? { kind: 'refused', refusal: 'undeliverable', code: String(code) } : { kind: 'unknown', code: String(code || status) };
}
