import cookie from '@fastify/cookie';
import type { Principal } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubApp } from './hub-app.ts';
import { principalOf } from './sessions.ts';
import type { OpenSession, Sessions } from './sessions.ts';

const TOKEN = /^[\w-]{43}$/;
const anonymous: Principal = { kind: 'anonymous' };

/** How a browser carries its session. */
export interface SessionCookie {
  readonly name: string;
  write(reply: FastifyReply, token: string, session: OpenSession): void;
  clear(reply: FastifyReply): void;
  read(request: FastifyRequest): string | undefined;
}

/** Over https the cookie's name begins with `__Host-`: browsers then refuse it from any other host, path or plain http. */
export function createSessionCookie({ isHttps }: { isHttps: boolean }): SessionCookie {
  const name = isHttps ? '__Host-session' : 'session';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps } as const;
  return {
    name,
    write: (reply, token, { expiresAt }) => void reply.setCookie(name, token, { ...options, expires: new Date(Temporal.Instant.from(expiresAt).epochMilliseconds) }),
    clear: (reply) => void reply.clearCookie(name, options).header('clear-site-data', '"cache"'),
    read(request) {
      const token = request.cookies[name];
      return token !== undefined && TOKEN.test(token) ? token : undefined;
    },
  };
}

/** Finds out who is asking, before any route runs. No valid session means anonymous, whatever the headers say. */
export async function recognizePeople(app: HubApp, sessions: Sessions, carrier: SessionCookie): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('principal');
  app.addHook('onRequest', async (request) => {
    const token = carrier.read(request);
    const session = token === undefined ? undefined : await sessions.find(token);
    request.principal = session ? principalOf(session) : anonymous;
  });
}
