import { del, get, update } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';

/** Something kept so that only this login can open it. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/**
 * Keys for what is kept of customers: one for each technician, made at the first thing kept after a sign-in and thrown away at the
 * sign-out. No script can take one off the device, ours included; without it what is left of a drawer is noise (docs/adr/0044).
 */
export interface Seals {
  seal(technician: string, value: unknown): Promise<Sealed>;
  /** @returns undefined when the key has gone, or is another than it was sealed with. */
  open(technician: string, sealed: Sealed): Promise<unknown>;
  discard(technician: string): Promise<void>;
}

const CIPHER = 'AES-GCM';

export function createSeals(store: UseStore): Seals {
  async function keyFor(technician: string): Promise<CryptoKey> {
    const made = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
    // Two tabs may both find none: the first to write gives the key to both.
    await update<CryptoKey>(technician, (before) => before ?? made, store);
    return (await get<CryptoKey>(technician, store)) ?? made;
  }
  return {
    async seal(technician, value) {
      const key = (await get<CryptoKey>(technician, store)) ?? (await keyFor(technician));
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, bytes: await crypto.subtle.encrypt({ name: CIPHER, iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
    },
    async open(technician, { iv, bytes }) {
      const key = await get<CryptoKey>(technician, store);
      if (key === undefined) return undefined;
      try {
        return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: CIPHER, iv }, key, bytes))) as unknown;
      } catch (problem) {
        if (problem instanceof DOMException) return undefined;
        throw problem;
      }
    },
    discard: (technician) => del(technician, store),
  };
}
