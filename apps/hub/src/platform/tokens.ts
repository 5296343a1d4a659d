import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@gigafibre/kernel';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { JOSEError } from 'jose/errors';
import type { JWTPayload } from 'jose';
import type { SigningKeys } from './signing-keys.ts';

/** The one algorithm: a key never means two things. */
const ALGORITHM = 'EdDSA';
/** Minutes that each kind of token lives, and no token lives longer. */
export const TOKEN_MINUTES = { 'session+jwt': 10, 'tech-link+jwt': 15 } as const;
export type TokenType = keyof typeof TOKEN_MINUTES;
/** What a header may say. Whatever else it names (`jku`, `x5u`, `jwk`, `crit`) is refused unread. */
const HEADER = new Set(['alg', 'kid', 'typ']);
const REQUIRED = ['iss', 'aud', 'sub', 'jti', 'iat', 'nbf', 'exp'];
const AUDIENCE = 'gigafibre-hub';

export interface Claims {
  readonly subject: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly more: Readonly<Record<string, unknown>>;
}

/** Signed statements of the hubs among themselves, carried by browsers and services. */
export interface Tokens {
  /** @param more goes into the body as it is: no personal data. */
  mint(type: TokenType, subject: string, more?: { readonly id?: string; readonly visit?: string }): Promise<string>;
  /** What a token says, if it is one of ours, of this type and alive; undefined for anything else, whatever is wrong with it. */
  verify(type: TokenType, token: string): Promise<Claims | undefined>;
}

/** @param issuer the hubs' public origin. */
export function createTokens({ keys, issuer, clock }: { keys: SigningKeys; issuer: string; clock: Clock }): Tokens {
  return {
    async mint(type, subject, { id = randomUUID(), visit } = {}) {
      const { kid, privateKey } = await keys.signer();
      const now = Math.floor(clock().epochMilliseconds / 1000);
      // 128 random bits besides the id, which others may know
      const body = { n: randomBytes(16).toString('base64url'), ...(visit === undefined ? {} : { visit }) };
      return new SignJWT(body)
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: type })
        .setIssuer(issuer).setAudience(AUDIENCE).setSubject(subject).setJti(id)
        .setIssuedAt(now).setNotBefore(now).setExpirationTime(now + TOKEN_MINUTES[type] * 60)
        .sign(privateKey);
    },
    async verify(type, token) {
      try {
        const header = decodeProtectedHeader(token);
        if (!Object.keys(header).every((name) => HEADER.has(name)) || header.alg !== ALGORITHM || typeof header.kid !== 'string') return undefined;
        const key = await keys.verifier(header.kid);
        if (!key) return undefined;
        const currentDate = new Date(clock().epochMilliseconds);
        const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], typ: type, issuer, audience: AUDIENCE, requiredClaims: REQUIRED, maxTokenAge: TOKEN_MINUTES[type] * 60, currentDate });
        return claimsOf(payload, type);
      } catch (error) {
        if (error instanceof JOSEError || error instanceof TypeError || error instanceof SyntaxError) return undefined; // not a token of ours
        throw error;
      }
    },
  };
}

function claimsOf({ sub = '', jti = '', iat = 0, exp = 0, ...more }: JWTPayload, type: TokenType): Claims | undefined {
  if (sub === '' || jti === '' || exp - iat > TOKEN_MINUTES[type] * 60) return undefined;
  return { subject: sub, id: jti, expiresAt: exp * 1000, more };
}
