import type { Drained } from './drain.ts';
import type { CommandQueue } from './queue.ts';

const LONGEST_SLEEP_MS = 300_000;

/**
 * Drains a queue whenever it may help: now, when the network comes back, when the app is looked at again, and when the next attempt is due.
 * Background Sync is not relied on: half of the phones have none.
 * @returns a function that stops it.
 */
export function driveQueue(queue: CommandQueue, clock: () => number, onDrained: (drained: Drained) => void): { nudge: () => void; stop: () => void } {
  let timer: number | undefined;
  let isStopped = false;

  async function drain(): Promise<void> {
    window.clearTimeout(timer);
    if (isStopped) return;
    const drained = await queue.drain();
    const { nextAt } = drained;
    window.clearTimeout(timer);
    if (nextAt !== undefined) timer = window.setTimeout(nudge, Math.min(LONGEST_SLEEP_MS, Math.max(250, nextAt - clock())));
    onDrained(drained);
  }
  const nudge = (): void => {
    void drain();
  };
  const insist = (): void => {
    queue.resume();
    nudge();
  };
  const look = (): void => {
    if (document.visibilityState === 'visible') insist();
  };

  window.addEventListener('online', insist);
  document.addEventListener('visibilitychange', look);
  nudge();
  return {
    nudge,
    stop() {
      isStopped = true;
      window.clearTimeout(timer);
      window.removeEventListener('online', insist);
      document.removeEventListener('visibilitychange', look);
    },
  };
}
