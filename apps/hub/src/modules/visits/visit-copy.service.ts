import type { Closing } from '@gigafibre/contracts';
import { actorOf, type Order } from '../commands/index.ts';
import { relatedTo } from './visit-events.ts';
import type { JobRecord, PendingMessages, VisitBook, VisitRecord } from './visits.ports.ts';

interface Ended {
  readonly order: Order;
  readonly closing: Closing;
  readonly visit: VisitRecord;
  readonly job: JobRecord;
}

/** The customer's copy of what he was shown (F11), in the language he was shown it in. Whoever has neither address nor number gets none. */
export async function copyToCustomer(book: VisitBook, messages: Pick<PendingMessages, 'sendCopy'>, { order, closing, visit, job }: Ended): Promise<void> {
  const [customer, email] = visit.customer === null ? [undefined, ''] : await Promise.all([book.findCustomer(visit.customer), book.findEmail(visit.customer)]);
  if (customer === undefined || (email === '' && customer.phone === '')) return;
  await messages.sendCopy({ customer, email, language: closing.language, text: closing.text, visit: visit.name, related: relatedTo(visit, job), command: order.command.id, by: actorOf(order.person) });
}
