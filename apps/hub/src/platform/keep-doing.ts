import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 1000;

/**
 * Does pieces of work one after the other for as long as the hub runs, and rests while there is none.
 * @param work does one piece and gives whether there was one.
 * @returns a function that stops it after the piece in hand.
 */
export function keepDoing(work: () => Promise<boolean>, onError: (error: unknown) => void): () => Promise<void> {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const wasBusy = await work().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (!wasBusy) await pause(PAUSE_MS, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}
