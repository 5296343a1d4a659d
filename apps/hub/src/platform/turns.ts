import { Problem } from '@gigafibre/contracts';

/** Lets few things run at once and few more wait: what costs much, such as checking a password, is no lever against everybody else. */
export interface Turns {
  /** @throws {Problem} too_many_requests when too many wait already. */
  run<Result>(act: () => Promise<Result>): Promise<Result>;
}

export function createTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turns {
  const queue: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    running -= 1;
    queue.shift()?.();
  };
  return {
    async run(act) {
      if (running >= atOnce) {
        if (queue.length >= waiting) throw new Problem('too_many_requests', { detail: 'Too many people are signing in at this moment.' });
        await new Promise<void>((turn) => queue.push(turn));
      }
      running += 1;
      try {
        return await act();
      } finally {
        next();
      }
    },
  };
}
