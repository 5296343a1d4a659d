import type { Actor, HubEvent, Language, OutboxMessage, Window } from '@gigafibre/contracts';
import { visitTimeValues, type Wording } from '../templates/index.ts';
import type { Outbox } from './outbox.ts';

/** What a customer may be told of a visit; `free` is a person's own words. */
export type VisitMessageTemplate = 'running-late' | 'rescheduled' | 'confirmed' | 'free';

export interface VisitMessage {
  readonly customer: { readonly customerName: string; readonly phone: string; readonly language: Language };
  readonly template: VisitMessageTemplate;
  /** The hour that the sentence speaks of; null only for free text. */
  readonly at: string | null;
  readonly window: Window | null;
  readonly text: string | null;
  readonly visit: string;
  readonly related: HubEvent['related'];
  readonly command: string;
  readonly by: Actor;
}

/** What a customer would read, in the words published now: one GSM segment, free text excepted. */
export function visitMessageText(wording: Wording, { template, at, window, text, customer: { language } }: Pick<VisitMessage, 'template' | 'at' | 'window' | 'text' | 'customer'>): string {
  if (template === 'free' || at === null) return text ?? '';
  return wording(`visit-${template}`, language, visitTimeValues({ at, window, isExact: template === 'running-late' }, language));
}

/** Puts what a person tells a customer into the outbox, once for each command. */
export const tellCustomer = (outbox: Pick<Outbox, 'enqueue'>, wording: Wording, message: VisitMessage): Promise<OutboxMessage> =>
  outbox.enqueue({
    channel: 'sms',
    to: message.customer.phone,
    toName: message.customer.customerName,
    template: `visit-${message.template}`,
    language: message.customer.language,
    body: visitMessageText(wording, message),
    about: { doctype: 'Dispatch Visit', name: message.visit },
    related: message.related,
    command: message.command,
    by: message.by,
  });
