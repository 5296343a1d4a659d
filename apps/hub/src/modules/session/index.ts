import type { EventLog } from '../../platform/event-log.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { IsPeer } from '../../platform/peers.ts';
import type { Recognition } from '../../platform/session-cookie.ts';
import type { OpenSession } from '../../platform/sessions.ts';
import type { HubTools } from '../../platform/tools.ts';
import { watchAccounts } from './account-watch.ts';
import { accountsOf } from './accounts.erp.ts';
import { sessionRoutes } from './session.routes.ts';
import { openSessionsRoutes } from './sessions.routes.ts';
import { openSso } from './sign-in.ts';

type Tools = Pick<HubTools, 'config' | 'site' | 'transport' | 'sessions' | 'cookie' | 'box' | 'events' | 'clock'>;

/** Everything that finds out who somebody is: needed before the first route, registered with the others. */
export interface SignIn extends Pick<Recognition, 'vouched' | 'isStillWelcome'> {
  readonly routes: HubPlugin;
}

/**
 * Signing in with the company's provider or the ERP's own passwords, and the sessions that are open.
 * @throws {ConfigRefusal} when the provider's secret or keys cannot be used.
 */
export function openSignIn({ site, transport, ...tools }: Tools, isProxy: IsPeer): SignIn {
  const { config, sessions, clock } = tools;
  const accounts = accountsOf(site, transport);
  const sso = openSso(tools, accounts, isProxy);
  return {
    vouched: sso?.vouched,
    isStillWelcome: watchAccounts({ accounts, sessions, clock }),
    async routes(app) {
      await app.register(sessionRoutes({ ...tools, accounts, sso, hasBuiltInSignIn: config.hasBuiltInSignIn, isDemo: config.demo !== 'none' }));
      await app.register(openSessionsRoutes(tools));
      if (sso) await app.register(sso.routes);
    },
  };
}

/** Writes down that somebody's long token was copied, and that his session was ended for it. */
export async function recordTheft(events: EventLog, { user, technician }: OpenSession): Promise<void> {
  const related = technician === undefined ? {} : { technicians: [technician] };
  await events.append([{ type: 'session.stolen', actor: { kind: 'system', user: 'hub', displayName: 'Gigafibre' }, subject: { doctype: 'User', name: user }, related, facts: {} }]);
}
