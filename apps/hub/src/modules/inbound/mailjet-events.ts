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

function listOf(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [read];
  } catch (cause) {
    throw new Problem('malformed_body', { cause });
  }
}
