import { Problem, type Conversation, type CustomerThread, type HubEvent, type Thread } from '@gigafibre/contracts';
import { actorOf, type Deed, type Executors, type Order, type Person } from '../commands/index.ts';
import type { ConversationBook, CustomerDirectory, CustomerOfNumber, ReplyDoor } from './conversations.ports.ts';

type Verb = Extract<keyof Executors, `conversation.${string}`>;

interface CommandParts {
  readonly book: ConversationBook;
  readonly directoryFor: (person: Person) => CustomerDirectory;
  readonly door: ReplyDoor;
}

/** What people do with a customer's conversation. Each is what it is after the command, however often that comes. */
export function createConversationCommands({ book, directoryFor, door }: CommandParts): Pick<Executors, Verb> {
  const known = async ({ command, person }: Order<Verb>): Promise<Conversation> => {
    const { number } = command.payload;
    const found = await foundBy(number, { book, directory: directoryFor(person), reader: person.user });
    if (found === undefined) throw new Problem('no_recipient', { facts: { number } });
    return found;
  };
  return {
    'conversation.reply': async (order) => {
      const conversation = await known(order);
      await door.enqueue(replyOf(conversation, order));
      return deedOf('conversation.replied', conversation, { toName: conversation.customerName });
    },
    'conversation.assign': async (order) => {
      const conversation = await known(order);
      const { assignee } = order.command.payload;
      const person = assignee === null ? null : (await book.colleagues()).find(({ user }) => user === assignee);
      if (person === undefined) throw new Problem('invalid_request', { errors: [{ path: '/payload/assignee', message: 'works at no desk' }] });
      await book.assign(conversation.number, person);
      return deedOf('conversation.assigned', conversation, { assignee: person?.displayName ?? null });
    },
    'conversation.link': async (order) => {
      const conversation = await known(order);
      const { ticket, job } = order.command.payload;
      const directory = directoryFor(order.person);
      for (const [doctype, name] of [['Issue', ticket], ['Dispatch Job', job]] as const) if (name !== null) await directory.customerOf(doctype, name);
      await book.link(conversation.number, { ticket, job });
      return deedOf('conversation.linked', { ...conversation, ticket, job }, {});
    },
    'conversation.attach': async (order) => {
      const { number, customer: name } = order.command.payload;
      const customer = name === null ? null : await directoryFor(order.person).customer(name);
      const before = await known(order);
      await book.attach(number, customer, order.person.user);
      return deedOf('conversation.attached', { ...before, customer: name }, { customerName: customer?.customerName ?? null });
    },
    'conversation.settle': async (order) => {
      const conversation = await known(order);
      await book.settle(conversation.number);
      return deedOf('conversation.settled', conversation, {});
    },
  };
}

/** The conversation of a number, with its customer where the number says who that is; of a customer, even before the first word. */
async function foundBy(number: string, { book, directory, reader }: { book: ConversationBook; directory: CustomerDirectory; reader: string }): Promise<Conversation | undefined> {
  const found = await book.find(reader, number);
  if (found !== undefined && found.customer !== null) return found;
  const [customer, ...others] = await directory.withNumbers([number]);
  if (customer === undefined || others.length > 0) return found;
  if (found === undefined) return emptyOf(customer);
  await book.attach(number, customer, null);
  return book.find(reader, number);
}

const emptyOf = ({ name, customerName, language, number }: CustomerOfNumber): Conversation => ({
  ...{ number, customer: name, customerName, isAttachedByHand: false, language, unread: 0, waitingSince: null, hasStopped: false, assignee: null, ticket: null, job: null, last: null },
});

const relatedOf = ({ customer, ticket, job }: Conversation): HubEvent['related'] => ({ ...(customer !== null && { customer }), ...(ticket !== null && { ticket }), ...(job !== null && { job }) });

function replyOf(conversation: Conversation, { command, person }: Order<'conversation.reply'>): Parameters<ReplyDoor['enqueue']>[0] {
  const { number, customer, customerName, language, ticket, job } = conversation;
  const about = job !== null ? { doctype: 'Dispatch Job', name: job } : ticket !== null ? { doctype: 'Issue', name: ticket } : customer !== null ? { doctype: 'Customer', name: customer } : { doctype: 'Phone', name: number };
  return { channel: 'sms', to: number, toName: customerName, template: 'reply', language, body: command.payload.text, about, related: relatedOf(conversation), command: command.id, by: actorOf(person) };
}

function deedOf(type: Deed['events'][0]['type'], conversation: Conversation, facts: Readonly<Record<string, unknown>>): Deed {
  const subject = { doctype: 'Phone', name: conversation.number };
  return { subject, events: [{ type, subject, related: relatedOf(conversation), facts }] };
}

interface ReadingParts {
  readonly book: ConversationBook;
  /** The hub's own: whose number it is does not depend on who asks. */
  readonly directory: CustomerDirectory;
  readonly canText: (number: string) => boolean;
}

const MATCHED_AT_ONCE = 200;

export interface ConversationReading {
  /** Looks up whose the unknown numbers are: a number that only one customer has is his. */
  match(): Promise<void>;
  thread(reader: string, number: string, page: { readonly before: string | undefined; readonly limit: number }): Promise<Thread>;
  ofCustomer(reader: string, customer: string, limit: number): Promise<CustomerThread>;
}

export function createConversationReading({ book, directory, canText }: ReadingParts): ConversationReading {
  const threadOf = async (conversation: Conversation, page: { readonly before: string | undefined; readonly limit: number }): Promise<Thread> => {
    const candidates = conversation.customer === null ? await directory.withNumbers([conversation.number]) : [];
    const read = await book.messages(conversation, page);
    return { conversation, candidates: candidates.map(({ name, customerName }) => ({ name, customerName })), ...read, canText: canText(conversation.number) };
  };
  return {
    async match() {
      const customers = await directory.withNumbers(await book.unknownNumbers(MATCHED_AT_ONCE));
      const alone = customers.filter(({ number }) => customers.filter((other) => other.number === number).length === 1);
      for (const customer of alone) await book.attach(customer.number, customer, null);
    },
    async thread(reader, number, page) {
      const conversation = await foundBy(number, { book, directory, reader });
      if (conversation === undefined) throw new Problem('not_found', { facts: { number } });
      return threadOf(conversation, page);
    },
    async ofCustomer(reader, name, limit) {
      const customer = await directory.customer(name);
      if (customer.number === '') return { thread: null };
      const found = await book.find(reader, customer.number);
      const conversation = found === undefined ? emptyOf(customer) : { ...found, customer: found.customer ?? name, customerName: found.customerName || customer.customerName };
      return { thread: await threadOf(conversation, { before: undefined, limit }) };
    },
  };
}
