import { ROLES } from '@gigafibre/contracts';
import type { Role } from '@gigafibre/contracts';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { ConfigRefusal } from './config-refusal.ts';
import { isGuessable } from './guessable.ts';

const Url = (description: string) => Type.Optional(Type.String({ pattern: '^https?://[^\\s?#]+$', description }));
const File = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** The variables that say who may come in, and what the hub keeps its secrets with. */
export const IDENTITY_VARIABLES = {
  GF_SECRET: Type.Optional(Type.String({ minLength: 32, description: 'a random text of 32 letters or more' })),
  GF_SECRET_FILE: File('a file that holds a random text of 32 letters or more'),
  GF_SECRET_PREVIOUS_FILE: File('the file of the secret before this one, while what it sealed is sealed anew'),
  OIDC_ISSUER: Url('the issuer of your OpenID provider, such as https://id.gigafibre.ca/application/o/gigafibre-fsm/'),
  OIDC_MODE: Type.Optional(Type.Enum(['code', 'forward'], { description: 'code (the hub signs people in itself) or forward (a proxy in front does)' })),
  OIDC_CLIENT_ID: Type.Optional(Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$', description: 'the client’s id at the provider' })),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String({ minLength: 32, description: 'the client’s secret, 32 letters or more' })),
  OIDC_CLIENT_SECRET_FILE: File('a file that holds the client’s secret'),
  OIDC_NAME: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'what people call the sign-in, in a few words' })),
  OIDC_GROUPS: Type.Optional(Type.String({ description: 'groups of the provider and the roles they give, such as « gf-repartition=dispatcher, gf-admin=admin »' })),
  OIDC_ALGORITHM: Type.Optional(Type.Enum(['HS256', 'RS256', 'ES256', 'EdDSA'], { description: 'HS256, RS256, ES256 or EdDSA: the one algorithm that the provider’s tokens are signed with' })),
  OIDC_ACCOUNT: Type.Optional(Type.Enum(['email', 'preferred_username'], { description: 'email or preferred_username: the claim that names the ERP’s account' })),
  OIDC_JWKS_URL: Url('the address of the provider’s public keys'),
  OIDC_JWKS_FILE: File('a file with the provider’s public keys (JWKS)'),
  OIDC_HEADER: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{2,60}$', description: 'the header that carries the proxy’s token, in lower case' })),
  OIDC_END_SESSION_URL: Url('where the provider ends its own session'),
  ONLY_FROM_PROXY: Type.Optional(Type.Enum(['on', 'off'], { description: 'on or off' })),
} as const;

type Variables = { -readonly [Name in keyof typeof IDENTITY_VARIABLES]?: Static<(typeof IDENTITY_VARIABLES)[Name]> | undefined };

export type SecretSource = { readonly value: string } | { readonly file: string };

export type TokenAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';

/** A proxy in front signs people in and hands each request a token. */
export interface ForwardConfig {
  readonly header: string;
  /** The one source of keys; a request never names another. */
  readonly keys: { readonly kind: 'client-secret' } | { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly file: string };
}

export interface ProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: SecretSource | undefined;
  /** The one algorithm that its tokens are signed with. */
  readonly algorithm: TokenAlgorithm;
  /** Which claim names the ERP's account. */
  readonly account: 'email' | 'preferred_username';
  /** What people call it. */
  readonly name: string;
  readonly roles: ReadonlyMap<string, Role>;
  readonly endSession: string | undefined;
  /** Undefined where the hub runs the code flow itself. */
  readonly forward: ForwardConfig | undefined;
}

export interface IdentityConfig {
  /** What the hub seals its keys with; made at the first start where nobody gave one. */
  readonly secret: SecretSource | { readonly made: string };
  readonly previousSecret: SecretSource | undefined;
  readonly provider: ProviderConfig | undefined;
  /** The ERP's passwords open sessions too. */
  readonly hasPasswords: boolean;
  /** Connections from anyone but the proxies are closed unheard. */
  readonly isOnlyFromProxy: boolean;
}

interface Surroundings {
  readonly isProduction: boolean;
  readonly publicOrigin: string;
  readonly dataDir: string;
  readonly trustProxy: readonly string[];
}

/** The realm of before: whoever is sent there stays signed in. */
const FORMER_HOST = 'auth.targo.ca';
const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws {ConfigRefusal} for what contradicts itself, is half given or too weak. */
export function identityOf(set: Variables, around: Surroundings): IdentityConfig {
  const given = eitherOf('GF_SECRET', set);
  if (around.isProduction && given === undefined) throw new ConfigRefusal('The hub has no secret: set GF_SECRET_FILE to a file with a random text of 32 letters or more, the same for every hub. `openssl rand -base64 48` makes one.');
  const provider = set.OIDC_ISSUER === undefined ? noProvider(set) : providerOf(set, set.OIDC_ISSUER, around);
  if (around.isProduction) refuseWeakProduction(provider, around);
  const isOnlyFromProxy = set.ONLY_FROM_PROXY === 'on';
  if (isOnlyFromProxy && around.trustProxy.length === 0) throw new ConfigRefusal('ONLY_FROM_PROXY is on but no proxy is named: set TRUST_PROXY to its address.');
  return {
    secret: given ?? { made: join(around.dataDir, 'secret') },
    previousSecret: set.GF_SECRET_PREVIOUS_FILE === undefined ? undefined : { file: set.GF_SECRET_PREVIOUS_FILE },
    provider,
    hasPasswords: !around.isProduction && provider === undefined,
    isOnlyFromProxy,
  };
}

function refuseWeakProduction(provider: ProviderConfig | undefined, { publicOrigin }: Surroundings): void {
  if (provider === undefined) throw new ConfigRefusal('Nobody could sign in: passwords are off in production, so set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_GROUPS.');
  if (!publicOrigin.startsWith('https:')) throw new ConfigRefusal('PUBLIC_ORIGIN has to begin with https:// in production: sessions would travel in the clear.');
}

/** A secret stands in a variable or in the file it names, never in both. */
function eitherOf(name: 'GF_SECRET' | 'OIDC_CLIENT_SECRET', set: Variables): SecretSource | undefined {
  const { [name]: value, [`${name}_FILE` as const]: file } = set;
  if (value !== undefined && file !== undefined) throw new ConfigRefusal(`${name} and ${name}_FILE are both set: keep one of them.`);
  if (value !== undefined && isWeak(value)) throw new ConfigRefusal(`${name} can be guessed: give it a random text of 32 letters or more. \`openssl rand -base64 48\` makes one.`);
  if (value !== undefined) return { value };
  return file === undefined ? undefined : { file };
}

/** A text that nobody drew: too short, or of too few different letters. */
export const isWeak = (secret: string): boolean => secret.length < 32 || isGuessable(secret);

function noProvider(set: Variables): undefined {
  const alone = Object.keys(set).find((name) => name.startsWith('OIDC_') && set[name as keyof Variables] !== undefined);
  if (alone !== undefined) throw new ConfigRefusal(`The sign-in is half configured: ${alone} is set but OIDC_ISSUER is not. Set it too, or none of the OIDC_ variables.`);
  return undefined;
}

function providerOf(set: Variables, issuer: string, around: Surroundings): ProviderConfig {
  const { OIDC_CLIENT_ID: clientId, OIDC_MODE: mode = 'code' } = set;
  if (clientId === undefined) throw new ConfigRefusal('The sign-in is half configured: set OIDC_CLIENT_ID to the client’s id at the provider.');
  for (const name of ['OIDC_ISSUER', 'OIDC_JWKS_URL', 'OIDC_END_SESSION_URL'] as const) refuseOpenAddress(name, set[name], around);
  const clientSecret = eitherOf('OIDC_CLIENT_SECRET', set);
  const forward = mode === 'forward' ? forwardOf(set, clientSecret, around) : undefined;
  if (forward === undefined) refuseForwardOnly(set);
  // Authentik ends its session beside the issuer; the code flow learns other providers' address from them
  const endSession = set.OIDC_END_SESSION_URL ?? (issuer.includes('/application/o/') ? `${issuer.replace(/\/$/, '')}/end-session/` : undefined);
  return { issuer, clientId, clientSecret, algorithm: set.OIDC_ALGORITHM ?? 'RS256', account: set.OIDC_ACCOUNT ?? 'email', name: set.OIDC_NAME ?? 'Gigafibre', roles: rolesOf(set.OIDC_GROUPS), endSession, forward };
}

function refuseForwardOnly(set: Variables): void {
  const asked = (['OIDC_JWKS_URL', 'OIDC_JWKS_FILE', 'OIDC_HEADER'] as const).find((name) => set[name] !== undefined);
  if (asked !== undefined) throw new ConfigRefusal(`${asked} is for OIDC_MODE=forward: set that too, or leave it out.`);
  if (set.OIDC_ALGORITHM === 'HS256') throw new ConfigRefusal('OIDC_ALGORITHM is HS256, which proves nothing in the code flow: give the provider’s client a signing key and set RS256, ES256 or EdDSA.');
}

function refuseOpenAddress(name: string, address: string | undefined, { isProduction }: Surroundings): void {
  if (address === undefined) return;
  const { protocol, hostname } = new URL(address);
  if (hostname === FORMER_HOST) throw new ConfigRefusal(`${name} leads to ${FORMER_HOST}, the realm of before: people would stay signed in. Use the new one, id.gigafibre.ca.`);
  if (protocol !== 'https:' && (isProduction || !HERE.has(hostname))) throw new ConfigRefusal(`${name} has to begin with https://: whoever sits between could sign in as anyone.`);
}

function forwardOf(set: Variables, clientSecret: SecretSource | undefined, { trustProxy }: Surroundings): ForwardConfig {
  const { OIDC_ALGORITHM: algorithm, OIDC_JWKS_URL: url, OIDC_JWKS_FILE: file, OIDC_HEADER: header = 'x-authentik-jwt' } = set;
  if (trustProxy.length === 0) throw new ConfigRefusal('OIDC_MODE is forward but no proxy is named: set TRUST_PROXY to its address, so that nobody else is heard.');
  if (algorithm === undefined) throw new ConfigRefusal('OIDC_ALGORITHM is missing: say the one algorithm that the proxy’s tokens are signed with. Authentik’s proxy provider signs with HS256 and the client’s secret unless it was given a key.');
  const sources = [clientSecret, url, file].filter((source) => source !== undefined).length;
  if (sources > 1) throw new ConfigRefusal('The proxy’s tokens have more than one source of keys: keep one of OIDC_CLIENT_SECRET, OIDC_JWKS_URL and OIDC_JWKS_FILE.');
  if (algorithm === 'HS256') {
    if (clientSecret === undefined) throw new ConfigRefusal('OIDC_ALGORITHM is HS256: set OIDC_CLIENT_SECRET_FILE to a file with the client’s secret, and no JWKS.');
    return { header, keys: { kind: 'client-secret' } };
  }
  if (url !== undefined) return { header, keys: { kind: 'url', url } };
  if (file !== undefined) return { header, keys: { kind: 'file', file } };
  throw new ConfigRefusal(`OIDC_ALGORITHM is ${algorithm}: set OIDC_JWKS_URL or OIDC_JWKS_FILE to the provider’s public keys, and no client secret.`);
}

function rolesOf(text = ''): ReadonlyMap<string, Role> {
  const pairs = text.split(',').map((pair) => pair.trim()).filter((pair) => pair !== '').map((pair) => {
    const at = pair.lastIndexOf('=');
    const role = ROLES.find((one) => one === pair.slice(at + 1).trim());
    if (at < 1 || role === undefined) throw new ConfigRefusal(`OIDC_GROUPS has a part that is not understood: write group=role, with one of the roles ${ROLES.join(', ')}.`);
    return [pair.slice(0, at).trim(), role] as const;
  });
  if (pairs.length === 0) throw new ConfigRefusal('OIDC_GROUPS is missing: nobody would have a role. Write group=role, several separated by commas.');
  if (new Set(pairs.map(([group]) => group)).size < pairs.length) throw new ConfigRefusal('OIDC_GROUPS names a group twice: give each group one role; people may be in several groups.');
  return new Map(pairs);
}
