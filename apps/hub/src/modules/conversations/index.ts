import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import type { Executors } from '../commands/index.ts';
import { recipientOf, type Outbox } from '../outbound/index.ts';
import { createConversationBook } from './conversation-book.ts';
import { createCustomerDirectory } from './conversations.erp.ts';
import { conversationRoutes } from './conversations.routes.ts';
import { createConversationCommands, createConversationReading } from './conversations.service.ts';

type Tools = Pick<HubTools, 'db' | 'clock' | 'site'>;

export const conversationCommands = ({ db, clock, site }: Tools, { outbox }: { outbox: Pick<Outbox, 'enqueue'> }): Pick<Executors, Extract<keyof Executors, `conversation.${string}`>> =>
  createConversationCommands({ book: createConversationBook(db, clock), directoryFor: (person) => createCustomerDirectory(siteFor(site, person)), door: outbox });

/** Two-way conversations with customers, one for each number (R26). */
export const conversationsModule =
  ({ db, clock, site }: Tools): HubPlugin =>
  async (app) => {
    const book = createConversationBook(db, clock);
    conversationRoutes(app, book, createConversationReading({ book, directory: createCustomerDirectory(site), canText: (number) => recipientOf('sms', number).isGood }));
  };
