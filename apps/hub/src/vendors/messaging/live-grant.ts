import { importSPKI, jwtVerify } from 'jose';
import type { MessageChannel } from './messaging.port.ts';

const ALGORITHM = 'EdDSA';
const ISSUER = 'gigafibre-outbound';
const TYPE = 'outbound-grant+jwt';
const LONGEST_SECONDS = 30 * 86_400;
const CHANNELS: readonly MessageChannel[] = ['sms', 'email'];

export type OutboundMode = 'sandbox' | 'allowlist' | 'live';

/** What a deployment says of itself, word for word. */
export interface GrantClaim {
  /** `OUTBOUND` as set; anything but exactly `allowlist` or `live` is the sandbox. */
  readonly mode: string;
  /** `DEPLOY_ENV` as set. */
  readonly environment: string;
  /** The signed grant file's text; empty where there is none. */
  readonly grant: string;
  /** The public key that grants are signed with, PEM (SPKI, Ed25519); empty where there is none. */
  readonly publicKey: string;
  /** The account that each channel would send with; empty where there is none. */
  readonly accounts: Readonly<Record<MessageChannel, string>>;
}

export type GrantRefusal = 'sandboxed' | 'not-production' | 'no-grant' | 'bad-grant' | 'other-environment' | 'other-mode' | 'too-long' | 'no-channel';

/**
 * The right to reach real people. Nothing else makes one, and the vendors' transports cannot be built without one:
 * `OUTBOUND` says so, the environment is the one named, a grant signed by a person names this environment, mode, channel
 * and account and has not ended. The kill-switch, the fifth condition, is asked before each message.
 */
export class LiveGrant {
  readonly mode: 'allowlist' | 'live';
  readonly endsAtSeconds: number;
  readonly #channels: ReadonlySet<MessageChannel>;

  private constructor(mode: 'allowlist' | 'live', endsAtSeconds: number, channels: ReadonlySet<MessageChannel>) {
    this.mode = mode;
    this.endsAtSeconds = endsAtSeconds;
    this.#channels = channels;
  }

  /** Whether a message may leave by this channel now. A grant that ends while the hub runs ends for the hub. */
  covers(channel: MessageChannel, nowSeconds: number): boolean {
    return this.#channels.has(channel) && nowSeconds < this.endsAtSeconds;
  }

  /** The grant, or every reason why there is none. It does not throw: whatever is odd means the sandbox. */
  static async claim(claim: GrantClaim, nowSeconds: number): Promise<LiveGrant | readonly GrantRefusal[]> {
    const { mode, environment } = claim;
    if (mode !== 'live' && mode !== 'allowlist') return ['sandboxed'];
    if (mode === 'live' && environment !== 'production') return ['not-production'];
    const signed = await verified(claim, nowSeconds);
    if (signed === undefined) return [claim.grant.trim() === '' || claim.publicKey.trim() === '' ? 'no-grant' : 'bad-grant'];
    const channels = channelsOf(signed, claim);
    const refusals = refusalsOf(signed, claim, channels);
    return refusals.length > 0 ? refusals : new LiveGrant(mode, signed.exp, new Set(channels));
  }
}

type Signed = Readonly<Record<string, unknown>> & { readonly exp: number; readonly iat: number };

function channelsOf(signed: Signed, { accounts }: GrantClaim): MessageChannel[] {
  const granted = textsOf(signed.accounts);
  return CHANNELS.filter((channel) => listOf(signed.channels).includes(channel) && accounts[channel] !== '' && granted[channel] === accounts[channel]);
}

function refusalsOf(signed: Signed, { mode, environment }: GrantClaim, channels: readonly MessageChannel[]): GrantRefusal[] {
  const checks: readonly (readonly [boolean, GrantRefusal])[] = [
    [environment !== '' && signed.environment === environment, 'other-environment'],
    [signed.mode === mode, 'other-mode'],
    [signed.exp - signed.iat <= LONGEST_SECONDS, 'too-long'],
    [channels.length > 0, 'no-channel'],
  ];
  return checks.filter(([isMet]) => !isMet).map(([, refusal]) => refusal);
}

async function verified({ grant, publicKey }: GrantClaim, nowSeconds: number): Promise<Signed | undefined> {
  try {
    const key = await importSPKI(publicKey, ALGORITHM);
    const currentDate = new Date(nowSeconds * 1000);
    const { payload } = await jwtVerify(grant.trim(), key, { algorithms: [ALGORITHM], typ: TYPE, issuer: ISSUER, requiredClaims: ['exp', 'iat'], currentDate });
    const { exp = 0, iat = 0 } = payload;
    return iat <= nowSeconds ? { ...payload, exp, iat } : undefined;
  } catch {
    return undefined; // unreadable, forged or expired: no grant
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});
