import type { ProblemBody, Session } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, openTwoHubs } from './harness.ts';
import type { TestHub } from './harness.ts';

let hub: TestHub;
let other: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, other, close } = await openTwoHubs());
});
afterAll(() => close());

const tokensOf = (cookie: string) => cookie.split('; ').map((pair) => ({ name: pair.split('=')[0]!, token: pair.slice(pair.indexOf('=') + 1) }));
const whoAmI = async (on: TestHub, headers: Record<string, string>) => on.app.inject({ url: '/v1/session', headers });

describe('a session', () => {
  it('says who is signed in and where the work begins', async () => {
    const answer = await whoAmI(hub, await hub.as('technician'));
    expect(answer.json<Session>()).toMatchObject({ kind: 'technician', technician: 'TECH-001', roles: ['technician'], landing: '/j', expiresAt: '2026-03-11T02:00:00Z' });
  });

  it('ends with the shift', async () => {
    const headers = await hub.as('technician');
    expect((await whoAmI(hub, headers)).statusCode).toBe(200);
    hub.clock.advance({ hours: 12 });
    expect((await whoAmI(hub, headers)).json<ProblemBody>().code).toBe('not_signed_in');
  });

  it('ends on every hub when it ends on one, within 5 s even if no announcement arrives', async () => {
    const headers = await hub.as('agent');
    expect((await whoAmI(other, headers)).statusCode).toBe(200);
    await hub.app.inject({ method: 'DELETE', url: '/v1/session', headers });
    expect((await whoAmI(hub, headers)).statusCode).toBe(401);
    hub.clock.advance({ seconds: 5 });
    expect((await whoAmI(other, headers)).statusCode).toBe(401);
  });

  it('leaves neither of its tokens in the database', async () => {
    const { cookie } = await hub.as('agent');
    const { rows } = await hub.database.pool.query<{ row: string }>('select sessions::text || coalesce(session_refreshes::text, \'\') as row from sessions left join session_refreshes on session = id');
    for (const { token } of tokensOf(cookie)) expect(rows.filter(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toEqual([]);
  });
});

describe('statement 45: writes from elsewhere', () => {
  const signOut = async (headers: Record<string, string>) => hub.app.inject({ method: 'DELETE', url: '/v1/session', headers: { host: 'localhost:8080', ...headers } });

  it('are refused when a page of another site makes them with our user’s cookie', async () => {
    const { cookie } = await hub.as('agent');
    for (const foreign of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8080' }, { origin: 'null' }, {}]) {
      const answer = await signOut({ cookie, ...foreign });
      expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([403, 'cross_site']);
    }
    expect((await whoAmI(hub, { cookie })).statusCode).toBe(200);
  });

  it('are taken from our own pages', async () => {
    for (const own of [{ origin: 'http://localhost:8080' }, { 'sec-fetch-site': 'same-origin' }, { 'x-gf-client': 'ops' }]) {
      const { cookie } = await hub.as('agent');
      expect((await signOut({ cookie, ...own })).statusCode).toBe(204);
    }
  });
});

it('statement 11: marks its cookies so that over https no other host and no script can touch it', async () => {
  const secure = await openTestHub({ environment: { PUBLIC_ORIGIN: 'https://fsm.example.ca' } });
  const answer = await secure.app.inject({ method: 'DELETE', url: '/v1/session' });
  expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/), expect.stringMatching(/^__Host-refresh=; Max-Age=0; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/)]);
  expect(answer.headers['clear-site-data']).toBe('"cache"');
  expect(answer.headers['strict-transport-security']).toContain('max-age=63072000');
  await secure.close();
});
