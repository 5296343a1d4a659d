import { setTimeout as pause } from 'node:timers/promises';
import { DemoAccounts, Problem, Session, SignIn } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { Type } from 'typebox';
import { actorOf } from '../../platform/actor.ts';
import { anyone, signedIn } from '../../platform/access.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { createLimiter } from '../../platform/limiter.ts';
import type { SessionCookie } from '../../platform/session-cookie.ts';
import { describeSession, principalOf } from '../../platform/sessions.ts';
import type { OpenSession, Sessions } from '../../platform/sessions.ts';
import { clientWords } from '../../platform/user-agent.ts';
import type { Accounts } from './session.ports.ts';
import { sessionFor } from './session.service.ts';

/** A refusal takes at least this long, whatever was wrong, so that time does not tell whether an account exists. */
const REFUSAL_MS = 350;

export interface SessionDeps {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly hasBuiltInSignIn: boolean;
  readonly isDemo: boolean;
}

/** `POST`, `GET` and `DELETE /v1/session`, and the accounts of a demonstration to click on. */
export const sessionRoutes =
  ({ accounts, sessions, cookie, events, clock, hasBuiltInSignIn, isDemo }: SessionDeps): HubPlugin =>
  async (app) => {
    const perAccount = createLimiter({ most: 8, minutes: 5, clock });
    const perAddress = createLimiter({ most: 60, minutes: 5, clock });
    const open = async (user: string, password: string, client: string): Promise<{ token: string; session: OpenSession } | undefined> => {
      if (!(await accounts.verify(user, password))) return undefined;
      const account = await accounts.find(user);
      const session = account && sessionFor(account, { how: 'password', client });
      return session && sessions.open(session);
    };

    app.post('/v1/session', { schema: { summary: 'Sign in', body: SignIn, response: { 200: Session } }, config: anyone }, async (request, reply) => {
      if (!hasBuiltInSignIn) throw new Problem('forbidden', { detail: 'Sign-in by password is off here.' });
      const user = request.body.user.trim().toLowerCase();
      perAccount.refuseSpent(user);
      perAddress.refuseSpent(request.ip);
      const earliest = pause(REFUSAL_MS);
      const opened = await open(user, request.body.password, clientWords(request.headers['user-agent']));
      if (!opened) {
        perAccount.count(user);
        perAddress.count(request.ip);
        await earliest;
        throw new Problem('wrong_credentials');
      }
      perAccount.forget(user);
      cookie.write(reply, opened.token, opened.session);
      const { session } = opened;
      await events.append([{ type: 'session.opened', actor: actorOf(principalOf(session)), subject: { doctype: 'User', name: session.user }, related: {}, facts: { how: 'password' } }]);
      return describeSession(session);
    });

    app.get('/v1/session', { schema: { summary: 'Who is signed in', response: { 200: Session } }, config: signedIn }, async (request) => {
      const session = await sessions.find(cookie.read(request) ?? '');
      if (!session) throw new Problem('not_signed_in');
      return describeSession(session);
    });

    app.delete('/v1/session', { schema: { summary: 'Sign out', response: { 204: Type.Null() } }, config: anyone }, async (request, reply) => {
      const { principal } = request;
      cookie.clear(reply);
      if ('session' in principal) {
        await sessions.revoke({ id: principal.session });
        await events.append([{ type: 'session.closed', actor: actorOf(principal), subject: { doctype: 'User', name: principal.user }, related: {}, facts: {} }]);
      }
      return reply.code(204).send(null);
    });

    app.get('/v1/session/accounts', { schema: { summary: 'Accounts of a demonstration', response: { 200: DemoAccounts } }, config: anyone }, async () => ({
      accounts: hasBuiltInSignIn && isDemo ? [...(await accounts.demo())] : [],
    }));
  };
