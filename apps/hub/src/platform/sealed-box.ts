import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';

const SALT = 'gigafibre-fsm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Something was sealed with a secret that this hub does not have, or was altered since. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** Keeps what the database must not show: AES-256-GCM under keys made from the hub's secret. */
export interface SealedBox {
  /** @param about what is sealed and for whom: text sealed about one thing does not open as another. */
  seal(text: string, about: string): string;
  /** @throws {SealBroken} */
  open(sealed: string, about: string): string;
  /** Whether it was sealed with the secret of today, not the one before. */
  isCurrent(sealed: string): boolean;
}

interface Key {
  readonly id: string;
  readonly bytes: Uint8Array;
}

function keyFrom(secret: string): Key {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, SALT, 'sealed-box', 32));
  return { id: hash('sha256', bytes, 'hex').slice(0, 8), bytes };
}

/** @param previous the secret before this one: it still opens, and seals nothing any more. */
export function createSealedBox(secret: string, previous?: string): SealedBox {
  const current = keyFrom(secret);
  const keys = [current, ...(previous === undefined ? [] : [keyFrom(previous)])];
  return {
    seal(text, about) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, about) {
      const [id = '', rest = ''] = sealed.split('.');
      const key = keys.find((one) => one.id === id);
      if (!key) throw new SealBroken('It was sealed with another secret.');
      const bytes = Buffer.from(rest, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(about));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealBroken(`What is sealed about ${about} was altered.`, { cause });
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${current.id}.`),
  };
}
