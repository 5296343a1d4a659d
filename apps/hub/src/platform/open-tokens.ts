import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '@gigafibre/kernel';
import type { Config } from '../config.ts';
import { ConfigRefusal } from '../config-refusal.ts';
import { secretFrom } from '../secret-source.ts';
import type { Database } from './database.ts';
import { createSealedBox, SealBroken } from './sealed-box.ts';
import type { SealedBox } from './sealed-box.ts';
import { createSigningKeys } from './signing-keys.ts';
import type { SigningKeys } from './signing-keys.ts';
import { createTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** What a hub signs and seals with. */
export interface Seals {
  readonly box: SealedBox;
  readonly keys: SigningKeys;
  readonly tokens: Tokens;
}

/**
 * Opens the secret, the keys under it and what they sign.
 * @throws {ConfigRefusal} when the secret is missing, weak, or not the one this database was sealed with.
 */
export async function openSeals({ identity, publicOrigin }: Pick<Config, 'identity' | 'publicOrigin'>, db: Database, clock: Clock): Promise<Seals> {
  const box = openBox(identity);
  const keys = createSigningKeys({ db, clock, box });
  try {
    await keys.signer();
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    throw new ConfigRefusal('The hub’s secret is not the one this database was sealed with: give every hub the same GF_SECRET_FILE, or name the one before in GF_SECRET_PREVIOUS_FILE.', { cause });
  }
  return { box, keys, tokens: createTokens({ keys, issuer: publicOrigin, clock }) };
}

/** @throws {ConfigRefusal} */
export function openBox({ secret, previousSecret }: Config['identity']): SealedBox {
  const present = 'made' in secret ? madeSecret(secret.made) : secretFrom(secret, 'GF_SECRET_FILE');
  return createSealedBox(present, previousSecret === undefined ? undefined : secretFrom(previousSecret, 'GF_SECRET_PREVIOUS_FILE'));
}

function madeSecret(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(48).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // made at an earlier start
  }
  return readFileSync(path, 'utf8').trim();
}
