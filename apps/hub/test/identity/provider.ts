import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { createServer as createNetServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { ClientMetadata, JWKS } from 'oidc-provider';

/** Somebody of the provider's directory. */
export interface Person {
  readonly email: string;
  readonly groups: readonly string[];
}

/** A real OpenID provider in the place of Authentik: it signs in whoever `person` is, without asking. */
export interface TestProvider {
  readonly issuer: string;
  person: Person;
  /** How often somebody had to sign in. */
  readonly signIns: () => number;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createNetServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

const signingKeys = (): JWKS => ({ keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] });

export async function startProvider(clients: readonly ClientMetadata[]): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const state = { person: { email: 'agent@demo.gigafibre.ca', groups: [] } as Person, signIns: 0 };
  const people = new Map<string, Person>();
  const provider = new Provider(issuer, {
    clients: [...clients],
    jwks: signingKeys(),
    cookies: { keys: ['test-cookie-key'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'sid'], email: ['email'], profile: ['name', 'preferred_username', 'groups'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true, logoutSource: (context, form) => void (context.body = form), postLogoutSuccessSource: (context) => void (context.body = 'out') } },
    ttl: { Interaction: 600, Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, preferred_username: id, name: id, groups: [...(people.get(id)?.groups ?? [])] }) }),
    // it refuses to notify clients on this machine, which is where ours is
    fetch: (url, options) => fetch(url, Object.fromEntries(Object.entries(options ?? {}).filter(([name]) => name !== 'dispatcher'))),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  });
  provider.on('backchannel.error', (_context, error) => {
    throw error;
  });
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      state.signIns += 1;
      people.set(state.person.email, state.person);
      await provider.interactionFinished(request, response, { login: { accountId: state.person.email } });
      return;
    }
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
    grant.addOIDCScope('openid profile email');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  const answer = provider.callback();
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/') === true) void interact(request, response);
    else void answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    issuer,
    get person() {
      return state.person;
    },
    set person(person) {
      state.person = person;
    },
    signIns: () => state.signIns,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
