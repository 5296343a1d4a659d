import { setTimeout as pause } from 'node:timers/promises';
import { BearerTokens, DemoAccounts, Problem, RefreshRequest, Session, SignedOut, SignIn, SignInWays } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { Type } from 'typebox';
import { actorOf } from '../../platform/actor.ts';
import { anyone, signedIn } from '../../platform/access.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { leaveFormerSession } from '../../platform/leave-former.ts';
import { createLimiter } from '../../platform/limiter.ts';
import type { SessionCookie } from '../../platform/session-cookie.ts';
import { describeSession, principalOf } from '../../platform/sessions.ts';
import type { Carried, Sessions } from '../../platform/sessions.ts';
import { createTurns } from '../../platform/turns.ts';
import { clientWords } from '../../platform/user-agent.ts';
import type { Accounts } from './session.ports.ts';
import { sessionFor } from './session.service.ts';
import type { Sso } from './sign-in.ts';

/** A refusal takes at least this long, whatever was wrong, so that time does not tell whether an account exists. */
const REFUSAL_MS = 350;
/** Checking a password is made to cost much: two at once, and so many more may wait. */
const CHECKS = { atOnce: 2, waiting: 40 };

export interface SessionDeps {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly hasBuiltInSignIn: boolean;
  readonly isDemo: boolean;
  readonly sso: Pick<Sso, 'name' | 'endSession'> | undefined;
}

/** `POST`, `GET` and `DELETE /v1/session`, and the accounts of a demonstration to click on. */
export const sessionRoutes =
  ({ accounts, sessions, cookie, events, clock, hasBuiltInSignIn, isDemo, sso }: SessionDeps): HubPlugin =>
  async (app) => {
    const perAccount = createLimiter({ most: 8, minutes: 5, clock });
    const checks = createTurns(CHECKS);
    const perAddress = createLimiter({ most: 60, minutes: 5, clock });
    const open = async (user: string, password: string, client: string): Promise<Carried | undefined> => {
      if (!(await accounts.verify(user, password))) return undefined;
      const account = await accounts.find(user);
      const session = account && sessionFor(account, { how: 'password', client });
      return session && sessions.open(session);
    };

    const leaveFormer = leaveFormerSession(sessions);

    app.post('/v1/session', { schema: { summary: 'Sign in', body: SignIn, response: { 200: Session } }, config: anyone }, async (request, reply) => {
      if (!hasBuiltInSignIn) throw new Problem('forbidden', { detail: 'Sign-in by password is off here.' });
      const user = request.body.user.trim().toLowerCase();
      perAccount.refuseSpent(user);
      perAddress.refuseSpent(request.ip);
      const earliest = pause(REFUSAL_MS);
      const opened = await checks.run(() => open(user, request.body.password, clientWords(request.headers['user-agent'])));
      if (!opened) {
        perAccount.count(user);
        perAddress.count(request.ip);
        await earliest;
        throw new Problem('wrong_credentials');
      }
      perAccount.forget(user);
      await leaveFormer(request);
      const { session, tokens } = opened;
      const isBearer = request.body.carry === 'bearer';
      if (!isBearer) cookie.write(reply, opened);
      await events.append([{ type: 'session.opened', actor: actorOf(principalOf(session)), subject: { doctype: 'User', name: session.user }, related: {}, facts: { how: 'password' } }]);
      return { ...describeSession(session), ...(isBearer ? { tokens } : {}) };
    });

    app.post('/v1/session/refresh', { schema: { summary: 'New tokens for a program, for its long one', body: RefreshRequest, response: { 200: BearerTokens } }, config: anyone }, async ({ body }) => {
      const renewed = await sessions.renew(body.refresh);
      if (!renewed) throw new Problem('not_signed_in');
      return renewed.tokens;
    });

    app.get('/v1/session', { schema: { summary: 'Who is signed in', response: { 200: Session } }, config: signedIn }, async ({ openSession }) => {
      if (!openSession) throw new Problem('not_signed_in');
      return describeSession(openSession);
    });

    app.delete('/v1/session', { schema: { summary: 'Sign out', response: { 200: SignedOut, 204: Type.Null() } }, config: anyone }, async (request, reply) => {
      const { principal, openSession } = request;
      cookie.clear(reply);
      if (openSession) {
        await sessions.revoke({ id: openSession.id });
        await events.append([{ type: 'session.closed', actor: actorOf(principal), subject: { doctype: 'User', name: openSession.user }, related: {}, facts: {} }]);
      }
      const next = openSession?.how === 'sso' ? await sso?.endSession() : undefined;
      return next === undefined ? reply.code(204).send(null) : reply.code(200).send({ next });
    });

    app.get('/v1/session/ways', { schema: { summary: 'How people may sign in here', response: { 200: SignInWays } }, config: anyone }, async () => ({
      password: hasBuiltInSignIn,
      sso: sso === undefined ? null : { name: sso.name, address: '/auth/login' },
    }));

    app.get('/v1/session/accounts', { schema: { summary: 'Accounts of a demonstration', response: { 200: DemoAccounts } }, config: anyone }, async () => ({
      accounts: hasBuiltInSignIn && isDemo ? [...(await accounts.demo())] : [],
    }));
  };
