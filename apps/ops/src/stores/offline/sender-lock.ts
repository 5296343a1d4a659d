import type { UseStore } from 'idb-keyval';
import { del, update } from 'idb-keyval';
import type { DeviceClock, SenderLock } from './queue-ports.ts';

const LEASE_MS = 60_000;
const LOOK_AGAIN_MS = 2000;

export interface Lease {
  readonly owner: string;
  readonly until: number;
}

/** The browser's own locks: released by the browser when a tab dies. */
export const webLock = (locks: LockManager, name: string): SenderLock => ({ hold: async (work) => await locks.request(name, work) });

/**
 * Where the browser has no locks: a lease in the store, renewed while the work goes on and left to run out when a tab dies.
 * A clock jump can let two tabs send for a minute; the hub does each command once all the same.
 */
export function leaseLock(store: UseStore, owner: string, clock: DeviceClock, wait: (ms: number) => Promise<void>): SenderLock {
  async function take(): Promise<boolean> {
    let mine = false;
    await update<Lease | undefined>(
      'sender',
      (lease) => {
        const now = clock();
        mine = lease === undefined || lease.owner === owner || lease.until <= now || lease.until > now + LEASE_MS;
        return mine ? { owner, until: now + LEASE_MS } : lease;
      },
      store,
    );
    return mine;
  }
  return {
    async hold(work) {
      while (!(await take())) await wait(LOOK_AGAIN_MS);
      const renewal = setInterval(() => void take(), LEASE_MS / 3);
      try {
        return await work();
      } finally {
        clearInterval(renewal);
        await del('sender', store);
      }
    },
  };
}
