import { Colleagues, CONVERSATION_FILTERS, ConversationPage, CustomerThread, InstantText, Name, PhoneKey, ReadMark, Thread } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { ConversationBook } from './conversations.ports.ts';
import type { ConversationReading } from './conversations.service.ts';

const Query = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
    filter: Type.Enum(CONVERSATION_FILTERS, { default: 'all' }),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 140, description: 'Part of a number, a name or the last message' })),
  },
  { additionalProperties: false },
);
const ThreadQuery = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 60 }), before: Type.Optional(InstantText) }, { additionalProperties: false });
const office = requireRole('agent', 'dispatcher', 'admin');
const Number = Type.Object({ number: PhoneKey });

/** Conversations by SMS: the list, one thread, a customer's thread, and what one has read. */
export function conversationRoutes(app: HubApp, book: ConversationBook, reading: ConversationReading): void {
  app.get('/v1/conversations', { config: office, schema: { summary: 'Who texts with us, the latest first', querystring: Query, response: { 200: ConversationPage } } }, async ({ query, principal }) => {
    await reading.match();
    return book.list(actorOf(principal).user, query);
  });
  app.get('/v1/conversations/:number', { config: office, schema: { summary: 'One number’s thread', params: Number, querystring: ThreadQuery, response: { 200: Thread } } }, ({ params, query, principal }) =>
    reading.thread(actorOf(principal).user, params.number, { before: query.before, limit: query.limit }),
  );
  app.put('/v1/conversations/:number/read', { config: office, schema: { summary: 'I have read up to here', params: Number, body: ReadMark, response: { 204: Type.Null() } } }, async ({ params, body, principal }, reply) => {
    await book.markRead(actorOf(principal).user, params.number, body.upTo);
    return reply.code(204).send(null);
  });
  app.get('/v1/customers/:name/thread', { config: office, schema: { summary: 'The thread with a customer', params: Type.Object({ name: Name }), response: { 200: CustomerThread } } }, ({ params, principal }) => reading.ofCustomer(actorOf(principal).user, params.name, 60));
  app.get('/v1/colleagues', { config: office, schema: { summary: 'Who can be given a conversation', response: { 200: Colleagues } } }, async () => ({ people: await book.colleagues() }));
}
