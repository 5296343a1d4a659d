import { hash } from 'node:crypto';
import type { Claims, Tokens, TokenType } from './tokens.ts';

const TRUST_MS = 30_000;
const SIZE = 10_000;

/**
 * Verifies a token once and remembers what it says, by its SHA-256, for half a minute at most: a signature costs more than
 * carrying a whole request to the ERP. Whether the session still stands is asked each time, elsewhere.
 */
export function createTokenCache(tokens: Pick<Tokens, 'verify'>, now: () => number): (type: TokenType, token: string) => Promise<Claims | undefined> {
  const known = new Map<string, { readonly claims: Claims; readonly until: number }>();
  return async (type, token) => {
    const key = `${type} ${hash('sha256', token, 'base64')}`;
    const at = now();
    const entry = known.get(key);
    if (entry && at < entry.until && at >= entry.until - TRUST_MS) return entry.claims;
    const claims = await tokens.verify(type, token);
    if (!claims) return undefined; // strangers' tokens must not fill it
    if (known.size >= SIZE) known.clear();
    known.set(key, { claims, until: Math.min(claims.expiresAt, at + TRUST_MS) });
    return claims;
  };
}
