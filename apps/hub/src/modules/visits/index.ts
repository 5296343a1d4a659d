import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { readVisitCards, siteFor } from '../book/index.ts';
import type { CommandLog, Executors, Person } from '../commands/index.ts';
import { createPastCommands } from './past-commands.ts';
import { createVisitEndings } from './visit-completion.service.ts';
import { createVisitMessages, previewMessage } from './visit-messages.service.ts';
import { createNextVisits } from './visit-next.service.ts';
import { createVisitPlanning } from './visit-plan.service.ts';
import { createVisitReading } from './visit-reading.service.ts';
import { createVisitUndo } from './visit-undo.service.ts';
import { createVisitBook } from './visits.erp.ts';
import type { MessageWords, PendingMessages, PhotoShelf } from './visits.ports.ts';
import { visitRoutes } from './visits.routes.ts';
import { createVisitMoves } from './visits.service.ts';

export { doneAt, isVisitOfDay, refuseOthersVisit } from './own-visit.ts';
export { createVisitBook, stepRecordOf } from './visits.erp.ts';
export { markOf, onFreshCopy } from './visit-deed.ts';
export { relatedTo } from './visit-events.ts';
export type { CustomerMessage, JobRecord, PendingMessages, PhotoShelf, VisitBook, VisitRecord } from './visits.ports.ts';

export interface VisitNeeds {
  readonly photos: PhotoShelf;
  readonly messages: PendingMessages;
}

/** What visits do on command. */
export function visitCommands({ site, events }: Pick<HubTools, 'site' | 'events'>, { photos, messages }: VisitNeeds): Pick<Executors, Extract<keyof Executors, `visit.${string}` | 'message.cancel'>> {
  const bookFor = (person: Person) => createVisitBook(siteFor(site, person));
  const log: Pick<CommandLog, 'find'> = { find: (command) => events.ofCommand(command) };
  return {
    ...createVisitPlanning(bookFor),
    ...createNextVisits(bookFor),
    ...createVisitMoves(bookFor),
    ...createVisitEndings(bookFor, photos),
    ...createVisitMessages(bookFor, messages),
    ...createVisitUndo({ bookFor, past: createPastCommands(log), messages }),
  };
}

export const visitsModule =
  ({ site }: Pick<HubTools, 'site'>, words: MessageWords): HubPlugin =>
  async (app) =>
    visitRoutes(app, {
      read: createVisitReading(async (person, name) => (await readVisitCards(siteFor(site, person), [['name', '=', name]]))[0]),
      preview: (person, asked) => previewMessage(createVisitBook(siteFor(site, person)), words, asked),
    });
