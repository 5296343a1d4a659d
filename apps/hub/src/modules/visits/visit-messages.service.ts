import { Problem, type CommandPayload, type VisitMessageWords } from '@gigafibre/contracts';
import { actorOf, type Deed, type Executors, type Order, type Person } from '../commands/index.ts';
import { relatedTo } from './visit-events.ts';
import type { MessageWords, PendingMessages, VisitBook } from './visits.ports.ts';

/** What a person tells a customer about a visit, and takes back. Everything is captured in the outbox. */
export function createVisitMessages(bookFor: (person: Person) => VisitBook, messages: PendingMessages): Pick<Executors, 'visit.message' | 'message.cancel'> {
  return { 'visit.message': (order) => tell(bookFor(order.person), messages, order), 'message.cancel': (order) => takeBack(messages, order) };
}

/** What the customer of a visit would read, nothing being sent. */
export async function previewMessage(book: VisitBook, words: MessageWords, { visit: name, template }: { visit: string; template: Exclude<CommandPayload<'visit.message'>['template'], 'free'> }): Promise<VisitMessageWords> {
  const visit = await book.read(name);
  const customer = visit.customer === null ? undefined : await book.findCustomer(visit.customer);
  if (customer === undefined || customer.phone === '' || visit.plannedStart === null) return { visit: name, notice: null };
  const text = await words({ customer, template, at: visit.plannedStart, window: visit.window, text: null });
  return { visit: name, notice: { language: customer.language, toName: customer.customerName, text } };
}

async function tell(book: VisitBook, messages: PendingMessages, { command, person }: Order<'visit.message'>): Promise<Deed> {
  const { visit: name, template, expectedAt, text } = command.payload;
  const visit = await book.read(name);
  const [job, customer] = await Promise.all([book.readJob(visit.job), visit.customer === null ? undefined : book.findCustomer(visit.customer)]);
  if (customer === undefined || customer.phone === '') throw new Problem('no_recipient', { facts: { visit: name } });
  const at = expectedAt ?? visit.plannedStart;
  if (template === 'free' ? text === undefined : at === null) throw new Problem('invalid_request', { errors: [{ path: template === 'free' ? '/payload/text' : '/payload/expectedAt', message: 'is missing' }] });
  const related = relatedTo(visit, job);
  await messages.tellCustomer({ customer, template, at, window: visit.window, text: text ?? null, visit: name, related, command: command.id, by: actorOf(person) });
  const facts = { subject: job.subject, template, toName: customer.customerName, expectedAt: at };
  return { subject: { doctype: 'Dispatch Visit', name }, events: [{ type: 'visit.messaged', subject: { doctype: 'Dispatch Visit', name }, related, facts }] };
}

async function takeBack(messages: PendingMessages, { command, person }: Order<'message.cancel'>): Promise<Deed> {
  const cancelled = await messages.cancelForCommand(command.payload.command, actorOf(person));
  const subject = { doctype: 'Command', name: command.payload.command };
  return { subject, events: [{ type: 'message.cancelled', subject, related: {}, facts: { messagesCancelled: cancelled } }] };
}
