import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { createPhoneBook } from './phone-book.ts';
import { phoneRoutes } from './phones.routes.ts';
import { createPhoneService } from './phone-accounts.ts';

export const phonesModule =
  ({ db, events, live, clock }: Pick<HubTools, 'db' | 'events' | 'live' | 'clock'>): HubPlugin =>
  async (app) => {
    const publish = (technician: string): void => void live.publish({ topic: 'phones', technician }).catch((error: unknown) => app.log.warn({ err: error }, 'unsent work was not announced'));
    phoneRoutes(app, createPhoneService({ book: createPhoneBook(db), events, clock, publish }));
  };
