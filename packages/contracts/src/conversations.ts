import { Type, type Static } from 'typebox';
import { PhoneKey } from './messages-commands.ts';
import { MESSAGE_STATES } from './office.ts';
import { InstantText, Language, Name, nullable } from './primitives.ts';

/** What one segment of an SMS costs in Canada, carriers’ fees included, rounded up to a whole cent. */
export const SMS_SEGMENT_CENTS = 2;

export const CONVERSATION_FILTERS = ['all', 'unread', 'waiting', 'mine'] as const;

const Person = Type.Object({ user: Name, displayName: Type.String() });

/** One number that texts with us, as the list shows it to one person at a desk. */
export const Conversation = Type.Object({
  number: PhoneKey,
  customer: nullable(Name),
  /** Empty where nobody knows whose number it is. */
  customerName: Type.String(),
  /** Somebody said so; otherwise the number did. */
  isAttachedByHand: Type.Boolean(),
  language: Language,
  unread: Type.Integer(),
  waitingSince: nullable(InstantText),
  hasStopped: Type.Boolean({ description: 'Wants no texts from us: only what the law asks for reaches this number' }),
  assignee: nullable(Person),
  ticket: nullable(Name),
  job: nullable(Name),
  last: nullable(Type.Object({ direction: Type.Enum(['in', 'out']), text: Type.String(), at: InstantText })),
});
export type Conversation = Static<typeof Conversation>;

export const ConversationPage = Type.Object({ conversations: Type.Array(Conversation), total: Type.Integer(), unread: Type.Integer({ description: 'Conversations with something this person has not read' }) });
export type ConversationPage = Static<typeof ConversationPage>;

/** One message of a thread. What came in has a number, by which it is marked as read. */
export const ThreadMessage = Type.Object({
  id: Type.String(),
  direction: Type.Enum(['in', 'out']),
  channel: Type.Enum(['sms', 'email']),
  at: InstantText,
  subject: Type.String(),
  text: Type.String(),
  number: nullable(Type.Integer()),
  keyword: nullable(Type.Enum(['stop', 'start', 'help'])),
  media: Type.Integer({ description: 'Pictures that came along; none is fetched' }),
  state: nullable(Type.Enum(MESSAGE_STATES)),
  reason: nullable(Type.String()),
  template: nullable(Type.String()),
  by: Type.String({ description: 'Who prepared it; empty for what came in' }),
});
export type ThreadMessage = Static<typeof ThreadMessage>;

export const Thread = Type.Object({
  conversation: Conversation,
  /** Customers with this number, where it is nobody’s alone. */
  candidates: Type.Array(Type.Object({ name: Name, customerName: Type.String() })),
  messages: Type.Array(ThreadMessage, { description: 'The newest, oldest first' }),
  hasEarlier: Type.Boolean(),
  canText: Type.Boolean({ description: 'The number can be texted at all' }),
});
export type Thread = Static<typeof Thread>;

/** The conversation of a customer’s own number; none where no number is known. */
export const CustomerThread = Type.Object({ thread: nullable(Thread) });
export type CustomerThread = Static<typeof CustomerThread>;

/** People who can be given a conversation. */
export const Colleagues = Type.Object({ people: Type.Array(Person) });
export type Colleagues = Static<typeof Colleagues>;

export const ReadMark = Type.Object({ upTo: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
export type ReadMark = Static<typeof ReadMark>;
