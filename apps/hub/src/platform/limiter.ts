import { Problem } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';

const MOST_KEYS = 50_000;

/** Counts what may happen only so often: failed sign-ins of an account, messages to a person. In this process only. */
export interface Limiter {
  /** @throws {Problem} too_many_requests when the key has used up its window. */
  refuseSpent(key: string): void;
  count(key: string): void;
  forget(key: string): void;
}

export function createLimiter({ most, minutes, clock }: { most: number; minutes: number; clock: Clock }): Limiter {
  const windows = new Map<string, { count: number; readonly endsAt: number }>();
  const current = (key: string): { count: number; readonly endsAt: number } | undefined => {
    const window = windows.get(key);
    return window && window.endsAt > clock().epochMilliseconds ? window : undefined;
  };
  return {
    refuseSpent(key) {
      if ((current(key)?.count ?? 0) >= most) throw new Problem('too_many_requests', { detail: `At most ${most} in ${minutes} minutes.` });
    },
    count(key) {
      const window = current(key) ?? { count: 0, endsAt: clock().epochMilliseconds + minutes * 60_000 };
      window.count += 1;
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.keys().next();
      if (windows.size > MOST_KEYS && oldest.done !== true) windows.delete(oldest.value);
    },
    forget: (key) => void windows.delete(key),
  };
}
