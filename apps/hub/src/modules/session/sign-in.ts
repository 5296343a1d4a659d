import type { FastifyRequest } from 'fastify';
import type { ProviderConfig } from '../../config-identity.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { IsPeer } from '../../platform/peers.ts';
import type { Recognizer } from '../../platform/session-cookie.ts';
import type { HubTools } from '../../platform/tools.ts';
import { secretFrom } from '../../secret-source.ts';
import { createCodeFlow } from '../../vendors/identity/code-flow.ts';
import type { CodeFlow } from '../../vendors/identity/code-flow.ts';
import type { ProvedPerson } from '../../vendors/identity/identity.port.ts';
import { createProviderTokens, keysOf, remoteKeys } from '../../vendors/identity/provider-tokens.ts';
import type { ProviderTokens } from '../../vendors/identity/provider-tokens.ts';
import { createAdmission } from './admission.ts';
import type { Admit } from './admission.ts';
import type { Accounts } from './session.ports.ts';
import { ssoRoutes } from './sso.routes.ts';

export type SignInTools = Pick<HubTools, 'config' | 'sessions' | 'cookie' | 'events' | 'box' | 'clock'>;

/** The company's provider, as far as it is configured. */
export interface Sso {
  readonly name: string;
  readonly routes: HubPlugin;
  /** Knows people by the token of the proxy in front; undefined where the hub runs the flow itself. */
  readonly vouched: Recognizer | undefined;
  /** Where a browser goes to end the provider's session; undefined when nobody said. */
  endSession(): Promise<string | undefined>;
}

/** @throws {ConfigRefusal} when its secret or its keys cannot be used. */
export function openSso(tools: SignInTools, accounts: Accounts, isProxy: IsPeer): Sso | undefined {
  const { provider, provider: { forward } = {} } = tools.config.identity;
  if (provider === undefined) return undefined;
  const { publicOrigin, isHttps } = tools.config;
  const flow = forward === undefined ? flowOf(provider, publicOrigin) : undefined;
  const providerTokens = createProviderTokens({ provider, clock: tools.clock, keys: keySource(provider, flow) });
  const admit = createAdmission({ accounts, roles: provider.roles });
  const forwarded = forwardedPerson(forward?.header, providerTokens, isProxy);
  return {
    name: provider.name,
    routes: ssoRoutes({ ...tools, admit, flow, forwarded, providerTokens, publicOrigin, isHttps }),
    vouched: forward === undefined ? undefined : vouchedSession({ forwarded, admit, sessions: tools.sessions, issuer: provider.issuer }),
    async endSession() {
      const address = provider.endSession ?? (await flow?.addresses())?.endSession;
      if (address === undefined) return undefined;
      const target = new URL(address);
      target.searchParams.set('client_id', provider.clientId);
      target.searchParams.set('post_logout_redirect_uri', `${publicOrigin}/ops/sign-in`);
      return target.href;
    },
  };
}

const flowOf = (provider: ProviderConfig, publicOrigin: string): CodeFlow =>
  createCodeFlow({ provider, redirect: `${publicOrigin}/auth/callback`, clientSecret: provider.clientSecret === undefined ? undefined : secretFrom(provider.clientSecret, 'OIDC_CLIENT_SECRET_FILE') });

/** The keys of the configuration; in the code flow those at the address that the provider's own description gives. */
function keySource(provider: ProviderConfig, flow: CodeFlow | undefined): Parameters<typeof createProviderTokens>[0]['keys'] {
  const fixed = keysOf(provider);
  let found: ReturnType<typeof remoteKeys> | undefined;
  return async () => {
    if (fixed !== undefined) return fixed;
    const address = (await flow?.addresses())?.keys;
    if (address === undefined) throw new TypeError('The provider names no keys.');
    return (found ??= remoteKeys(address));
  };
}

/** Whose token stands in the one header, on a connection of the proxy; every other header is nobody's word. */
function forwardedPerson(header: string | undefined, providerTokens: ProviderTokens, isProxy: IsPeer): (request: FastifyRequest) => Promise<ProvedPerson | undefined> {
  return async ({ headers, socket }) => {
    const token = header === undefined ? undefined : headers[header];
    if (typeof token !== 'string' || token === '' || !isProxy(socket.remoteAddress)) return undefined;
    return providerTokens.personOf(token);
  };
}

interface Vouching {
  readonly forwarded: (request: FastifyRequest) => Promise<ProvedPerson | undefined>;
  readonly admit: Admit;
  readonly sessions: SignInTools['sessions'];
  readonly issuer: string;
}

function vouchedSession({ forwarded, admit, sessions, issuer }: Vouching): Recognizer {
  return async (request) => {
    const person = await forwarded(request);
    if (!person) return undefined;
    return sessions.forForward(`${issuer} ${person.subject} ${person.session}`, async () => {
      const admission = await admit(person, '');
      return 'session' in admission ? admission.session : undefined;
    });
  };
}
