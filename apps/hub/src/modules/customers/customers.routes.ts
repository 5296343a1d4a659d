import { CustomerCard, Name, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

export function customerRoutes(app: HubApp, card: (principal: Principal, name: string) => Promise<CustomerCard>): void {
  app.get('/v1/customers/:name', { config: { ...staff, readsPersonal: 'customer' }, schema: { tags: ['customers'], params: Type.Object({ name: Name }), response: { 200: CustomerCard } } }, async ({ principal, params }) => card(principal, params.name));
}
