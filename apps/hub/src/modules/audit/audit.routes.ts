import { Name, Trail, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

export function auditRoutes(app: HubApp, trail: (principal: Principal, job: string) => Promise<Trail>): void {
  app.get('/v1/jobs/:name/trail', { config: staff, schema: { tags: ['audit'], params: Type.Object({ name: Name }), response: { 200: Trail } } }, async ({ principal, params }) => trail(principal, params.name));
}
