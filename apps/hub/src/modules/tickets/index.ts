import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createTicketBook } from './tickets.erp.ts';
import { ticketRoutes } from './tickets.routes.ts';
import { createTicketCommands, proposeJob } from './tickets.service.ts';

type Needs = Pick<HubTools, 'site'>;

/** What tickets do on command. */
export const ticketCommands = ({ site }: Needs) => createTicketCommands((person) => createTicketBook(siteFor(site, person), site));

export const ticketsModule =
  ({ site }: Needs): HubPlugin =>
  async (app) =>
    ticketRoutes(app, {
      card: (principal, name) => createTicketBook(siteFor(site, principal), site).readCard(name),
      proposal: (principal, name) => proposeJob(createTicketBook(siteFor(site, principal), site), name),
    });
