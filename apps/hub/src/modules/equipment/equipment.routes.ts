import { DeviceAnswer, EquipmentCard, Name, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface EquipmentReads {
  readonly card: (principal: Principal, serial: string) => Promise<EquipmentCard>;
  readonly device: (principal: Principal, code: string, visit: string | undefined) => Promise<DeviceAnswer>;
}

const Code = Type.String({ minLength: 1, maxLength: 80, description: 'What was scanned or typed: a serial, a bar code or a MAC address' });

export function equipmentRoutes(app: HubApp, { card, device }: EquipmentReads): void {
  app.get('/v1/equipment/:serial', { config: staff, schema: { tags: ['equipment'], params: Type.Object({ serial: Name }), response: { 200: EquipmentCard } } }, async ({ principal, params }) => card(principal, params.serial));
  app.get(
    '/v1/devices/:code',
    { config: requireRole('technician'), schema: { tags: ['equipment'], params: Type.Object({ code: Code }), querystring: Type.Object({ visit: Type.Optional(Name) }), response: { 200: DeviceAnswer } } },
    async ({ principal, params, query }) => device(principal, params.code, query.visit),
  );
}
