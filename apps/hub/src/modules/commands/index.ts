import { createHash } from 'node:crypto';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { createCommandLog } from './command-log.ts';
import type { Executors } from './commands.ports.ts';
import { commandRoutes } from './commands.routes.ts';
import { actorOf, createCommandService, type GiveCommand, type Reuse } from './commands.service.ts';

export type { CommandLog, Deed, EventDraft, Executor, Executors, Order, Person } from './commands.ports.ts';
export { refuseStaleCopy } from './stale-copy.ts';
export type { StampedCopy } from './stale-copy.ts';
export { actorOf, createCommandService, giveEach } from './commands.service.ts';
export type { GiveCommand } from './commands.service.ts';

/** Takes commands of every type that has an executor; each module brings its own. */
export function createGiveCommand({ db, events, clock }: Pick<HubTools, 'db' | 'events' | 'clock'>, executors: Executors): GiveCommand {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const onReused = async ({ command, type, by, subject, firstBy }: Reuse): Promise<void> => {
    await events.append([{ type: 'command.reused', actor: actorOf(by), subject, related: {}, facts: { command, commandType: type, firstBy } }]);
  };
  return createCommandService({ log: createCommandLog(db, events), executors, clock, digest, onReused });
}

export const commandsModule =
  (give: GiveCommand): HubPlugin =>
  async (app) =>
    commandRoutes(app, give);
