import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { accountsOf } from './accounts.erp.ts';
import { sessionRoutes } from './session.routes.ts';

/** Signing in and out with the ERP's accounts. */
export const session = ({ config, site, transport, ...tools }: Pick<HubTools, 'config' | 'site' | 'transport' | 'sessions' | 'cookie' | 'events' | 'clock'>): HubPlugin =>
  sessionRoutes({ ...tools, accounts: accountsOf(site, transport), hasBuiltInSignIn: config.hasBuiltInSignIn, isDemo: config.demo !== 'none' });
