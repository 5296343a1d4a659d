import { SiteError } from '../errors.ts';
import type { Site } from '../site/state.ts';
import type { HttpRequest } from '../rest/http.ts';
import { userOfKey } from './keys.ts';
import { resumeSession, type Session } from './sessions.ts';

/** Who asks, and how they proved it. */
export interface Identity {
  user: string;
  session?: Session;
  /** A session cookie was sent that is no session any more. */
  hasExpired: boolean;
}

export const GUEST: Identity = { user: 'Guest', hasExpired: false };

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Who a request comes from: a trusted actor inside the process, else its session cookie, else its key. A valid cookie stays in force
 * beside a valid key.
 * @throws SiteError 401 for wrong keys, 400 for undecodable ones and for a change without the session's CSRF token.
 */
export async function identify(site: Site, request: HttpRequest, csrfToken: () => string | undefined): Promise<Identity> {
  if (request.actor !== undefined) return { user: request.actor, hasExpired: false };
  const { cookie, authorization } = request.headers ?? {};
  const sid = sessionId(cookie);
  const session = sid === undefined ? undefined : await resumeSession(site, sid);
  if (session?.csrfToken !== undefined && UNSAFE.has(request.method) && csrfToken() !== session.csrfToken) throw new SiteError('CSRFTokenError', 'Invalid Request');
  const keyed = await userOfHeader(site, authorization);
  if (session !== undefined) return { user: session.user, session, hasExpired: false };
  return { user: keyed ?? 'Guest', hasExpired: keyed === undefined && sid !== undefined };
}

function sessionId(cookie: string | undefined): string | undefined {
  const sid = cookieOf(cookie, 'sid');
  return sid === 'Guest' || sid === '' ? undefined : sid?.replaceAll('\0', '');
}

async function userOfHeader(site: Site, header: string | undefined): Promise<string | undefined> {
  const [scheme, credentials, ...rest] = (header ?? '').trim().split(/\s+/);
  if (scheme === undefined || credentials === undefined || rest.length > 0) return undefined;
  const pair = pairOf(scheme.toLowerCase(), credentials);
  const user = pair === undefined ? undefined : await userOfKey(site, pair);
  if (user === undefined) throw new SiteError('AuthenticationError', 'Authentication failed', { silent: true });
  return user;
}

/** A Bearer value is looked up as key:secret too: the embedded site issues no OAuth tokens of its own. */
function pairOf(scheme: string, credentials: string): { apiKey: string; apiSecret: string } | undefined {
  if (scheme !== 'token' && scheme !== 'basic' && scheme !== 'bearer') return undefined;
  const text = (scheme === 'basic' ? decodeBasic(credentials) : credentials).replaceAll('\0', '');
  const at = text.indexOf(':');
  return at === -1 ? undefined : { apiKey: text.slice(0, at), apiSecret: text.slice(at + 1) };
}

function decodeBasic(credentials: string): string {
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(credentials) && credentials.length % 4 === 0 ? Buffer.from(credentials, 'base64') : undefined;
  if (bytes === undefined) throw new SiteError('InvalidAuthorizationToken', 'Failed to decode token, please provide a valid base64-encoded token.');
  return bytes.toString('utf8');
}

/** The value of a cookie in a request's header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at !== -1 && part.slice(0, at).trim() === name) return safeDecode(part.slice(at + 1).trim());
  }
  return undefined;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a cookie of somebody else's making
  }
}
