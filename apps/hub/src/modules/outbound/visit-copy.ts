import type { Language, OutboxMessage } from '@gigafibre/contracts';
import { inGsmLetters } from '../templates/index.ts';
import type { CustomerCopy } from '../visits/index.ts';
import type { Outbox } from './outbox.ts';

const SUBJECT: Readonly<Record<Language, string>> = { fr: 'Votre visite Gigafibre : résumé', en: 'Your Gigafibre visit: summary' };
const SMS: Readonly<Record<Language, string>> = {
  fr: 'Gigafibre : la visite de notre technicien est terminée. Pour en recevoir le résumé par courriel, donnez-nous une adresse.',
  en: 'Gigafibre: our technician has completed the visit. To get its summary by e-mail, give us an address.',
};

/** Puts the customer's copy of the closing summary into the outbox, once for each command. */
export function sendVisitCopy(outbox: Pick<Outbox, 'enqueue'>, copy: CustomerCopy): Promise<OutboxMessage> {
  const { customer, email, language, text, visit, related, command, by } = copy;
  const about = { doctype: 'Dispatch Visit', name: visit };
  const common = { toName: customer.customerName, template: 'visit-copy', language, about, related, command, by };
  return email === '' ? outbox.enqueue({ ...common, channel: 'sms', to: customer.phone, body: inGsmLetters(SMS[language]) }) : outbox.enqueue({ ...common, channel: 'email', to: email, subject: SUBJECT[language], body: text });
}
