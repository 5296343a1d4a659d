import { MESSAGE_STATES, OutboxMessage, OutboxPage, Problem, Uuid } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { Outbox } from './outbox.ts';

const Query = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
    channel: Type.Optional(Type.Enum(['sms', 'email'])),
    state: Type.Optional(Type.Enum(MESSAGE_STATES)),
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 140, description: 'Part of a number, address or name' })),
    about: Type.Optional(Type.String({ minLength: 1, maxLength: 140, description: 'Name of the document it is about' })),
  },
  { additionalProperties: false },
);

const office = requireRole('agent', 'dispatcher', 'accountant', 'admin');

/** `GET /v1/outbox`, newest first, and `GET /v1/outbox/:id`. */
export const outboundRoutes =
  ({ outbox }: { outbox: Outbox }): HubPlugin =>
  async (app) => {
    app.get('/v1/outbox', { schema: { summary: 'What would have been sent', querystring: Query, response: { 200: OutboxPage } }, config: office }, ({ query }) => outbox.list(query));
    app.get('/v1/outbox/:id', { schema: { summary: 'One message', params: Type.Object({ id: Uuid }), response: { 200: OutboxMessage } }, config: office }, async ({ params }) => {
      const message = await outbox.find(params.id);
      if (!message) throw new Problem('not_found');
      return message;
    });
  };
