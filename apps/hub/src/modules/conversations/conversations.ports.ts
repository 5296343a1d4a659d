import type { Actor, Conversation, CONVERSATION_FILTERS, ConversationPage, HubEvent, Language, ThreadMessage } from '@gigafibre/contracts';

export interface ConversationQuery {
  readonly filter: (typeof CONVERSATION_FILTERS)[number];
  readonly limit: number;
  readonly offset: number;
  /** Part of a number, a name or the last message. */
  readonly text?: string;
}

/** Conversations in the hub's own tables, as one person reads them. */
export interface ConversationBook {
  list(reader: string, query: ConversationQuery): Promise<ConversationPage>;
  find(reader: string, number: string): Promise<Conversation | undefined>;
  /** The newest messages of a number, and e-mails to its customer, oldest first; `before` looks further back. */
  messages(conversation: Pick<Conversation, 'number' | 'customer'>, page: { readonly before: string | undefined; readonly limit: number }): Promise<{ readonly messages: ThreadMessage[]; readonly hasEarlier: boolean }>;
  markRead(reader: string, number: string, upTo: number): Promise<void>;
  /** Numbers of which nobody has said whose they are, newest first. */
  unknownNumbers(limit: number): Promise<readonly string[]>;
  /** Writes down whose number it is; `by` is null where the number itself says so. */
  attach(number: string, customer: CustomerOfNumber | null, by: string | null): Promise<void>;
  assign(number: string, assignee: Colleague | null): Promise<void>;
  link(number: string, to: { readonly ticket: string | null; readonly job: string | null }): Promise<void>;
  settle(number: string): Promise<void>;
  /** Whoever has worked at a desk lately. */
  colleagues(): Promise<Colleague[]>;
}

export interface Colleague {
  readonly user: string;
  readonly displayName: string;
}

export interface CustomerOfNumber {
  readonly name: string;
  readonly customerName: string;
  readonly language: Language;
  readonly number: string;
}

/** What the ERP knows of customers and what they are in touch about. */
export interface CustomerDirectory {
  /** Customers that have one of these numbers. */
  withNumbers(numbers: readonly string[]): Promise<readonly CustomerOfNumber[]>;
  /** @throws {Problem} `not_found` */
  customer(name: string): Promise<CustomerOfNumber>;
  /** Whose ticket or job this is; null for nobody's. @throws {Problem} `not_found` */
  customerOf(doctype: 'Issue' | 'Dispatch Job', name: string): Promise<string | null>;
}

/** The door out, as far as a reply needs it. */
export interface ReplyDoor {
  enqueue(intent: {
    readonly channel: 'sms';
    readonly to: string;
    readonly toName: string;
    readonly template: 'reply';
    readonly language: Language;
    readonly body: string;
    readonly about: { readonly doctype: string; readonly name: string };
    readonly related: HubEvent['related'];
    readonly command: string;
    readonly by: Actor;
  }): Promise<unknown>;
}
