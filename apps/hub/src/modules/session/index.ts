import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { accountsOf } from './accounts.erp.ts';
import { sessionRoutes } from './session.routes.ts';
import { openSessionsRoutes } from './sessions.routes.ts';

type Tools = Pick<HubTools, 'config' | 'site' | 'transport' | 'sessions' | 'cookie' | 'events' | 'clock'>;

/** Signing in and out with the ERP's accounts, and the sessions that are open. */
export const session =
  ({ config, site, transport, ...tools }: Tools): HubPlugin =>
  async (app) => {
    await app.register(sessionRoutes({ ...tools, accounts: accountsOf(site, transport), hasBuiltInSignIn: config.hasBuiltInSignIn, isDemo: config.demo !== 'none' }));
    await app.register(openSessionsRoutes(tools));
  };
