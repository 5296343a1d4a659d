import { CommandAnswer } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { signedIn } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { GiveCommand } from './commands.service.ts';

/** The body is checked by the schema of its own type: see `COMMANDS` of the contracts. */
const AnyCommand = Type.Object({ id: Type.String(), type: Type.String() }, { additionalProperties: true, description: 'A command: id, type, v, at, device, payload' });

export function commandRoutes(app: HubApp, give: GiveCommand): void {
  app.post('/v1/commands', { config: signedIn, schema: { tags: ['commands'], summary: 'Do something, exactly once', body: AnyCommand, response: { 200: CommandAnswer } } }, async (request) => give(request.principal, request.body));
}
