import { DoorState } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { Switches } from './switches.ts';

const Key = Type.Object({ key: Type.String({ pattern: '^(?:all|sms|email|template:[a-z][a-z-]{0,60})$', description: 'all, a channel, or template:NAME' }) });
const Reason = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false });
const Flag = Type.Object({ flag: Type.Enum(['legacy-authoritative', 'us-registered']) });
const admin = requireRole('admin');

/** `GET /v1/outbound`, and what may be turned on and off: anybody at a desk may stop messages, an administrator lets them go again. */
export const switchRoutes =
  ({ switches }: { switches: Switches }): HubPlugin =>
  async (app) => {
    const answer = { response: { 200: DoorState } };
    app.get('/v1/outbound', { schema: { summary: 'How far out messages may go', ...answer }, config: staff }, () => switches.state());
    app.put('/v1/outbound/switches/:key', { schema: { summary: 'Stop messages', params: Key, body: Reason, ...answer }, config: staff }, async ({ params, body, principal }) => {
      await switches.stop(params.key, body.reason, actorOf(principal));
      return switches.state();
    });
    app.delete('/v1/outbound/switches/:key', { schema: { summary: 'Let messages go again', params: Key, ...answer }, config: admin }, async ({ params, principal }) => {
      await switches.resume(params.key, actorOf(principal));
      return switches.state();
    });
    app.put('/v1/outbound/flags/:flag', { schema: { summary: 'Say who bills, and whether carriers have approved us', params: Flag, body: Type.Object({ value: Type.Boolean() }, { additionalProperties: false }), ...answer }, config: admin }, async ({ params, body, principal }) => {
      await switches.set(params.flag, body.value, actorOf(principal));
      return switches.state();
    });
  };
