import { allowInsecureRequests, AuthorizationResponseError, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientError, ClientSecretPost, discovery, enableNonRepudiationChecks, None, randomNonce, randomPKCECodeVerifier, randomState, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import type { Configuration } from 'openid-client';
import type { ProviderConfig } from '../../config-identity.ts';
import type { ProvedPerson } from './identity.port.ts';
import { personIn } from './provider-tokens.ts';

const TIMEOUT_SECONDS = 5;
const SCOPE = 'openid profile email';

/** What has to be remembered between leaving for the provider and coming back. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The provider does not answer, did not let the person in, or its answer was not in order: why, for the log. */
export interface Refused {
  readonly fault: Error;
}

/** The authorization code flow with PKCE, state and nonce, in which the hub itself is the provider's client. */
export interface CodeFlow {
  depart(): Promise<{ readonly address: string; readonly departure: Departure } | Refused>;
  arrive(callback: URL, departure: Departure): Promise<{ readonly person: ProvedPerson } | Refused>;
  /** Where the provider keeps its public keys and ends its sessions; nothing while it does not answer. */
  addresses(): Promise<{ readonly keys: string | undefined; readonly endSession: string | undefined }>;
}

export interface CodeFlowDeps {
  readonly provider: ProviderConfig;
  readonly clientSecret: string | undefined;
  /** Where the provider sends people back to. */
  readonly redirect: string;
}

export function createCodeFlow({ provider, clientSecret, redirect }: CodeFlowDeps): CodeFlow {
  const state: { found: Promise<Configuration> | undefined } = { found: undefined };
  const discover = (): Promise<Configuration> => {
    const isPlain = provider.issuer.startsWith('http:'); // on this machine only: the configuration refuses it elsewhere
    const metadata = { id_token_signed_response_alg: provider.algorithm, ...(clientSecret === undefined ? {} : { client_secret: clientSecret }) };
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; only where the issuer is on this machine
    const execute = [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])];
    return discovery(new URL(provider.issuer), provider.clientId, metadata, clientSecret === undefined ? None() : ClientSecretPost(clientSecret), { timeout: TIMEOUT_SECONDS, execute });
  };
  /** Asked once; a provider that does not answer is asked again the next time. */
  const configured = async (): Promise<Configuration> => {
    state.found ??= discover();
    try {
      return await state.found;
    } catch (cause) {
      state.found = undefined;
      throw new TypeError('The provider does not answer.', { cause });
    }
  };
  return {
    depart: () =>
      orRefused(async () => {
        const departure = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
        const challenge = await calculatePKCECodeChallenge(departure.verifier);
        const address = buildAuthorizationUrl(await configured(), { redirect_uri: redirect, scope: SCOPE, state: departure.state, nonce: departure.nonce, code_challenge: challenge, code_challenge_method: 'S256' });
        return { address: address.href, departure };
      }),
    arrive: (callback, { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier }) =>
      orRefused(async () => {
        const tokens = await authorizationCodeGrant(await configured(), callback, { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true });
        const person = personIn(tokens.claims() ?? {}, provider.account);
        return person ? { person } : { fault: new Error('The provider names no account.') };
      }),
    async addresses() {
      const found = await orRefused(configured);
      if ('fault' in found) return { keys: undefined, endSession: undefined };
      const { jwks_uri, end_session_endpoint } = found.serverMetadata();
      return { keys: jwks_uri, endSession: end_session_endpoint };
    },
  };
}

async function orRefused<Result>(act: () => Promise<Result | Refused>): Promise<Result | Refused> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof Error) || !isRefusal(cause)) throw cause;
    return { fault: cause };
  }
}

const isRefusal = (cause: unknown): boolean => [AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError].some((kind) => cause instanceof kind) || cause instanceof TypeError;
