import cookie from '@fastify/cookie';
import type { Principal } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubApp } from './hub-app.ts';
import { epochOf } from './session-facts.ts';
import { principalOf } from './sessions.ts';
import type { Carried, OpenSession, Sessions } from './sessions.ts';

const ACCESS = /^[\w-]+[.][\w-]+[.][\w-]+$/;
const REFRESH = /^[\w-]{43}$/;
const BEARER = /^Bearer ([\w-]+[.][\w-]+[.][\w-]+)$/i;
const LONGEST = 2048;
const anonymous: Principal = { kind: 'anonymous' };

/** How a browser carries its session: the short token and the long one, out of reach of scripts. */
export interface SessionCookie {
  write(reply: FastifyReply, carried: Carried): void;
  clear(reply: FastifyReply): void;
  /** The long token that came along. */
  refreshOf(request: FastifyRequest): string | undefined;
  /** The short one, from a program's header or a browser's cookie. */
  accessOf(request: FastifyRequest): string | undefined;
}

/** Over https the cookies’ names begin with `__Host-`: browsers then refuse them from any other host, path or plain http. */
export function createSessionCookie({ isHttps }: { isHttps: boolean }, clock: Clock): SessionCookie {
  const [access, refresh] = ['session', 'refresh'].map((name) => (isHttps ? `__Host-${name}` : name)) as [string, string];
  const lax = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps } as const;
  const strict = { ...lax, sameSite: 'strict' } as const;
  return {
    write(reply, { tokens, session }) {
      // a length and no date: a phone whose clock is off would throw the session away, or keep it for a year
      const maxAge = Math.floor(Math.max(0, epochOf(session.expiresAt) - clock().epochMilliseconds) / 1000);
      void reply.setCookie(access, tokens.access, { ...lax, maxAge });
      if (tokens.refresh !== undefined) void reply.setCookie(refresh, tokens.refresh, { ...strict, maxAge });
    },
    clear: (reply) => void reply.clearCookie(access, lax).clearCookie(refresh, strict).header('clear-site-data', '"cache"'),
    refreshOf({ cookies }) {
      const token = cookies[refresh];
      return token !== undefined && REFRESH.test(token) ? token : undefined;
    },
    accessOf({ headers, cookies }) {
      const token = headers.authorization === undefined ? cookies[access] : BEARER.exec(headers.authorization)?.[1];
      return token !== undefined && token.length <= LONGEST && ACCESS.test(token) ? token : undefined;
    },
  };
}

/** Another way to know who is asking, than by a token of ours. */
export type Recognizer = (request: FastifyRequest) => Promise<OpenSession | undefined>;

export interface Recognition {
  readonly sessions: Sessions;
  readonly carrier: SessionCookie;
  /** Asked first. */
  readonly vouched?: Recognizer | undefined;
  /** Whether the account behind a session may still come in. */
  readonly isStillWelcome?: (session: OpenSession) => Promise<boolean>;
}

/**
 * Finds out who is asking, before any route runs. No valid session means anonymous, whatever the headers say. Where the short
 * token has run out, the long one brings both anew with the answer; answers that anyone may store never carry them.
 */
export async function recognizePeople(app: HubApp, { sessions, carrier, vouched, isStillWelcome }: Recognition): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('principal');
  app.decorateRequest('openSession');
  const ownSession = async (request: FastifyRequest, reply: FastifyReply): Promise<OpenSession | undefined> => {
    const access = carrier.accessOf(request);
    const session = access === undefined ? undefined : await sessions.find(access);
    const refresh = carrier.refreshOf(request);
    if (session || refresh === undefined || request.headers.authorization !== undefined || isForAnyone(request)) return session;
    const renewed = await sessions.renew(refresh);
    if (renewed) carrier.write(reply, renewed);
    else carrier.clear(reply);
    return renewed?.session;
  };
  app.addHook('onRequest', async (request, reply) => {
    const known = (await vouched?.(request)) ?? (await ownSession(request, reply));
    const session = known && (await isStillWelcome?.(known)) === false ? undefined : known;
    request.openSession = session;
    request.principal = session ? principalOf(session) : anonymous;
  });
}

const isForAnyone = ({ method, is404, routeOptions }: FastifyRequest): boolean => is404 || (routeOptions.config.access === 'anyone' && (method === 'GET' || method === 'HEAD'));
