import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import type { Outbox } from '../outbound/index.ts';
import { createLinkBook } from './link-book.ts';
import { techniciansOf } from './technicians.erp.ts';
import { techLinkRoutes } from './tech-link.routes.ts';
import { createTechLinks } from './tech-link.ts';

/** The technicians' way in: a link by SMS, opened once, good for one shift. */
export const techLink = ({ site, config, cookie, clock, ...tools }: Pick<HubTools, 'db' | 'site' | 'config' | 'cookie' | 'clock' | 'sessions' | 'tokens' | 'events'> & { outbox: Outbox }): HubPlugin => {
  const links = createTechLinks({ ...tools, book: createLinkBook(clock), technicians: techniciansOf(site), origin: config.publicOrigin });
  return techLinkRoutes({ links, cookie, clock, sessions: tools.sessions });
};
