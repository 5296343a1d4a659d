import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { readVisitCards, siteFor } from '../book/index.ts';
import type { CommandLog, Executors, Person } from '../commands/index.ts';
import { createPastCommands } from './past-commands.ts';
import { createVisitEndings } from './visit-completion.service.ts';
import { createHash } from 'node:crypto';
import { createVisitSigning } from './visit-closing.service.ts';
import { createVisitMessages, previewMessage } from './visit-messages.service.ts';
import { createNextVisits } from './visit-next.service.ts';
import { createVisitCosts } from './visit-parts.service.ts';
import { createVisitPlanning } from './visit-plan.service.ts';
import { createVisitReading } from './visit-reading.service.ts';
import { createVisitTalk, inboxOf, refuseEavesdropper, talkOf } from './visit-talk.service.ts';
import { closingOf, WORK_EVENTS } from './visit-work.service.ts';
import { createVisitUndo } from './visit-undo.service.ts';
import { createVisitBook, recentVisits } from './visits.erp.ts';
import type { MessageWords, PendingMessages, PhotoShelf } from './visits.ports.ts';
import { visitRoutes } from './visits.routes.ts';
import { createVisitMoves } from './visits.service.ts';

export { doneAt, isVisitOfDay, refuseOthersVisit } from './own-visit.ts';
export { createVisitBook, flowUsed, stepRecordOf } from './visits.erp.ts';
export { markOf, onFreshCopy } from './visit-deed.ts';
export { workOfVisit, WORK_EVENTS } from './visit-work.service.ts';
export { labourOf, partsOf, signatureOf } from './visit-work.erp.ts';
export { relatedTo } from './visit-events.ts';
export type { CommandMark, CustomerCopy, CustomerMessage, JobRecord, LabourLine, PendingMessages, PhotoShelf, VisitBook, VisitRecord } from './visits.ports.ts';

export interface VisitNeeds {
  readonly photos: PhotoShelf;
  readonly messages: PendingMessages;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What visits do on command. */
export function visitCommands({ site, events }: Pick<HubTools, 'site' | 'events'>, { photos, messages }: VisitNeeds): Pick<Executors, Extract<keyof Executors, `visit.${string}` | 'message.cancel'>> {
  const bookFor = (person: Person) => createVisitBook(siteFor(site, person));
  const log: Pick<CommandLog, 'find'> = { find: (command) => events.ofCommand(command) };
  return {
    ...createVisitPlanning(bookFor),
    ...createNextVisits(bookFor),
    ...createVisitMoves(bookFor),
    ...createVisitEndings({ bookFor, nextBook: createVisitBook(site), photos, messages, digest }),
    ...createVisitCosts(bookFor),
    ...createVisitSigning({ bookFor, photos, digest }),
    ...createVisitTalk(bookFor),
    ...createVisitMessages(bookFor, messages),
    ...createVisitUndo({ bookFor, past: createPastCommands(log), messages }),
  };
}

export const visitsModule =
  ({ site, events, clock }: Pick<HubTools, 'site' | 'events' | 'clock'>, words: MessageWords): HubPlugin =>
  async (app) =>
    visitRoutes(app, {
      read: createVisitReading(async (person, name) => (await readVisitCards(siteFor(site, person), [['name', '=', name]]))[0]),
      closing: async (person, name) => closingOf(await createVisitBook(siteFor(site, person)).read(name), digest),
      talk: async (person, name) => {
        refuseEavesdropper(person, name, (await createVisitBook(siteFor(site, person)).read(name)).crew);
        return talkOf(await events.ofVisits([name], WORK_EVENTS));
      },
      inbox: async (person) => inboxOf(await events.ofVisits(await recentVisits(siteFor(site, person), clock()), ['visit.said', 'visit.heard'])),
      preview: (person, asked) => previewMessage(createVisitBook(siteFor(site, person)), words, asked),
    });
