import { Name, PhoneAccounts, PhoneReceipt, PhoneReport, Problem } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { PhoneService } from './phone-accounts.ts';

const tags = ['phones'];
const Device = Type.String({ minLength: 1, maxLength: 120, pattern: '^[A-Za-z0-9 -]+$' });

/** A phone says what it has not sent; whoever drives the day reads it. */
export function phoneRoutes(app: HubApp, service: PhoneService): void {
  app.put(
    '/v1/phones/:device',
    { config: requireRole('technician'), schema: { tags, summary: 'Say what my phone has not sent', params: Type.Object({ device: Device }), body: PhoneReport, response: { 200: PhoneReceipt } } },
    async ({ principal, params, body }) => {
      if (principal.kind !== 'technician') throw new Problem('forbidden');
      return service.report(principal, params.device, body);
    },
  );
  app.get('/v1/phones', { config: requireRole('agent', 'dispatcher', 'admin'), schema: { tags, summary: 'What each phone has not sent', response: { 200: PhoneAccounts } } }, () => service.accounts());
  app.delete(
    '/v1/phones/:technician/:device/lost',
    { config: requireRole('dispatcher', 'admin'), schema: { tags, summary: 'Lost work has been asked after', params: Type.Object({ technician: Name, device: Device }), response: { 204: Type.Null() } } },
    async ({ principal, params }, reply) => {
      await service.settle(principal, params.technician, params.device);
      return reply.code(204).send(null);
    },
  );
}
