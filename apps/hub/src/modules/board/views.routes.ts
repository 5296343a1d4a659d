import { BoardViewKept, BoardViews } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { ViewsBook } from './views-book.ts';

/** Everybody has his own views; a link hands one on. */
export function viewRoutes(app: HubApp, book: ViewsBook): void {
  const config = requireRole('agent', 'dispatcher', 'admin');
  const answer = { tags: ['board'], response: { 200: BoardViews } };
  app.get('/v1/board/views', { config, schema: { ...answer, summary: 'My views of the board' } }, async ({ principal }) => ({ views: await book.of(actorOf(principal).user) }));
  app.put('/v1/board/views', { config, schema: { ...answer, summary: 'Keep a view of the board under a name', body: BoardViewKept } }, async ({ principal, body }) => ({ views: await book.keep(actorOf(principal).user, body) }));
  app.delete('/v1/board/views', { config, schema: { ...answer, summary: 'Forget a view of the board', querystring: Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false }) } }, async ({ principal, query }) => ({
    views: await book.forget(actorOf(principal).user, query.name),
  }));
}
