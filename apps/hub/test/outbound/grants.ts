import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';

/** What a grant says, and whether a person who may sign it has signed it as it should be signed. */
export interface TestGrant {
  readonly text: string;
  readonly isAuthentic: boolean;
  readonly environment: string;
  readonly mode: string;
  readonly channels: readonly string[];
  readonly accounts: Readonly<Record<string, string>>;
  readonly issuedSeconds: number;
  readonly endsSeconds: number;
}

export const ACCOUNTS = { sms: `AC${'0'.repeat(32)}`, email: 'mailjet-key' } as const;
const DAY = 86_400;

type Terms = Omit<TestGrant, 'text' | 'isAuthentic'>;
const termsFrom = (issuedSeconds: number, given: Partial<Terms> = {}): Terms => ({
  environment: 'production', mode: 'live', channels: ['sms', 'email'], accounts: ACCOUNTS, issuedSeconds, endsSeconds: issuedSeconds + 30 * DAY, ...given,
});

const sign = ({ environment, mode, channels, accounts, issuedSeconds, endsSeconds }: Terms, key: CryptoKey, header: { alg: string; typ: string }, issuer = 'gigafibre-outbound') =>
  new SignJWT({ environment, mode, channels, accounts }).setProtectedHeader(header).setIssuer(issuer).setIssuedAt(issuedSeconds).setExpirationTime(endsSeconds).sign(key);

export interface GrantBook {
  /** PEM of the key that grants are checked with. */
  readonly publicKey: string;
  /** The first is what a grant should be; the others each miss something. */
  readonly grants: readonly TestGrant[];
}

/** Grants of every kind, issued at one moment: good ones, and ones wrong in one way each. */
export async function makeGrants(issuedSeconds: number): Promise<GrantBook> {
  const [right, other] = await Promise.all([generateKeyPair('EdDSA', { extractable: true }), generateKeyPair('EdDSA')]);
  const header = { alg: 'EdDSA', typ: 'outbound-grant+jwt' };
  const good = await Promise.all(
    [
      {}, { mode: 'allowlist', environment: 'staging' }, { mode: 'allowlist' }, { environment: 'staging' }, { channels: ['sms'] }, { channels: ['email'] }, { channels: [] },
      { accounts: { ...ACCOUNTS, sms: 'ACother' } }, { accounts: { email: ACCOUNTS.email } }, { endsSeconds: issuedSeconds + DAY }, { endsSeconds: issuedSeconds + 31 * DAY }, { environment: 'Production' },
    ].map(async (given): Promise<TestGrant> => {
      const terms = termsFrom(issuedSeconds, given);
      return { ...terms, text: await sign(terms, right.privateKey, header), isAuthentic: true };
    }),
  );
  const terms = termsFrom(issuedSeconds);
  const signed = await sign(terms, right.privateKey, header);
  const publicKey = await exportSPKI(right.publicKey);
  const secret = new TextEncoder().encode(publicKey) as unknown as CryptoKey;
  const [head = '', payload = '', signature = ''] = signed.split('.');
  const forged = [
    '', 'live', '{}', signed.slice(0, -2), `${head}.${payload}.`,
    `${Buffer.from('{"alg":"none","typ":"outbound-grant+jwt"}').toString('base64url')}.${payload}.`,
    `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), exp: 9_999_999_999 })).toString('base64url')}.${signature}`,
    await sign(terms, other.privateKey, header),
    await sign(terms, secret, { ...header, alg: 'HS256' }),
    await sign(terms, right.privateKey, { ...header, typ: 'JWT' }),
    await sign(terms, right.privateKey, header, 'somebody-else'),
  ];
  return { publicKey, grants: [...good, ...forged.map((text) => ({ ...terms, text, isAuthentic: false }))] };
}
