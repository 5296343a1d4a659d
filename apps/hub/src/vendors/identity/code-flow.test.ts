import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Temporal } from '@gigafibre/kernel';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCodeFlow } from './code-flow.ts';
import type { CodeFlow } from './code-flow.ts';

const [ours, theirs] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })];
const REDIRECT = 'https://fsm.example.ca/auth/callback';

/** How the provider of this test answers; changed claim by claim. */
interface Manner {
  issuerSaid: string;
  claims: Record<string, unknown>;
  key: KeyObject;
  isUnsigned: boolean;
  header: Record<string, unknown>;
}

let issuer: string;
let manner: Manner;
let keysAsked = 0;
const server = createServer((request, response) => {
  void (async () => {
    const answer = (body: object): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url?.includes('openid-configuration') === true)
      return answer({ issuer: manner.issuerSaid, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] });
    if (request.url === '/keys') {
      keysAsked += 1;
      return answer({ keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    }
    const idToken = manner.isUnsigned ? new UnsecuredJWT(manner.claims).encode() : await new SignJWT(manner.claims).setProtectedHeader({ alg: 'RS256', kid: 'k1', ...manner.header }).sign(manner.key);
    return answer({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: idToken });
  })();
});

let flow: CodeFlow;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  manner = { issuerSaid: issuer, claims: {}, key: ours.privateKey, isUnsigned: false, header: {} };
  flow = createCodeFlow({ provider: { issuer, clientId: 'fsm', algorithm: 'RS256', account: 'email' } as never, clientSecret: 'secret', redirect: REDIRECT });
});

/** Leaves for the provider and comes back with a code, as a browser would. */
async function comeBack(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const left = await flow.depart();
  if ('fault' in left) return 'turned away';
  const seconds = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  manner.claims = { iss: issuer, aud: 'fsm', sub: 'abc', email: 'Agent@demo.gigafibre.ca', iat: seconds, exp: seconds + 300, nonce: left.departure.nonce, ...claims };
  const back = await flow.arrive(new URL(`${REDIRECT}?code=c&state=${left.departure.state}`), left.departure);
  return 'fault' in back ? 'refused' : back.person.account;
}

describe('what comes back from the company’s provider is believed only whole', () => {
  it('names the person when it was signed for us, for this departure, by the provider', async () => {
    expect(await comeBack()).toBe('agent@demo.gigafibre.ca');
  });

  it.each([
    ['for another client of the same provider', { aud: 'another' }],
    ['by another issuer', { iss: 'https://evil.example' }],
    ['for another departure of ours', { nonce: 'of-another-departure' }],
    ['for no departure at all', { nonce: undefined }],
    ['that has ended', { exp: 1_700_000_000 }],
    ['about nobody', { sub: undefined }],
  ])('a token %s is refused', async (_, claims) => {
    expect(await comeBack(claims)).toBe('refused');
  });

  it('a token without a signature, or with a key that is not the provider’s, is refused', async () => {
    manner.isUnsigned = true;
    expect(await comeBack()).toBe('refused');
    manner = { ...manner, isUnsigned: false, key: theirs.privateKey };
    expect(await comeBack()).toBe('refused');
  });

  it('a key that the token brings along, or the address of one, counts for nothing', async () => {
    manner = { ...manner, key: theirs.privateKey, header: { jwk: theirs.publicKey.export({ format: 'jwk' }), jku: 'http://127.0.0.1:1/keys' } };
    const before = keysAsked;
    expect([await comeBack(), keysAsked > before]).toEqual(['refused', true]);
  });

  it('a description that names another issuer than the configured one opens nothing', async () => {
    manner.issuerSaid = 'https://evil.example';
    expect(await comeBack()).toBe('turned away');
  });

  it('each departure has a state, a nonce and a proof key of its own', async () => {
    const departures = await Promise.all([flow.depart(), flow.depart()]);
    const secrets = departures.flatMap((left) => ('fault' in left ? [] : [left.departure.state, left.departure.nonce, left.departure.verifier]));
    expect([secrets.length, new Set(secrets).size, secrets.every((secret) => secret.length >= 43)]).toEqual([6, 6, true]);
  });
});
