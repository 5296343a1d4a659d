import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { TechLinkAnswer } from '@gigafibre/contracts';
import { createTestClock } from '@gigafibre/testkit';
import { SignJWT } from 'jose';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigRefusal, readConfig } from '../src/config.ts';
import { runKeys } from '../src/keys-command.ts';
import { createKeyShelf } from '../src/platform/key-shelf.ts';
import { openSeals } from '../src/platform/open-tokens.ts';
import { createSealedBox } from '../src/platform/sealed-box.ts';
import { createSigningKeys, TooManyKeys } from '../src/platform/signing-keys.ts';
import { openFieldWorld } from './field-world.ts';
import type { FieldWorld } from './field-world.ts';
import { openTestHub } from './harness.ts';

let world: FieldWorld;
let seals: Awaited<ReturnType<typeof openSeals>>;
const config = () => readConfig({ NODE_ENV: 'test', GF_SECRET: 'J0rVxk3nQ9yTzLw7mB2pHs5dGf8aEc4u' });
beforeAll(async () => {
  world = await openFieldWorld();
  seals = await openSeals(config(), world.hub.database.db, world.clock.now);
});
afterAll(() => world.close());

const device = 'phone-0001';
/** A minute later each time: only so many links a technician are sent in ten minutes. */
async function mintLink(): Promise<string> {
  world.clock.advance({ seconds: 61 });
  return (await world.hub.app.inject({ method: 'POST', url: '/otp/tech-link', headers: world.people.dispatcher, payload: { technician: 'TECH-001', way: 'token' } })).json<TechLinkAnswer>().token!;
}
let caller = 0;
const open = async (token: string) => (await world.hub.app.inject({ method: 'POST', url: '/otp/tech-link/exchange', payload: { token, device }, remoteAddress: `10.9.${Math.floor(caller / 250)}.${(caller += 1) % 250}` })).statusCode;
/** Both doors that take a token of ours: the link's exchange, and any route with a session. */
const enter = async (token: string) => (await world.hub.app.inject({ url: '/v1/session', headers: { authorization: `Bearer ${token}` } })).statusCode;

const partsOf = (token: string) => token.split('.') as [string, string, string];
const read = <T>(part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as T;
const write = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const bodyOf = (token: string) => read<JWTPayload>(partsOf(token)[1]);
const headOf = (token: string) => read<JWTHeaderParameters>(partsOf(token)[0]);

/** Signs whatever it is told with the hub's own key: only what is said in it can be wrong. */
async function forge(token: string, { header = {}, body = {}, without }: { header?: Record<string, unknown>; body?: Record<string, unknown>; without?: string }): Promise<string> {
  const { privateKey } = await seals.keys.signer();
  const claims = Object.fromEntries(Object.entries({ ...bodyOf(token), ...body }).filter(([name]) => name !== without));
  const head = Object.fromEntries(Object.entries({ ...headOf(token), ...header }).filter(([name]) => `header.${name}` !== without)) as JWTHeaderParameters;
  return new SignJWT(claims).setProtectedHeader(head).sign(privateKey);
}

describe('statement 1: a token with another algorithm than the pinned one is refused', () => {
  it('«none», with and without the old signature', async () => {
    const [, body, signature] = partsOf(await mintLink());
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) for (const end of ['', signature]) expect(await open(`${write({ alg, kid: 'x', typ: 'tech-link+jwt' })}.${body}.${end}`)).toBe(410);
  });

  it('HS256 signed with our public key', async () => {
    const token = await mintLink();
    const [, body] = partsOf(token);
    const { privateKey } = await seals.keys.signer();
    const publicKey = createPublicKey(privateKey);
    for (const secret of [publicKey.export({ type: 'spki', format: 'pem' }), publicKey.export({ type: 'spki', format: 'der' }), Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url')]) {
      const signed = `${write({ ...headOf(token), alg: 'HS256' })}.${body}`;
      expect(await open(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`)).toBe(410);
    }
  });

  it('any other that the key could be said to mean', async () => {
    const token = await mintLink();
    const [, body, signature] = partsOf(token);
    for (const alg of ['ES256', 'RS256', 'PS256', 'Ed448', 'HS512', 'eddsa', '']) expect(await open(`${write({ ...headOf(token), alg })}.${body}.${signature}`)).toBe(410);
    expect(await open(token)).toBe(200);
  });

  it('another key’s, under our key’s name', async () => {
    const token = await mintLink();
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect(await open(await new SignJWT(bodyOf(token)).setProtectedHeader(headOf(token)).sign(stranger))).toBe(410);
  });
});

describe('statement 2: what a header names is never fetched or read', () => {
  it.each(['jku', 'x5u'])('an address in « %s » is asked by nobody', async (name) => {
    let asked = 0;
    const trap = createServer((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((listening) => trap.listen(0, '127.0.0.1', listening));
    const token = await mintLink();
    const forged = await forge(token, { header: { [name]: `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys` } });
    expect([await open(forged), await enter(forged), asked]).toEqual([410, 401, 0]);
    await new Promise((closed) => trap.close(closed));
  });

  it('a key in « jwk » is not believed', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const token = await mintLink();
    const forged = await new SignJWT(bodyOf(token)).setProtectedHeader({ ...headOf(token), jwk: publicKey.export({ format: 'jwk' }) }).sign(privateKey);
    expect(await open(forged)).toBe(410);
  });

  it('an unknown or malicious « kid » is refused without asking the database', async () => {
    const token = await mintLink();
    const before = await queries();
    for (const kid of ['unknown', '../../etc/passwd', "' or 1=1 --", '__proto__', 'constructor', '', 'x'.repeat(1000)]) expect(await enter(await forge(token, { header: { kid } }))).toBe(401);
    expect(await queries() - before).toBeLessThan(3);
  });
});

/** How often the keys' table was read so far. */
async function queries(): Promise<number> {
  const { rows } = await world.hub.database.pool.query<{ scans: string }>("select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0) as scans from pg_stat_xact_user_tables where relname = 'signing_keys'");
  return Number(rows[0]?.scans ?? 0);
}

describe('statement 3: every claim of a link is required', () => {
  it.each(['iss', 'aud', 'exp', 'nbf', 'iat', 'jti', 'sub', 'header.typ', 'header.kid'])('without « %s » it is refused', async (without) => {
    expect(await open(await forge(await mintLink(), { without }))).toBe(410);
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'other-hub' }],
    ['a list of audiences without ours', { aud: ['a', 'b'] }],
    ['an end that has passed', { exp: -1 }],
    ['a start that is to come', { nbf: 120 }],
    ['a date of issue to come', { iat: 120 }],
    ['texts where numbers belong', { exp: '9999999999' }],
    ['an empty subject', { sub: '' }],
    ['an empty id', { jti: '' }],
    ['an id that we never gave', { jti: '00000000-0000-4000-8000-000000000000' }],
    ['another’s name under its own id', { sub: 'TECH-999' }],
  ])('with %s it is refused', async (_, wrong) => {
    const token = await mintLink();
    const now = Math.floor(world.clock.now().epochMilliseconds / 1000);
    const body = Object.fromEntries(Object.entries(wrong).map(([name, value]) => [name, typeof value === 'number' ? now + value : value]));
    expect(await open(await forge(token, { body }))).toBe(410);
  });

  it('a session’s token opens no link, and a link’s no session', async () => {
    const link = await mintLink();
    expect(await open(await seals.tokens.mint('session+jwt', 'TECH-001'))).toBe(410);
    expect(await enter(link)).toBe(401);
    expect(await open(await forge(link, { header: { typ: 'JWT' } }))).toBe(410);
    expect(await open(link)).toBe(200);
  });
});

describe('statement 4: a link lives 15 minutes, its session one shift', () => {
  it('is signed for 15 minutes, and a longer one is refused even with our signature', async () => {
    const token = await mintLink();
    const { exp = 0, iat = 0 } = bodyOf(token);
    expect(exp - iat).toBe(15 * 60);
    expect(await open(await forge(token, { body: { exp: iat + 16 * 60 } }))).toBe(410);
    expect(await open(token)).toBe(200);
  });
});

describe('statement 10: keys are exchanged while the hub runs', () => {
  it('the earlier key verifies what it signed until that has expired; two at most are alive', async () => {
    const hub = await openTestHub();
    const { keys, tokens } = await openSeals(config(), hub.database.db, hub.clock.now);
    const old = await tokens.mint('tech-link+jwt', 'TECH-001');
    const { kid } = await keys.rotate();
    await expect(keys.rotate()).rejects.toThrow(TooManyKeys);
    hub.clock.advance({ seconds: 10 });
    const fresh = await tokens.mint('tech-link+jwt', 'TECH-001');
    expect([headOf(fresh).kid, headOf(old).kid === kid]).toEqual([kid, false]);
    expect([await tokens.verify('tech-link+jwt', old), await tokens.verify('tech-link+jwt', fresh)]).toMatchObject([{ subject: 'TECH-001' }, { subject: 'TECH-001' }]);
    const other = await openSeals(config(), hub.database.db, hub.clock.now);
    expect(await other.tokens.verify('tech-link+jwt', fresh)).toMatchObject({ subject: 'TECH-001' });
    hub.clock.advance({ minutes: 15 });
    expect(await keys.verifier(headOf(old).kid ?? '')).toBeUndefined();
    expect((await keys.verifier(kid))?.asymmetricKeyType).toBe('ed25519');
    await keys.rotate();
    const { rows } = await hub.database.pool.query('select kid from signing_keys');
    expect(rows).toHaveLength(2);
    await hub.close();
  });

  it('a running hub takes the new key for itself: sessions go on', async () => {
    const hub = await openTestHub();
    const headers = await hub.as('agent');
    const who = async () => (await hub.app.inject({ url: '/v1/session', headers })).statusCode;
    expect(await who()).toBe(200);
    await (await openSeals(config(), hub.database.db, hub.clock.now)).keys.rotate();
    for (let minutes = 0; minutes < 30; minutes += 5) {
      hub.clock.advance({ minutes: 5 });
      expect(await who()).toBe(200);
    }
    await hub.close();
  });

  it('private keys stand in the database only sealed, and open with the hub’s secret alone', async () => {
    const { rows } = await world.hub.database.pool.query<{ private_sealed: string }>('select private_sealed from signing_keys');
    expect(rows[0]!.private_sealed).not.toMatch(/BEGIN|PRIVATE/);
    const clock = createTestClock();
    await expect(openSeals(readConfig({ NODE_ENV: 'test', GF_SECRET: 'Zq8nT4vLx1KcWm6hYb3eRj9pUd2sGf7a' }), world.hub.database.db, clock.now)).rejects.toThrow(ConfigRefusal);
  });
});

describe('statement 12: a link says nothing of a person', () => {
  it('but the technician’s number, in its body and its header', async () => {
    const token = await mintLink();
    const text = JSON.stringify([headOf(token), bodyOf(token)]);
    expect(Object.keys(bodyOf(token)).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'n', 'nbf', 'sub']);
    expect(text).not.toMatch(/Marc|Gagnon|@|\+1/);
  });
});

describe('what is sealed', () => {
  const box = createSealedBox('one-secret-of-the-hub');
  it('opens about the same thing only, and with the same secret', () => {
    const sealed = box.seal('clé privée', 'key a');
    expect(box.open(sealed, 'key a')).toBe('clé privée');
    expect(() => box.open(sealed, 'key b')).toThrow('altered');
    expect(() => createSealedBox('another').open(sealed, 'key a')).toThrow('another secret');
    const renewed = createSealedBox('another', 'one-secret-of-the-hub');
    expect([renewed.open(sealed, 'key a'), renewed.isCurrent(sealed), renewed.isCurrent(renewed.seal('x', 'y'))]).toEqual(['clé privée', false, true]);
  });

  it('does not open when one bit of it has changed', () => {
    const [id, text] = box.seal('secret', 'a').split('.') as [string, string];
    const bytes = Buffer.from(text, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => box.open(`${id}.${changed.toString('base64url')}`, 'a')).toThrow();
    }
  });
});


describe('statement 55: each secret is exchanged as the runbook says', () => {
  it('the hub’s own: both open for a while, everything is sealed anew, then the old one opens nothing', async () => {
    const hub = await openTestHub();
    const [old, fresh] = ['J0rVxk3nQ9yTzLw7mB2pHs5dGf8aEc4u', 'Zq8nT4vLx1KcWm6hYb3eRj9pUd2sGf7a'];
    const { db } = hub.database;
    const shelf = createKeyShelf({ db, box: createSealedBox(old), clock: hub.clock.now });
    await shelf.keyOf('agent@demo.gigafibre.ca', undefined, async () => ({ key: 'k', secret: 'the-secret-of-agathe' }));
    const box = createSealedBox(fresh, old);
    const keys = createSigningKeys({ db, clock: hub.clock.now, box });
    expect(await runKeys('reseal', { db, box, keys })).toBe('2 sealed anew.');
    expect(await runKeys('reseal', { db, box, keys })).toBe('0 sealed anew.');
    const after = createKeyShelf({ db, box: createSealedBox(fresh), clock: hub.clock.now });
    expect(await after.keyOf('agent@demo.gigafibre.ca', undefined, () => Promise.reject(new Error('none is made')))).toEqual({ key: 'k', secret: 'the-secret-of-agathe' });
    await expect(shelf.keyOf('agent@demo.gigafibre.ca', undefined, () => Promise.reject(new Error('none is made')))).rejects.toThrow('another secret');
    await hub.close();
  });

  it('the signing keys: by one command, which says what happens', async () => {
    const hub = await openTestHub();
    const { db } = hub.database;
    const own = await openSeals(config(), db, hub.clock.now);
    expect(await runKeys('rotate', { db, ...own })).toMatch(/^The key \S+ signs in ten seconds; the one before verifies until 2026-03-10T14:15:10Z[.]$/);
    await expect(runKeys('rotate', { db, ...own })).rejects.toThrow('rotate again after that');
    expect((await runKeys('list', { db, ...own })).split('\n').map((line) => /in use|verifies until/.exec(line)?.[0])).toEqual(['in use', 'verifies until']);
    await expect(runKeys(undefined, { db, ...own })).rejects.toThrow('Say keys list');
    await hub.close();
  });
});
