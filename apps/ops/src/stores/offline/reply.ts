import type { CommandAnswer, ProblemBody } from '@gigafibre/contracts';
import type { Reply, Trouble } from './queue-ports.ts';

/** What a reply means for what was sent. */
export type Verdict =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly problem: ProblemBody }
  | { readonly kind: 'signed-out' }
  /** Try again. `everything` means that the hub, not this command, is in trouble. */
  | { readonly kind: 'later'; readonly trouble: Trouble; readonly everything: boolean; readonly afterMs: number };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isProblem = (value: unknown): value is ProblemBody => isRecord(value) && typeof value['code'] === 'string' && typeof value['status'] === 'number';

/** Is this the hub acknowledging exactly this command? A portal's login page with status 200 is not. */
export const isAnswerTo = (body: unknown, id: string): body is CommandAnswer => isRecord(body) && body['id'] === id && typeof body['seq'] === 'number';

function retryAfterMs(text: string, now: number): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

const HUB_IN_TROUBLE = new Set([408, 425, 429, 502, 503, 504]);

const isOk = (status: number): boolean => status >= 200 && status < 300;
/** Only these are the hub's word on a command: a client's error, and not one that passes by itself. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && !HUB_IN_TROUBLE.has(status);
const NOT_THE_HUB: Verdict = { kind: 'later', trouble: 'not-the-hub', everything: true, afterMs: 0 };

function troubleOf(status: number): Trouble {
  if (status === 500) return 'fault';
  return status > 500 || HUB_IN_TROUBLE.has(status) ? 'busy' : 'not-the-hub';
}

function laterThan(reply: Extract<Reply, { kind: 'answer' }>, now: number): Verdict {
  const { status, retryAfter } = reply;
  return { kind: 'later', trouble: troubleOf(status), everything: status !== 500, afterMs: retryAfterMs(retryAfter, now) };
}

/**
 * Sorts a reply into its class. Only the hub's own JSON is believed: whatever else sits between the phone and the hub can delay a command, never settle it.
 * @param isOurs recognises the body of an acknowledgement.
 * @param now epoch milliseconds, for a Retry-After given as a date.
 */
export function verdictOf(reply: Reply, isOurs: (body: unknown) => boolean, now: number): Verdict {
  if (reply.kind === 'silence') return { kind: 'later', trouble: 'no-answer', everything: true, afterMs: 0 };
  const { status, body } = reply;
  const isJson = /[/+]json\b/i.test(reply.contentType);
  if (isOk(status) && isJson && isOurs(body)) return { kind: 'done', body };
  if (!isRefusal(status)) return laterThan(reply, now);
  if (!isJson || !isProblem(body)) return NOT_THE_HUB;
  if (status === 401) return { kind: 'signed-out' };
  if (body.retry === 'later') return { kind: 'later', trouble: 'fault', everything: false, afterMs: retryAfterMs(reply.retryAfter, now) };
  return { kind: 'refused', problem: body };
}
