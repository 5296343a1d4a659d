import { Name, VisitCard } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { signedIn } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { ReadVisitCard } from './visit-reading.service.ts';

export function visitRoutes(app: HubApp, read: ReadVisitCard): void {
  app.get('/v1/visits/:name', { config: signedIn, schema: { tags: ['visits'], params: Type.Object({ name: Name }), response: { 200: VisitCard } } }, async ({ params, principal }) => read(principal, params.name));
}
