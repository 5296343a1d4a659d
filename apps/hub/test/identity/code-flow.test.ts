import { randomBytes } from 'node:crypto';
import type { HubEvent, Session, SignedOut, SignInWays } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventLog } from '../../src/platform/event-log.ts';
import { createProviderTokens } from '../../src/vendors/identity/provider-tokens.ts';
import { openFieldWorld } from '../field-world.ts';
import type { FieldWorld } from '../field-world.ts';
import { openBrowser } from './browser.ts';
import type { Browser } from './browser.ts';
import { freePort, startProvider } from './provider.ts';
import type { TestProvider } from './provider.ts';
import { layPeople } from './people.ts';

let provider: TestProvider;
let world: FieldWorld;
let hub: string;
const secret = randomBytes(36).toString('base64url');

beforeAll(async () => {
  const port = await freePort();
  hub = `http://localhost:${port}`;
  provider = await startProvider([
    {
      client_id: 'gigafibre-fsm', client_secret: secret, token_endpoint_auth_method: 'client_secret_post', redirect_uris: [`${hub}/auth/callback`], post_logout_redirect_uris: [`${hub}/ops/sign-in`],
      backchannel_logout_uri: `${hub}/auth/backchannel-logout`, backchannel_logout_session_required: true,
    },
  ]);
  world = await openFieldWorld({
    environment: { PUBLIC_ORIGIN: hub, OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'gigafibre-fsm', OIDC_CLIENT_SECRET: secret, OIDC_NAME: 'Gigafibre', OIDC_GROUPS: 'gf-agents=agent, gf-repartition=dispatcher, gf-admin=admin, gf-tech=technician' },
  });
  world.clock.set(Temporal.Now.instant().toString());
  await layPeople(world.erp);
  await world.hub.app.listen({ port, host: 'localhost' });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const agent = { email: 'agent@demo.gigafibre.ca', groups: ['gf-agents'] };
async function signIn(person = agent, next = ''): Promise<{ browser: Browser; way: readonly URL[] }> {
  provider.person = person;
  world.clock.set(Temporal.Now.instant().toString());
  const browser = openBrowser();
  const { way } = await browser.visit(`${hub}/auth/login${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`);
  return { browser, way };
}
const whoIs = async (browser: Browser) => {
  const answer = await browser.step(`${hub}/v1/session`);
  return answer.status === 200 ? ((await answer.json()) as Session) : undefined;
};
const lastOf = (way: readonly URL[]) => `${way.at(-1)!.pathname}${way.at(-1)!.search}`;

describe('signing in with the company’s provider, without a proxy (R08)', () => {
  it('is what the sign-in page offers, and nothing else', async () => {
    const ways = (await (await fetch(`${hub}/v1/session/ways`)).json()) as SignInWays;
    expect(ways).toEqual({ password: false, sso: { name: 'Gigafibre', address: '/auth/login' } });
  });

  it('opens a session with the roles of the provider’s groups, in the page where the work begins', async () => {
    const { browser, way } = await signIn({ email: 'Agent@demo.gigafibre.ca', groups: ['gf-repartition', 'gf-agents', 'others'] });
    expect(way[1]!.searchParams.get('code_challenge_method')).toBe('S256');
    expect([way[1]!.searchParams.get('state'), way[1]!.searchParams.get('nonce')].map((each) => (each ?? '').length > 30)).toEqual([true, true]);
    expect(lastOf(way)).toBe('/ops/board');
    expect(await whoIs(browser)).toMatchObject({ kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy', roles: ['dispatcher', 'agent'] });
  });

  it('leads back to the page that was asked for, and to no other site', async () => {
    expect(lastOf((await signIn(agent, '/ops/tickets/ISS-1?tab=2')).way)).toBe('/ops/tickets/ISS-1?tab=2');
    for (const elsewhere of ['https://evil.example/', '//evil.example/ops', '/\\evil.example', '/ops\\..\\evil', 'javascript:alert(1)', '/opsx']) {
      const { way } = await signIn(agent, elsewhere);
      expect([way.at(-1)!.origin, lastOf(way)]).toEqual([hub, '/ops/customers']);
    }
  });

  it('brings a technician to his own day', async () => {
    const { browser, way } = await signIn({ email: 'marc@demo.gigafibre.ca', groups: ['gf-tech'] });
    expect(lastOf(way)).toBe('/j');
    expect(await whoIs(browser)).toMatchObject({ kind: 'technician', technician: 'TECH-001' });
  });

  it.each([
    ['an address that no account of the ERP has', { email: 'inconnu@demo.gigafibre.ca', groups: ['gf-admin'] }, 'unknown'],
    ['an account that is off', { email: 'partie@demo.gigafibre.ca', groups: ['gf-admin'] }, 'disabled'],
    ['an account in no group of ours, whatever its roles in the ERP', { email: 'admin@demo.gigafibre.ca', groups: ['others'] }, 'role'],
  ])('refuses %s, and says which it is', async (_, person, refused) => {
    const { browser, way } = await signIn(person);
    expect(lastOf(way)).toBe(`/ops/sign-in?refused=${refused}`);
    expect(await whoIs(browser)).toBeUndefined();
  });

  it('takes no answer that this browser did not ask for', async () => {
    const { way } = await signIn();
    const callback = way.find(({ pathname }) => pathname === '/auth/callback')!;
    const stranger = openBrowser();
    expect(lastOf((await stranger.visit(callback.href)).way)).toBe('/ops/sign-in?refused=failed');
    await stranger.step(`${hub}/auth/login`);
    expect(lastOf((await stranger.visit(callback.href)).way)).toBe('/ops/sign-in?refused=failed');
    expect(await whoIs(stranger)).toBeUndefined();
  });

  it('takes an answer once, and none whose state was changed', async () => {
    provider.person = agent;
    const browser = openBrowser();
    const start = await browser.step(`${hub}/auth/login`);
    let next = new URL(start.headers.get('location')!);
    while (next.pathname !== '/auth/callback') next = new URL((await browser.step(next.href)).headers.get('location')!, next);
    const changed = new URL(next);
    changed.searchParams.set('state', `${changed.searchParams.get('state')}x`);
    expect(lastOf((await browser.visit(changed.href)).way)).toBe('/ops/sign-in?refused=failed');
    expect(lastOf((await browser.visit(next.href)).way)).toBe('/ops/sign-in?refused=failed');
    expect(await whoIs(browser)).toBeUndefined();
  });

  it('refuses a departure that somebody altered', async () => {
    const browser = openBrowser();
    await browser.step(`${hub}/auth/login`);
    const answer = await fetch(`${hub}/auth/callback?code=x&state=y`, { headers: { cookie: `sign-in=${browser.cookie(hub, 'sign-in')!.slice(0, -4)}AAAA` }, redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/ops/sign-in?refused=failed');
  });

  it('writes who came in into the log, with no token of the provider in any line', async () => {
    const { way } = await signIn();
    const events: HubEvent[] = await createEventLog(world.hub.database.db, world.clock.now).after(0, 1000);
    expect(events.findLast(({ type }) => type === 'session.opened')).toMatchObject({ actor: { user: 'agent@demo.gigafibre.ca' }, facts: { how: 'sso' } });
    const code = way.find(({ pathname }) => pathname === '/auth/callback')!.searchParams.get('code')!;
    expect(world.hub.log.join('')).not.toContain(code);
  });
});

describe('signing out (R47)', () => {
  it('ends the session here, the provider’s session, and the device’s cache', async () => {
    const { browser } = await signIn();
    const answer = await browser.step(`${hub}/v1/session`, { method: 'DELETE', headers: { 'x-gf-client': 'test' } });
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    const { next } = (await answer.json()) as SignedOut;
    expect([new URL(next).origin, new URL(next).searchParams.get('post_logout_redirect_uri')]).toEqual([provider.issuer, `${hub}/ops/sign-in`]);
    expect(await whoIs(browser)).toBeUndefined();
    const before = provider.signIns();
    await endAtProvider(browser, next);
    await browser.visit(`${hub}/auth/login`);
    expect(provider.signIns()).toBe(before + 1);
  });

  it('without it, the provider lets the person in again without asking', async () => {
    const { browser } = await signIn();
    const before = provider.signIns();
    await browser.step(`${hub}/v1/session`, { method: 'DELETE', headers: { 'x-gf-client': 'test' } });
    await browser.visit(`${hub}/auth/login`);
    expect(provider.signIns()).toBe(before);
  });

  it('elsewhere ends the session here, by the provider’s own notice', async () => {
    const { browser } = await signIn();
    expect(await whoIs(browser)).toMatchObject({ user: agent.email });
    await endAtProvider(browser, `${provider.issuer}/session/end?client_id=gigafibre-fsm`);
    expect(await whoIs(browser)).toBeUndefined();
  });

  it('takes nobody else’s word for it', async () => {
    const { browser } = await signIn();
    for (const token of ['', 'a.b.c', browser.cookie(hub, 'session')!]) {
      const answer = await fetch(`${hub}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
      expect(answer.status).toBe(400);
    }
    expect(await whoIs(browser)).toMatchObject({ user: agent.email });
  });
});

describe('a notice that a session has ended', () => {
  const issuer = 'https://id.gigafibre.ca/application/o/fsm/';
  const secret = new TextEncoder().encode(randomBytes(36).toString('base64url'));
  const tokens = createProviderTokens({ provider: { issuer, clientId: 'fsm', algorithm: 'HS256', account: 'email' }, keys: () => Promise.resolve(secret), clock: () => Temporal.Now.instant() });
  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const notice = async (claims: object, header: object = { typ: 'logout+jwt' }): Promise<unknown> => {
    const seconds = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
    return tokens.endedBy(await new SignJWT({ iss: issuer, aud: 'fsm', iat: seconds, jti: 'j', sid: 's', events: event, ...claims }).setProtectedHeader({ alg: 'HS256', ...header }).sign(secret));
  };

  it('a notice has to be one: another kind of token of the provider’s ends nothing', async () => {
    expect(await notice({})).toEqual({ session: 's', subject: undefined });
    const others = [notice({}, {}), notice({}, { typ: 'JWT' }), notice({ events: undefined }), notice({ events: { other: {} } }), notice({ nonce: 'n' }), notice({ iat: 1_700_000_000 }), notice({ aud: 'other' }), notice({ iss: 'https://evil.example/' }), notice({ sid: undefined }), notice({ jti: undefined })];
    expect((await Promise.all(others)).filter((ended) => ended !== undefined)).toEqual([]);
  });
});

/** Says yes where the provider asks whether one really wants to leave. */
async function endAtProvider(browser: Browser, address: string): Promise<void> {
  const { text } = await browser.visit(address);
  const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  await browser.visit(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
}

it('statement 9: an account that is turned off in the ERP is out everywhere within the minute (R08)', async () => {
  const { browser } = await signIn({ email: 'sortante@demo.gigafibre.ca', groups: ['gf-agents'] });
  expect(await whoIs(browser)).toMatchObject({ user: 'sortante@demo.gigafibre.ca' });
  await world.erp.update('User', 'sortante@demo.gigafibre.ca', { enabled: 0 });
  world.clock.advance({ seconds: 30 });
  expect(await whoIs(browser)).toBeUndefined();
});
