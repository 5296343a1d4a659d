import { SearchAnswer, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

const Query = Type.Object({ q: Type.String({ maxLength: 200 }), limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }) });

export function searchRoutes(app: HubApp, search: (principal: Principal, query: { q: string; limit: number }) => Promise<SearchAnswer>): void {
  app.get('/v1/search', { config: { ...staff, readsPersonal: 'search' }, schema: { tags: ['search'], querystring: Query, response: { 200: SearchAnswer } } }, async ({ principal, query }) => search(principal, query));
}
