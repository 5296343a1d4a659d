import type { DemoAccounts, ProblemBody, Session } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFieldWorld } from '../../../test/field-world.ts';
import type { FieldWorld } from '../../../test/field-world.ts';
import { openTestHub } from '../../../test/harness.ts';

let world: FieldWorld;
beforeAll(async () => {
  world = await openFieldWorld();
  const person = (email: string, first_name: string, last_name: string, role: string) => ({ email, first_name, last_name, full_name: `${first_name} ${last_name}`, enabled: 1, user_type: 'System User', language: 'fr', send_welcome_email: 0, roles: [{ role }], new_password: 'demo' });
  for (const user of [person('agent@demo.gigafibre.ca', 'Agathe', 'Roy', 'Service Agent'), person('marc@demo.gigafibre.ca', 'Marc', 'Gagnon', 'Field Technician'), person('personne@demo.gigafibre.ca', 'Personne', 'Nulle', 'Guest')]) {
    const { email, ...rest } = user;
    if (await world.erp.find('User', email)) await world.erp.update('User', email, rest as never);
    else await world.erp.insert('User', user as never);
  }
  await world.erp.update('Dispatch Technician', 'TECH-001', { user: 'marc@demo.gigafibre.ca' });
});
afterAll(() => world.close());

const signIn = async (user: string, password: string) => world.hub.app.inject({ method: 'POST', url: '/v1/session', payload: { user, password } });

describe('signing in', () => {
  it('opens a session with the roles the ERP gives, in the page where the work begins', async () => {
    const answer = await signIn(' Agent@demo.gigafibre.ca ', 'demo');
    expect(answer.json<Session>()).toMatchObject({ kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy', roles: ['agent'], language: 'fr', landing: '/ops/customers' });
    const [access, refresh] = answer.headers['set-cookie'] as string[];
    expect(access).toMatch(/^session=[\w-]+[.][\w-]+[.][\w-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(refresh).toMatch(/^refresh=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(answer.json<Session>().tokens).toBeUndefined();
  });

  it('compares a password exactly as it was typed: no letter is folded, cut off or added', async () => {
    const password = ` Été de la fibre ${'x'.repeat(90)} `;
    await world.erp.insert('User', { email: 'exacte@demo.gigafibre.ca', first_name: 'Ève', last_name: 'Exacte', full_name: 'Ève Exacte', enabled: 1, user_type: 'System User', language: 'fr', send_welcome_email: 0, roles: [{ role: 'Service Agent' }], new_password: password } as never);
    const tries = [password, password.trim(), password.toLowerCase(), password.slice(0, 72), `${password}x`];
    expect(await Promise.all(tries.map(async (text) => (await signIn('exacte@demo.gigafibre.ca', text)).statusCode))).toEqual([200, 401, 401, 401, 401]);
  });

  it('leaves nothing open of the session that this browser had before (V7.2.4)', async () => {
    const cookiesOf = (answer: { headers: Record<string, unknown> }): string => (answer.headers['set-cookie'] as string[]).map((cookie) => cookie.split(';')[0]).join('; ');
    const first = cookiesOf(await signIn('agent@demo.gigafibre.ca', 'demo'));
    const second = cookiesOf(await world.hub.app.inject({ method: 'POST', url: '/v1/session', headers: { cookie: first, 'x-gf-client': 'test' }, payload: { user: 'agent@demo.gigafibre.ca', password: 'demo' } }));
    const status = async (cookie: string): Promise<number> => (await world.hub.app.inject({ url: '/v1/session', headers: { cookie } })).statusCode;
    expect([second === first, await status(second), await status(first)]).toEqual([false, 200, 401]);
  });

  it('brings a technician to his own day', async () => {
    expect((await signIn('marc@demo.gigafibre.ca', 'demo')).json<Session>()).toMatchObject({ kind: 'technician', technician: 'TECH-001', roles: ['technician'], landing: '/j' });
  });

  it('answers the same to a wrong password, an unknown account and one without work here', async () => {
    const answers = await Promise.all([signIn('agent@demo.gigafibre.ca', 'wrong'), signIn('nobody@demo.gigafibre.ca', 'demo'), signIn('personne@demo.gigafibre.ca', 'demo')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer.json<ProblemBody>(), instance: '' }))).size).toBe(1);
  });

  it('stops taking guesses for one account, and takes the right password again later', async () => {
    for (let at = 0; at < 8; at += 1) await signIn('guessed@demo.gigafibre.ca', `guess-${at}`);
    expect((await signIn('guessed@demo.gigafibre.ca', 'demo')).json<ProblemBody>()).toMatchObject({ code: 'too_many_requests', retry: 'later' });
    world.clock.advance({ minutes: 5 });
    expect((await signIn('guessed@demo.gigafibre.ca', 'demo')).statusCode).toBe(401);
  });

  it('takes no other shape of request', async () => {
    const send = async (payload: string, type = 'application/json') => (await world.hub.app.inject({ method: 'POST', url: '/v1/session', payload, headers: { 'content-type': type } })).json<ProblemBody>();
    expect(await send('{"user": "x"')).toMatchObject({ code: 'malformed_body', status: 400 });
    expect(await send('')).toMatchObject({ code: 'malformed_body' });
    expect(await send('user=x', 'application/x-www-form-urlencoded')).toMatchObject({ code: 'unsupported_media', status: 415 });
    expect(await send('{"user":"x","password":"y","role":"admin"}')).toMatchObject({ code: 'invalid_request', errors: [{ path: 'body/role', message: 'is not a field of this request' }] });
    expect(await send('{"user":"x"}')).toMatchObject({ code: 'invalid_request', errors: [{ path: 'body/password', message: 'is missing' }] });
    expect(await send('{"user":["x"],"password":{"$ne":""}}')).toMatchObject({ code: 'invalid_request' });
    expect(await send(`{"user":"x","password":"${'y'.repeat(10_000_000)}"}`)).toMatchObject({ code: 'too_large', status: 413 });
    expect(await send('{"user":"x","password":"y","__proto__":{"admin":true}}')).toMatchObject({ code: 'malformed_body' });
    expect(await send(String.raw`{"user":"x'; --","password":"🦊"}`)).toMatchObject({ status: 401 });
    expect(await send(String.raw`{"user":"x\u0000","password":"y"}`)).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ path: 'body/user' }] });
  });

  it('offers the demonstration’s accounts as far as they exist', async () => {
    const { accounts } = (await world.hub.app.inject('/v1/session/accounts')).json<DemoAccounts>();
    expect(accounts).toContainEqual({ user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy', role: 'agent', password: 'demo' });
  });
});

it('has no passwords and no demonstration where people sign in with the company’s provider', async () => {
  const provider = { OIDC_ISSUER: 'https://id.gigafibre.ca/application/o/fsm/', OIDC_CLIENT_ID: 'fsm', OIDC_GROUPS: 'gf-admin=admin' };
  for (const environment of [provider, { ...provider, NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://fsm.example.ca' }]) {
    const hub = await openTestHub({ environment });
    const answer = await hub.app.inject({ method: 'POST', url: '/v1/session', payload: { user: 'agent@demo.gigafibre.ca', password: 'demo' } });
    expect([answer.json<ProblemBody>().code, (await hub.app.inject('/v1/session/accounts')).json<DemoAccounts>()]).toEqual(['forbidden', { accounts: [] }]);
    await hub.close();
  }
});
