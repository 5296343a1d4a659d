import { Problem } from '@gigafibre/contracts';
import type { SignInRefusal } from '@gigafibre/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { anyone } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { leaveFormerSession } from '../../platform/leave-former.ts';
import type { SealedBox } from '../../platform/sealed-box.ts';
import { SealBroken } from '../../platform/sealed-box.ts';
import type { SessionCookie } from '../../platform/session-cookie.ts';
import { principalOf } from '../../platform/sessions.ts';
import type { Sessions } from '../../platform/sessions.ts';
import { clientWords } from '../../platform/user-agent.ts';
import type { CodeFlow, Departure, Refused } from '../../vendors/identity/code-flow.ts';
import type { ProvedPerson } from '../../vendors/identity/identity.port.ts';
import type { ProviderTokens } from '../../vendors/identity/provider-tokens.ts';
import type { Admit } from './admission.ts';

const DEPARTURE_MINUTES = 10;
const ABOUT = 'departure';
const OWN_PAGE = /^\/(?:ops|j)(?:[/?]|$)(?!.*[\\])/;
const LONGEST_RETURN = 2000;

export interface SsoDeps {
  readonly admit: Admit;
  /** Undefined where a proxy signs people in. */
  readonly flow: CodeFlow | undefined;
  /** Who the proxy vouches for in this request. */
  readonly forwarded: (request: FastifyRequest) => Promise<ProvedPerson | undefined>;
  readonly providerTokens: ProviderTokens;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly events: EventLog;
  readonly box: SealedBox;
  readonly publicOrigin: string;
  readonly isHttps: boolean;
}

interface Remembered extends Departure {
  readonly next: string;
}

/** A page of ours, whoever asks for it. */
const pageOf = (next: string | undefined): string => (next !== undefined && next.length <= LONGEST_RETURN && OWN_PAGE.test(next) ? next : '');

/** `GET /auth/login`, `/auth/callback` and the provider's notice that its session has ended. */
export const ssoRoutes =
  (deps: SsoDeps): HubPlugin =>
  async (app) => {
    const { flow, providerTokens, sessions, isHttps, box } = deps;
    const cookieName = isHttps ? '__Host-sign-in' : 'sign-in';
    const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps, maxAge: DEPARTURE_MINUTES * 60 } as const;
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))));

    app.get('/auth/login', { schema: { summary: 'Sign in with the company’s provider', querystring: Type.Object({ next: Type.Optional(Type.String()) }) }, config: anyone }, async (request, reply) => {
      const next = pageOf(request.query.next);
      if (flow === undefined) return enter(deps, request, reply, { person: await deps.forwarded(request), next });
      const left = await flow.depart();
      if ('fault' in left) return turnAway(request, reply, left, next);
      const remembered: Remembered = { ...left.departure, next };
      return reply.setCookie(cookieName, box.seal(JSON.stringify(remembered), ABOUT), cookieOptions).redirect(left.address);
    });

    if (flow !== undefined)
      app.get('/auth/callback', { schema: { hide: true, querystring: Type.Object({}, { additionalProperties: true }) }, config: anyone }, async (request, reply) => {
        const remembered = rememberedIn(box, request.cookies[cookieName]);
        void reply.clearCookie(cookieName, cookieOptions);
        if (!remembered) return refuse(reply, 'failed', '');
        const back = await flow.arrive(new URL(request.url, deps.publicOrigin), remembered);
        if ('fault' in back) return turnAway(request, reply, back, remembered.next);
        return enter(deps, request, reply, { person: back.person, next: remembered.next });
      });

    app.post('/auth/backchannel-logout', { schema: { summary: 'The provider says that a session of its has ended', body: Type.Object({ logout_token: Type.String() }, { additionalProperties: true }) }, config: anyone }, async ({ body }, reply) => {
      const ended = await providerTokens.endedBy(body.logout_token);
      if (!ended) throw new Problem('invalid_request', { errors: [{ path: 'body/logout_token', message: 'is no notice of the provider' }] });
      if (ended.session === undefined) await sessions.revoke({ providerSubject: ended.subject ?? '' });
      else await sessions.revoke({ providerSession: ended.session });
      return reply.code(200).send({});
    });
  };

async function enter({ admit, sessions, cookie, events }: SsoDeps, request: FastifyRequest, reply: FastifyReply, { person, next }: { person: ProvedPerson | undefined; next: string }): Promise<FastifyReply> {
  if (!person) return refuse(reply, 'failed', next);
  const admission = await admit(person, clientWords(request.headers['user-agent']));
  if ('refused' in admission) {
    request.log.info({ code: `sign_in_${admission.refused}` }, 'refused');
    return refuse(reply, admission.refused, next);
  }
  await leaveFormerSession(sessions)(request);
  const carried = await sessions.open(admission.session);
  cookie.write(reply, carried);
  const { session } = carried;
  await events.append([{ type: 'session.opened', actor: actorOf(principalOf(session)), subject: { doctype: 'User', name: session.user }, related: {}, facts: { how: 'sso' } }]);
  return reply.redirect(next === '' ? session.landing : next);
}

/** Sign-in that failed at the provider's leads back to our own page, with the reason in words there. */
function turnAway(request: FastifyRequest, reply: FastifyReply, { fault }: Refused, next: string): FastifyReply {
  request.log.warn({ err: fault }, 'sign-in refused');
  return refuse(reply, 'failed', next);
}

const refuse = (reply: FastifyReply, refused: SignInRefusal, next: string): FastifyReply => reply.redirect(`/ops/sign-in?${new URLSearchParams({ refused, ...(next === '' ? {} : { next }) }).toString()}`);

function rememberedIn(box: SealedBox, sealed: string | undefined): Remembered | undefined {
  if (sealed === undefined) return undefined;
  try {
    return JSON.parse(box.open(sealed, ABOUT)) as Remembered;
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
