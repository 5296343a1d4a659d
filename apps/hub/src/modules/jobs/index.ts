import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createJobBook } from './jobs.erp.ts';
import { jobRoutes } from './jobs.routes.ts';
import { createJobCommands } from './jobs.service.ts';

type Needs = Pick<HubTools, 'site'>;

/** What jobs do on command. */
export const jobCommands = ({ site }: Needs) => createJobCommands((person) => createJobBook(siteFor(site, person)));

export const jobsModule =
  ({ site }: Needs): HubPlugin =>
  async (app) =>
    jobRoutes(app, {
      card: (principal, name) => createJobBook(siteFor(site, principal)).readCard(name),
      types: (principal) => createJobBook(siteFor(site, principal)).jobTypes(),
    });
