import { Problem } from '@gigafibre/contracts';
import type { DeliveryReport } from '../outbound/index.ts';

interface MailjetEvent {
  readonly event?: unknown;
  readonly Message_GUID?: unknown;
  readonly hard_bounce?: unknown;
  readonly error?: unknown;
}

/** Mailjet's events, one or many, of any kind it may think of; what names no message is passed over. Its numeric ids are not read: they overflow. */
export function mailjetReports(text: string): DeliveryReport[] {
  return listOf(text).flatMap((each): DeliveryReport[] => {
    const { event, Message_GUID: vendorId, hard_bounce: isHard, error } = (each ?? {}) as MailjetEvent;
    if (typeof event !== 'string' || typeof vendorId !== 'string' || vendorId === '') return [];
    return [{ vendorId: vendorId.slice(0, 100), status: event.slice(0, 40), code: isHard === true ? 'hard' : typeof error === 'string' ? error.slice(0, 100) : '' }];
  });
}

const DEEPEST = 32;

/** Whether brackets nest deeper than any callback's do: seen before anything is built from them. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function listOf(text: string): readonly unknown[] {
  if (isTooDeep(text)) throw new Problem('malformed_body');
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [read];
  } catch (cause) {
    throw new Problem('malformed_body', { cause });
  }
}
