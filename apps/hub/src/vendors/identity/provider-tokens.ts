import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '@gigafibre/kernel';
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { JOSEError } from 'jose/errors';
import type { ProviderConfig } from '../../config-identity.ts';
import { ConfigRefusal } from '../../config-refusal.ts';
import { secretFrom } from '../../secret-source.ts';
import type { EndedAtProvider, ProvedPerson } from './identity.port.ts';

const HEADER = new Set(['alg', 'kid', 'typ']);
const LONGEST = 16_384;
const TRUST_MS = 30_000;
const CACHE_SIZE = 1000;
const KEYS_TIMEOUT_MS = 3000;
/** The provider's clock and ours may be that far apart. */
const SKEW_SECONDS = 30;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Tokens of the provider: one algorithm, one source of keys, both of the configuration and never of a request. */
export interface ProviderTokens {
  /** Who a proxy's token speaks of; undefined for anything that is not in order, whatever is wrong with it. */
  personOf(token: string): Promise<ProvedPerson | undefined>;
  /** What the provider says has ended; undefined for anything that is no such notice of its. */
  endedBy(logoutToken: string): Promise<EndedAtProvider | undefined>;
}

type Keys = Uint8Array | JWTVerifyGetKey;

/** @throws {ConfigRefusal} when a secret or a file of keys cannot be used. */
export function keysOf({ forward, clientSecret }: Pick<ProviderConfig, 'forward' | 'clientSecret'>): Keys | undefined {
  if (forward === undefined) return undefined;
  const { keys } = forward;
  if (keys.kind === 'url') return remoteKeys(keys.url);
  if (keys.kind === 'file') return fileKeys(keys.file);
  return new TextEncoder().encode(clientSecret === undefined ? '' : secretFrom(clientSecret, 'OIDC_CLIENT_SECRET_FILE'));
}

export const remoteKeys = (url: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(url), { timeoutDuration: KEYS_TIMEOUT_MS });

function fileKeys(file: string): JWTVerifyGetKey {
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet);
  } catch (cause) {
    throw new ConfigRefusal('OIDC_JWKS_FILE names a file that cannot be read as a set of keys: correct the path or its content.', { cause });
  }
}

export interface ProviderTokensDeps {
  readonly provider: Pick<ProviderConfig, 'issuer' | 'clientId' | 'algorithm' | 'account'>;
  /** Asked for when first needed: the code flow learns the keys' address from the provider. */
  readonly keys: () => Promise<Keys>;
  readonly clock: Clock;
}

export function createProviderTokens({ provider, keys, clock }: ProviderTokensDeps): ProviderTokens {
  const known = new Map<string, { readonly person: ProvedPerson; readonly until: number }>();
  const verify = async (token: string, more: Partial<JWTVerifyOptions>): Promise<JWTPayload | undefined> => {
    try {
      if (token.length > LONGEST || !Object.keys(decodeProtectedHeader(token)).every((name) => HEADER.has(name))) return undefined;
      const options: JWTVerifyOptions = { algorithms: [provider.algorithm], issuer: provider.issuer, audience: provider.clientId, currentDate: new Date(clock().epochMilliseconds), clockTolerance: SKEW_SECONDS, ...more };
      const source = await keys();
      const { payload } = typeof source === 'function' ? await jwtVerify(token, source, options) : await jwtVerify(token, source, options);
      return payload;
    } catch (error) {
      if (error instanceof JOSEError || error instanceof TypeError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  };
  return {
    async personOf(token) {
      const key = hash('sha256', token, 'base64');
      const now = clock().epochMilliseconds;
      const before = known.get(key);
      if (before && now < before.until && now >= before.until - TRUST_MS) return before.person;
      const payload = await verify(token, { requiredClaims: ['sub', 'exp', 'iat'] });
      const person = payload && personIn(payload, provider.account);
      if (!person) return undefined;
      if (known.size >= CACHE_SIZE) known.clear();
      known.set(key, { person, until: Math.min((payload.exp ?? 0) * 1000, now + TRUST_MS) });
      return person;
    },
    async endedBy(logoutToken) {
      const payload = await verify(logoutToken, { requiredClaims: ['iat', 'jti', 'events'], maxTokenAge: '5 minutes', typ: 'logout+jwt' });
      const { events, nonce, sid, sub } = payload ?? {};
      if (typeof events !== 'object' || events === null || !(LOGOUT_EVENT in events) || nonce !== undefined) return undefined;
      const ended = { session: typeof sid === 'string' ? sid : undefined, subject: sub };
      return ended.session === undefined && ended.subject === undefined ? undefined : ended;
    },
  };
}

/** The person that verified claims speak of; undefined where they name no account. */
export function personIn(claims: Readonly<Record<string, unknown>>, account: ProviderConfig['account']): ProvedPerson | undefined {
  const { sub, sid, groups, [account]: name } = claims;
  if (typeof sub !== 'string' || sub === '' || typeof name !== 'string' || name.trim() === '') return undefined;
  return { subject: sub, session: typeof sid === 'string' ? sid : '', account: name.trim().toLowerCase(), groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [] };
}
