import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createFinder } from './search.erp.ts';
import { searchRoutes } from './search.routes.ts';
import { search } from './search.service.ts';

export const searchModule =
  ({ site }: Pick<HubTools, 'site'>): HubPlugin =>
  async (app) =>
    searchRoutes(app, (principal, query) => search(createFinder(siteFor(site, principal)), query));
