import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mulberry32 } from '@gigafibre/kernel';
import type { Random } from '@gigafibre/kernel';
import type { FastifyRequest } from 'fastify';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../harness.ts';
import type { TestHub } from '../harness.ts';

const CASES = 10_000;
const SEED = 20_261_123;
const STRANGER = '203.0.113.7';
const HOST = 'fsm.example.ca';

/** One of each class of route: pages, health, sign-in, sessions, reads, commands, links, callbacks, the ERP's addresses, and none at all. */
const ROUTES = ['/v1/session', '/v1/sessions', '/v1/board?from=2026-03-10', '/v1/day', '/api/resource/Customer', '/v1/session/ways', '/openapi.json', '/auth/login', '/j', '/metrics', '/v1/nowhere', '/v1/outbox?limit=1&offset=0'];
const IDENTITY = ['x-authentik-jwt', 'x-authentik-username', 'x-authentik-email', 'x-authentik-groups', 'x-authentik-entitlements', 'x-authentik-name', 'x-authentik-uid', 'x-authentik-meta-jwks', 'x-authentik-meta-app', 'x-forwarded-user', 'x-forwarded-email', 'x-remote-user', 'remote-user', 'x-auth-request-email', 'x-user'];
const PROXY = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-prefix', 'x-forwarded-server', 'x-real-ip', 'forwarded', 'via', 'x-original-url', 'x-rewrite-url', 'x-http-method-override', 'cf-connecting-ip', 'true-client-ip', 'x-client-ip'];

let hub: TestHub;
let jwt: string;
beforeAll(async () => {
  const secret = 'Zq8nT4vLx1KcWm6hYb3eRj9pUd2sGf7a';
  const issuer = 'https://id.gigafibre.ca/application/o/fsm/';
  hub = await openTestHub({ environment: { LOG_LEVEL: 'silent', PUBLIC_ORIGIN: `https://${HOST}`, TRUST_PROXY: '10.0.0.2', OIDC_MODE: 'forward', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'fsm', OIDC_ALGORITHM: 'HS256', OIDC_CLIENT_SECRET: secret, OIDC_GROUPS: 'gf-admin=admin' } });
  const now = Math.floor(hub.clock.now().epochMilliseconds / 1000);
  // in order in every way but one: it was meant for somebody else
  jwt = await new SignJWT({ iss: issuer, aud: 'other', sub: 'a', iat: now, exp: now + 300, email: 'admin@demo.gigafibre.ca', groups: ['gf-admin'] }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
});
afterAll(() => hub.close());

const pick = <Item>(random: Random, list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!;

/** The same name as it might slip by: in other cases, with `_` or `.` for `-`, doubled or trailing. */
function disguised(random: Random, name: string): string {
  const letters = Array.from(name, (letter) => (letter === '-' ? pick(random, ['-', '-', '_', '.', '--']) : random() < 0.3 ? letter.toUpperCase() : letter)).join('');
  return random() < 0.1 ? `${letters}${pick(random, ['-', '_', '.', '0'])}` : letters;
}

function forged(random: Random): [string, string | string[]][] {
  const values = [jwt, 'admin', 'admin@demo.gigafibre.ca', 'gf-admin|gf-agents', '127.0.0.1', '10.0.0.2, 127.0.0.1', 'evil.example', 'https', 'for=127.0.0.1;proto=https;host=evil.example', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.', '/v1/sessions', 'DELETE', 'a\tb', 'x'.repeat(200), `${jwt}, ${jwt}`];
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const value = pick(random, values);
    return [disguised(random, pick(random, random() < 0.6 ? IDENTITY : PROXY)), random() < 0.15 ? [value, pick(random, values)] : value];
  });
}

interface Seen {
  readonly status: number;
  /** What the hub took for the caller, its address, the host and the scheme; of requests that reached a route. */
  readonly taken: string;
}

const takenBy: { last: string } = { last: '' };
const watch = (message: unknown): void => {
  const { request } = message as { request: FastifyRequest };
  takenBy.last = [request.principal.kind, request.ip, request.host, request.protocol].join(' ');
};

async function ask(url: string, headers: Record<string, string | string[]>, remoteAddress: string): Promise<Seen> {
  takenBy.last = '';
  const { statusCode } = await hub.app.inject({ url, headers: { host: HOST, ...headers }, remoteAddress });
  return { status: statusCode, taken: takenBy.last };
}

describe('statements 19 and 23: forged headers from outside change neither who somebody is, nor his address, host or scheme', () => {
  it(`in ${CASES.toLocaleString('en-CA')} variants over every class of route, seed ${SEED}`, async () => {
    subscribe('tracing:fastify.request.handler:start', watch);
    const random = mulberry32(SEED);
    const plain = new Map<string, Seen>();
    for (const url of ROUTES) plain.set(url, await ask(url, {}, STRANGER));
    const wrong: unknown[] = [];
    for (let at = 0; at < CASES; at += 1) {
      const url = ROUTES[at % ROUTES.length]!;
      const headers = Object.fromEntries(forged(random));
      const seen = await ask(url, headers, STRANGER);
      const before = plain.get(url)!;
      if (seen.status !== before.status || seen.taken !== before.taken) wrong.push({ url, headers, seen, before });
    }
    unsubscribe('tracing:fastify.request.handler:start', watch);
    expect(plain.get('/openapi.json')).toEqual({ status: 200, taken: `anonymous ${STRANGER} ${HOST} http` });
    expect(wrong).toEqual([]);
  }, 120_000);

  it('the proxy’s own word on address and scheme is taken, on who somebody is only by a token in order', async () => {
    subscribe('tracing:fastify.request.handler:start', watch);
    const seen = await ask('/openapi.json', { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-proto': 'https', 'x-authentik-jwt': jwt, 'x-authentik-email': 'admin@demo.gigafibre.ca' }, '10.0.0.2');
    unsubscribe('tracing:fastify.request.handler:start', watch);
    expect(seen).toEqual({ status: 200, taken: `anonymous 198.51.100.9 ${HOST} https` });
  });
});
