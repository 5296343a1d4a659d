import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createCustomerCards } from './customers.erp.ts';
import { customerRoutes } from './customers.routes.ts';

export const customersModule =
  ({ site, clock }: Pick<HubTools, 'site' | 'clock'>): HubPlugin =>
  async (app) =>
    customerRoutes(app, (principal, name) => createCustomerCards(siteFor(site, principal), site, clock)(name));
