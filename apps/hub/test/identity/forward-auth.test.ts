import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { ProblemBody, Session, SessionList } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFieldWorld } from '../field-world.ts';
import type { FieldWorld } from '../field-world.ts';
import { openTestHub } from '../harness.ts';
import { openBrowser } from './browser.ts';
import { startOutpost } from './outpost.ts';
import type { Outpost } from './outpost.ts';
import { layPeople } from './people.ts';
import { freePort, startProvider } from './provider.ts';
import type { TestProvider } from './provider.ts';
import { NGINX, startNginx, startNodeProxy } from './proxies.ts';
import type { ForwardingProxy } from './proxies.ts';

const GROUPS = 'gf-agents=agent, gf-admin=admin';

const PROXIES = [
  { name: 'a proxy in Node', start: startNodeProxy, isThere: true },
  { name: `the real nginx${NGINX === undefined ? ' (none is installed here)' : ''}`, start: startNginx, isThere: NGINX !== undefined },
];

describe.each(PROXIES.filter(({ isThere }) => isThere))('behind $name that asks the provider’s outpost before each request (R08)', ({ start }) => {
  let provider: TestProvider;
  let outpost: Outpost;
  let proxy: ForwardingProxy;
  let world: FieldWorld;
  let origin: string;
  let direct: string;
  beforeAll(async () => {
    const [port, hubPort, outpostPort] = [await freePort(), await freePort(), await freePort()];
    origin = `http://localhost:${port}`;
    direct = `http://127.0.0.1:${hubPort}`;
    const client = { clientId: 'outpost', clientSecret: randomBytes(36).toString('base64url') };
    provider = await startProvider([{ client_id: client.clientId, client_secret: client.clientSecret, token_endpoint_auth_method: 'client_secret_post', redirect_uris: [`${origin}/outpost/callback`], backchannel_logout_uri: `${direct}/auth/backchannel-logout`, backchannel_logout_session_required: true }]);
    world = await openFieldWorld({ environment: { PUBLIC_ORIGIN: origin, TRUST_PROXY: '127.0.0.1', OIDC_MODE: 'forward', OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: client.clientId, OIDC_ALGORITHM: 'RS256', OIDC_JWKS_URL: `${provider.issuer}/jwks`, OIDC_GROUPS: GROUPS } });
    world.clock.set(Temporal.Now.instant().toString());
    await layPeople(world.erp);
    await world.hub.app.listen({ port: hubPort, host: '127.0.0.1' });
    outpost = await startOutpost({ port: outpostPort, issuer: provider.issuer, origin, ...client });
    proxy = await start({ port, hubPort, outpostPort });
  });
  afterAll(async () => {
    await proxy.close();
    await outpost.close();
    await world.close();
    await provider.close();
  });

  it('one sign-in at the provider opens the hub, with the roles of its groups', async () => {
    provider.person = { email: 'admin@demo.gigafibre.ca', groups: ['gf-admin'] };
    const browser = openBrowser();
    const { status, text } = await browser.visit(`${origin}/v1/session`);
    expect([status, JSON.parse(text)]).toMatchObject([200, { kind: 'staff', user: 'admin@demo.gigafibre.ca', displayName: 'Adèle Tremblay', roles: ['admin'] } satisfies Partial<Session>]);
    expect(browser.cookie(origin, 'session')).toBeUndefined();
    const { sessions } = (await (await browser.step(`${origin}/v1/sessions`)).json()) as SessionList;
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toMatchObject([{ how: 'sso', user: 'admin@demo.gigafibre.ca' }]);
  });

  it('forged identity headers from outside change nothing, with or without a sign-in', async () => {
    provider.person = { email: 'agent@demo.gigafibre.ca', groups: ['gf-agents'] };
    const browser = openBrowser();
    await browser.visit(`${origin}/v1/session`);
    const forged = { 'x-authentik-jwt': 'a.b.c', 'x-authentik-email': 'admin@demo.gigafibre.ca', 'x-authentik-groups': 'gf-admin', 'X-AUTHENTIK-USERNAME': 'admin' };
    const who = (await (await browser.step(`${origin}/v1/session`, { headers: forged })).json()) as Session;
    expect([who.user, who.roles]).toEqual(['agent@demo.gigafibre.ca', ['agent']]);
    expect((await openBrowser().step(`${origin}/v1/session`, { headers: forged })).headers.get('location')).toMatch(/^(?:http:\/\/localhost:\d+)?\/outpost\/start/);
  });

  it('only a technician’s page and the exchange of his link need no sign-in there; tricks with the path do (R49)', async () => {
    const browser = openBrowser();
    const exchange = await browser.step(`${origin}/otp/tech-link/exchange`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-gf-client': 'test' }, body: '{"code":"wrongcode12","device":"phone-0001"}' });
    expect([exchange.status, ((await exchange.json()) as ProblemBody).code]).toEqual([410, 'link_unusable']);
    for (const path of ['/ops/', '/v1/session', '/j/../v1/session', '/j/%2e%2e/v1/session', '/j%2f..%2fv1/session', '/otp/tech-link', '/otp/tech-link/exchange/../../../v1/session', '//v1/session', '/J/x', '/v1/session?/j/']) {
      const answer = await rawGet(origin, path);
      const isPage = /^HTTP\/1\.1 (?:200|503)[\s\S]*?content-type: text\/(?:html|plain)/i.test(answer); // the app's empty shell, or that it is not built
      expect([path, /"roles"|"sessions"/.test(answer), isPage || /^HTTP\/1\.1 (?:302|400|401|404|405)/.test(answer)]).toEqual([path, false, true]);
    }
  });

  it('a session that an administrator ended stays ended until the person signs in anew', async () => {
    provider.person = { email: 'agent@demo.gigafibre.ca', groups: ['gf-agents'] };
    const browser = openBrowser();
    await browser.visit(`${origin}/v1/session`);
    const { sessions } = (await (await browser.step(`${origin}/v1/sessions`)).json()) as SessionList;
    await browser.step(`${origin}/v1/sessions/${sessions.find(({ isCurrent }) => isCurrent)!.id}`, { method: 'DELETE', headers: { 'x-gf-client': 'test' } });
    expect((await browser.step(`${origin}/v1/session`)).status).toBe(401);
    browser.forget(origin, 'outpost');
    browser.forget(provider.issuer, '_session');
    expect((await browser.visit(`${origin}/v1/session`)).status).toBe(200);
  });

  it('the sign-in page’s button leads back with a session of the hub’s own', async () => {
    provider.person = { email: 'agent@demo.gigafibre.ca', groups: ['gf-agents'] };
    const browser = openBrowser();
    const { way } = await browser.visit(`${origin}/auth/login?next=/ops/tickets`);
    expect(way.at(-1)!.pathname).toBe('/ops/tickets');
    expect(browser.cookie(origin, 'refresh')).toMatch(/^[\w-]{43}$/);
  });
});

/** A path as it is written, which `fetch` would tidy up first. */
const rawGet = (origin: string, path: string): Promise<string> =>
  new Promise((answered, failed) => {
    const { port, host } = new URL(origin);
    const socket = connect(Number(port), 'localhost', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => answered(text)).on('error', failed);
  });

describe('what a proxy hands on', () => {
  const secret = 'Zq8nT4vLx1KcWm6hYb3eRj9pUd2sGf7a';
  const issuer = 'https://id.gigafibre.ca/application/o/fsm/';
  let world: FieldWorld;
  beforeAll(async () => {
    world = await openFieldWorld({ environment: { TRUST_PROXY: '10.0.0.2', OIDC_MODE: 'forward', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'fsm', OIDC_ALGORITHM: 'HS256', OIDC_CLIENT_SECRET: secret, OIDC_GROUPS: GROUPS } });
    await layPeople(world.erp);
  });
  afterAll(() => world.close());

  interface Token {
    readonly claims?: Record<string, unknown>;
    readonly key?: string;
    readonly header?: Record<string, unknown>;
  }
  const mint = async ({ claims = {}, key = secret, header = {} }: Token = {}): Promise<string> => {
    const now = Math.floor(world.clock.now().epochMilliseconds / 1000);
    return new SignJWT({ iss: issuer, aud: 'fsm', sub: 'abc', sid: 'session-1', iat: now, exp: now + 300, email: 'admin@demo.gigafibre.ca', groups: ['gf-admin'], ...claims }).setProtectedHeader({ alg: 'HS256', ...header }).sign(new TextEncoder().encode(key));
  };
  const ask = async (headers: Record<string, string | string[]>, remoteAddress = '10.0.0.2') => (await world.hub.app.inject({ url: '/v1/session', headers, remoteAddress })).statusCode;

  it('is believed when the token is in order and the connection is the proxy’s', async () => {
    expect(await ask({ 'x-authentik-jwt': await mint() })).toBe(200);
  });

  describe('statement 20: a token that is not in order makes nobody, whatever the headers say', () => {
    const others = { 'x-authentik-email': 'admin@demo.gigafibre.ca', 'x-authentik-username': 'admin', 'x-authentik-groups': 'gf-admin', 'x-authentik-uid': 'abc' };
    it.each([
      ['another audience', { claims: { aud: 'other' } }],
      ['another issuer', { claims: { iss: 'https://evil.example/' } }],
      ['an end that has passed', { claims: { exp: 1_700_000_000 } }],
      ['no end', { claims: { exp: undefined } }],
      ['another secret', { key: 'another-secret-of-32-letters-or-more' }],
      ['no subject', { claims: { sub: '' } }],
      ['no account', { claims: { email: undefined } }],
      ['another algorithm', { header: { alg: 'HS512' }, key: secret.repeat(2) }],
      ['a key address in its header', { header: { jku: 'http://127.0.0.1:1/keys' } }],
    ] satisfies [string, Token][])('with %s', async (_, token) => {
      expect(await ask({ ...others, 'x-authentik-jwt': await mint(token) })).toBe(401);
    });

    it('absent, empty, twice, or from anyone but the proxy', async () => {
      const token = await mint();
      expect([await ask(others), await ask({ ...others, 'x-authentik-jwt': '' }), await ask({ ...others, 'x-authentik-jwt': [token, token] }), await ask({ ...others, 'x-authentik-jwt': token }, '203.0.113.7')]).toEqual([401, 401, 401, 401]);
    });
  });

  it('statement 21: the address of keys in « X-authentik-meta-jwks » is asked by nobody', async () => {
    let asked = 0;
    const trap = createServer((_request, response) => {
      asked += 1;
      response.end('{"keys":[]}');
    });
    await new Promise<void>((listening) => trap.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/jwks`;
    expect(await ask({ 'x-authentik-jwt': await mint({ key: 'another-secret-of-32-letters-or-more' }), 'x-authentik-meta-jwks': address })).toBe(401);
    expect(await ask({ 'x-authentik-jwt': await mint(), 'x-authentik-meta-jwks': address })).toBe(200);
    expect(asked).toBe(0);
    await new Promise((closed) => trap.close(closed));
  });
});

describe('statement 22: the hub’s port hears nobody but the proxy, where it is told so', () => {
  const answers = async (proxy: string): Promise<boolean> => {
    const hub = await openTestHub({ environment: { ONLY_FROM_PROXY: 'on', TRUST_PROXY: proxy } });
    const address = await hub.app.listen({ port: 0, host: '127.0.0.1' });
    const isHeard = await fetch(`${address}/openapi.json`).then(async (answer) => (await answer.text()).startsWith('{'), () => false);
    await hub.close();
    return isHeard;
  };
  it('closes other connections unheard', async () => {
    expect([await answers('10.0.0.2'), await answers('127.0.0.0/8')]).toEqual([false, true]);
  });
});
