import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { openBox } from './platform/open-tokens.ts';

const SECRET = 'J0rVxk3nQ9yTzLw7mB2pHs5dGf8aEc4u';
const GOOD = { GF_SECRET: SECRET, PUBLIC_ORIGIN: 'https://fsm.example.ca', OIDC_ISSUER: 'https://id.gigafibre.ca/application/o/fsm/', OIDC_CLIENT_ID: 'fsm', OIDC_GROUPS: 'gf-admin=admin, Répartition Nord=dispatcher' };
const FORWARD = { ...GOOD, OIDC_MODE: 'forward', OIDC_ALGORITHM: 'HS256', OIDC_CLIENT_SECRET: 'Zq8nT4vLx1KcWm6hYb3eRj9pUd2sGf7a', TRUST_PROXY: '172.18.0.2' };

const refusal = (environment: Record<string, string | undefined>): string => {
  try {
    openBox(readConfig(environment).identity);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('statement 55: the hub does not start with a secret that is missing, short or guessable', () => {
  it.each([
    ['missing in production', { ...GOOD, NODE_ENV: 'production', GF_SECRET: undefined }, /^The hub has no secret: set GF_SECRET_FILE/],
    ['short', { GF_SECRET: 'k3nQ9yTz' }, /^GF_SECRET has a value that is not understood: give it a random text of 32 letters or more/],
    ['one letter many times', { GF_SECRET: 'a'.repeat(64) }, /^GF_SECRET can be guessed/],
    ['a word of the manual', { GF_SECRET: 'please-change-me-please-change-me!!' }, /^GF_SECRET can be guessed/],
    ['given twice', { GF_SECRET: SECRET, GF_SECRET_FILE: '/run/secrets/gf' }, 'GF_SECRET and GF_SECRET_FILE are both set: keep one of them.'],
    ['in a file that is not there', { GF_SECRET_FILE: '/nowhere/secret' }, /^GF_SECRET_FILE names a file that cannot be read/],
    ['the client’s, and short', { ...GOOD, OIDC_CLIENT_SECRET: 'short' }, /^OIDC_CLIENT_SECRET has a value that is not understood/],
  ])('%s', (_, environment, sentence) => {
    expect(refusal(environment)).toMatch(sentence);
    expect(refusal(environment)).not.toContain(SECRET);
  });

  it('reads it from a file, and refuses a weak one there too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, `${SECRET}\n`);
    expect(refusal({ GF_SECRET_FILE: file })).toBe('');
    writeFileSync(file, 'password');
    expect(refusal({ GF_SECRET_FILE: file })).toMatch(/^GF_SECRET_FILE names a file whose secret can be guessed/);
    rmSync(folder, { recursive: true });
  });

  it('makes one of its own where nobody gave any and nothing is at stake, and keeps it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secret-'));
    const box = openBox(readConfig({ DATA_DIR: folder }).identity);
    expect(openBox(readConfig({ DATA_DIR: folder }).identity).open(box.seal('texte', 'x'), 'x')).toBe('texte');
    rmSync(folder, { recursive: true });
  });
});

describe('the sign-in’s configuration', () => {
  it('is taken when it is whole: the end of the session beside the issuer, one role a group', () => {
    const { identity, hasBuiltInSignIn } = readConfig(GOOD);
    expect(hasBuiltInSignIn).toBe(false);
    expect(identity.provider).toMatchObject({ endSession: 'https://id.gigafibre.ca/application/o/fsm/end-session/', algorithm: 'RS256', forward: undefined });
    expect([...identity.provider!.roles]).toEqual([['gf-admin', 'admin'], ['Répartition Nord', 'dispatcher']]);
    expect(readConfig(FORWARD).identity.provider!.forward).toEqual({ header: 'x-authentik-jwt', keys: { kind: 'client-secret' } });
    expect(readConfig({ ...GOOD, OIDC_END_SESSION_URL: 'https://id.gigafibre.ca/out' }).identity.provider!.endSession).toBe('https://id.gigafibre.ca/out');
  });

  it.each([
    ['passwords would be the only way in, in production', { NODE_ENV: 'production', GF_SECRET: SECRET, PUBLIC_ORIGIN: 'https://fsm.example.ca' }, /^Nobody could sign in: passwords are off in production/],
    ['sessions would travel in the clear', { ...GOOD, NODE_ENV: 'production', PUBLIC_ORIGIN: 'http://fsm.example.ca' }, /^PUBLIC_ORIGIN has to begin with https:/],
    ['half is missing', { OIDC_CLIENT_ID: 'fsm' }, /^The sign-in is half configured: OIDC_CLIENT_ID is set but OIDC_ISSUER is not/],
    ['the client is missing', { ...GOOD, OIDC_CLIENT_ID: undefined }, /set OIDC_CLIENT_ID/],
    ['no group has a role', { ...GOOD, OIDC_GROUPS: undefined }, /^OIDC_GROUPS is missing/],
    ['a role is none of ours', { ...GOOD, OIDC_GROUPS: 'gf-admin=root' }, /^OIDC_GROUPS has a part that is not understood/],
    ['a group has two roles', { ...GOOD, OIDC_GROUPS: 'a=admin, a=agent' }, /^OIDC_GROUPS names a group twice/],
    ['anyone between could answer for the provider', { ...GOOD, OIDC_ISSUER: 'http://id.gigafibre.ca/' }, /^OIDC_ISSUER has to begin with https:/],
    ['the session of before would go on (R47)', { ...GOOD, OIDC_END_SESSION_URL: 'https://auth.targo.ca/end-session/' }, /^OIDC_END_SESSION_URL leads to auth.targo.ca/],
    ['the provider is the one of before', { ...GOOD, OIDC_ISSUER: 'https://auth.targo.ca/application/o/fsm/' }, /^OIDC_ISSUER leads to auth.targo.ca/],
    ['nobody says which proxy', { ...FORWARD, TRUST_PROXY: undefined }, /^OIDC_MODE is forward but no proxy is named/],
    ['the algorithm is left open', { ...FORWARD, OIDC_ALGORITHM: undefined }, /^OIDC_ALGORITHM is missing/],
    ['keys come from two places', { ...FORWARD, OIDC_JWKS_URL: 'https://id.gigafibre.ca/jwks' }, /more than one source of keys/],
    ['HS256 has no secret', { ...FORWARD, OIDC_CLIENT_SECRET: undefined }, /^OIDC_ALGORITHM is HS256: set OIDC_CLIENT_SECRET_FILE/],
    ['RS256 has no keys', { ...FORWARD, OIDC_ALGORITHM: 'RS256', OIDC_CLIENT_SECRET: undefined }, /^OIDC_ALGORITHM is RS256: set OIDC_JWKS_URL/],
    ['the code flow would believe anyone who knows the client’s secret', { ...GOOD, OIDC_ALGORITHM: 'HS256' }, /^OIDC_ALGORITHM is HS256, which proves nothing in the code flow/],
    ['a setting of the proxy stands alone', { ...GOOD, OIDC_HEADER: 'x-jwt' }, /^OIDC_HEADER is for OIDC_MODE=forward/],
    ['only the proxy is heard but none is named', { ONLY_FROM_PROXY: 'on' }, /^ONLY_FROM_PROXY is on but no proxy is named/],
  ])('is refused in words where %s', (_, environment, sentence) => {
    expect(refusal(environment)).toMatch(sentence);
  });
});
