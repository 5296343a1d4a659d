import { CommandAnswer, CommandBatch, CommandBatchAnswer } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { signedIn } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import { problemBody, problemFrom } from '../../platform/problems.ts';
import { giveEach, type GiveCommand } from './commands.service.ts';

/** The body is checked by the schema of its own type: see `COMMANDS` of the contracts. */
const AnyCommand = Type.Object({ id: Type.String(), type: Type.String() }, { additionalProperties: true, description: 'A command: id, type, v, at, device, payload' });

export function commandRoutes(app: HubApp, give: GiveCommand): void {
  app.post('/v1/commands', { config: signedIn, schema: { tags: ['commands'], summary: 'Do something, exactly once', body: AnyCommand, response: { 200: CommandAnswer } } }, async (request) => give(request.principal, request.body));
  app.post(
    '/v1/commands/batch',
    { config: signedIn, schema: { tags: ['commands'], summary: 'Do many things, each done or refused by itself', body: CommandBatch, response: { 200: CommandBatchAnswer } } },
    async ({ id, principal, body }) => giveEach(give, { principal, commands: body.commands, tell: (error) => problemBody(problemFrom(error), id) }),
  );
}
