import type { Clock } from '@gigafibre/kernel';

/** What requests ask again and again, kept for a short while. */
export interface Remembered<T> {
  /** What is known under a key, else what `read` gives; that there is nothing is not remembered. */
  get(key: string, read: () => Promise<T | undefined>): Promise<T | undefined>;
  /** Forgets everything, what is being read at this moment included. */
  forget(): void;
}

/** How long a change made by another process on the same database may go unnoticed. */
const LIFE_MS = 3000;

export function remember<T>(clock: Clock): Remembered<T> {
  let kept = new Map<string, { value: T; until: number }>();
  return {
    get: async (key, read) => {
      const now = clock().epochMilliseconds;
      const known = kept.get(key);
      if (known !== undefined && now < known.until) return known.value;
      // A read that a change overtakes ends in a map nobody looks into any more.
      const place = kept;
      const value = await read();
      if (value === undefined) place.delete(key);
      else place.set(key, { value, until: now + LIFE_MS });
      return value;
    },
    forget: () => {
      kept = new Map();
    },
  };
}
