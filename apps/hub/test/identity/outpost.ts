import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretPost, discovery, randomPKCECodeVerifier, randomState } from 'openid-client';

/** Authentik's outpost, as far as forwardAuth needs one: a client of the provider that answers a proxy who somebody is. */
export interface Outpost {
  close(): Promise<void>;
}

export interface OutpostOptions {
  readonly port: number;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where browsers reach it: the proxy's address. */
  readonly origin: string;
}

const COOKIE = /(?:^|; )outpost=([0-9a-f-]{36})/;

export async function startOutpost({ port, issuer, clientId, clientSecret, origin }: OutpostOptions): Promise<Outpost> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the provider is on this machine
  const config = await discovery(new URL(issuer), clientId, clientSecret, ClientSecretPost(clientSecret), { execute: [allowInsecureRequests] });
  const sessions = new Map<string, { readonly token: string; readonly claims: Record<string, unknown> }>();
  const departures = new Map<string, { readonly verifier: string; readonly back: string }>();

  async function start(address: URL, response: ServerResponse): Promise<void> {
    const [state, verifier] = [randomState(), randomPKCECodeVerifier()];
    departures.set(state, { verifier, back: address.searchParams.get('rd') ?? '/' });
    const challenge = await calculatePKCECodeChallenge(verifier);
    const next = buildAuthorizationUrl(config, { redirect_uri: `${origin}/outpost/callback`, scope: 'openid profile email', state, code_challenge: challenge, code_challenge_method: 'S256' });
    response.writeHead(302, { location: next.href }).end();
  }
  async function callback(address: URL, response: ServerResponse): Promise<void> {
    const state = address.searchParams.get('state') ?? '';
    const { verifier, back } = departures.get(state)!;
    const tokens = await authorizationCodeGrant(config, address, { expectedState: state, pkceCodeVerifier: verifier });
    const id = randomUUID();
    sessions.set(id, { token: tokens.id_token ?? '', claims: { ...tokens.claims() } });
    response.writeHead(302, { location: back, 'set-cookie': `outpost=${id}; Path=/; HttpOnly` }).end();
  }
  /** What a proxy asks before each request, and what it is told to hand on. */
  function auth(request: IncomingMessage, response: ServerResponse): void {
    const session = sessions.get(COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? '');
    if (!session) {
      response.writeHead(401).end();
      return;
    }
    const { sub, email, groups } = session.claims;
    response.writeHead(200, { 'x-authentik-jwt': session.token, 'x-authentik-uid': String(sub), 'x-authentik-email': String(email), 'x-authentik-username': String(email), 'x-authentik-groups': (groups as string[]).join('|'), 'x-authentik-meta-jwks': 'http://127.0.0.1:1/never' }).end();
  }
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', origin);
    if (address.pathname === '/outpost/start') void start(address, response);
    else if (address.pathname === '/outpost/callback') void callback(address, response);
    else auth(request, response);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
