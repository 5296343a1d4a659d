import type { Random } from '@gigafibre/kernel';

/** One life of a tab: when it has died, nothing it waits for ever comes back to it. */
export interface Life {
  isDead: boolean;
}

interface Pending {
  readonly life: Life;
  readonly perform: () => Promise<void>;
  /** Lets it take effect without anybody hearing of it. */
  readonly spend: () => Promise<void>;
}

/** Every await of every tab passes through here, and goes on when its turn is drawn: one schedule of many. */
export interface Scheduler {
  /** Waits for its turn, then does it whole. */
  readonly turn: <T>(life: Life, act: () => T | Promise<T>) => Promise<T>;
  /** Lets one waiting thing happen. @returns whether there was any. */
  step(): Promise<boolean>;
  /** The tab dies: each thing it waits for has taken effect or not, as the draw has it. */
  kill(life: Life): Promise<void>;
  readonly isIdle: () => boolean;
}

const quiet = (): Promise<void> => new Promise((resolve) => {
    setImmediate(resolve);
  });
export const pick = <T>(from: readonly T[], random: Random): T | undefined => from[Math.floor(random() * from.length)];

export function createScheduler(random: Random): Scheduler {
  const waiting: Pending[] = [];
  return {
    turn: (life, act) =>
      new Promise((resolve, reject) => {
        if (life.isDead) return;
        const spend = async (): Promise<void> => {
          await act();
        };
        const perform = async (): Promise<void> => {
          try {
            resolve(await act());
          } catch (cause) {
            reject(cause instanceof Error ? cause : new Error(String(cause)));
          }
        };
        waiting.push({ life, perform, spend });
      }),
    async step() {
      const at = Math.floor(random() * waiting.length);
      const [next] = waiting.splice(at, 1);
      if (next === undefined) return false;
      await next.perform();
      await quiet();
      return true;
    },
    async kill(life) {
      life.isDead = true;
      const its = waiting.filter((each) => each.life === life);
      for (const each of its) {
        waiting.splice(waiting.indexOf(each), 1);
        if (random() < 0.5) await each.spend().catch(() => undefined);
      }
      await quiet();
    },
    isIdle: () => waiting.length === 0,
  };
}

/** The browser's locks, as far as they are used: one holder, the next in line when it ends or dies. */
export function createLocks(scheduler: Scheduler) {
  interface Waiter {
    readonly life: Life;
    readonly enter: () => void;
  }
  let holder: Waiter | undefined;
  let line: Waiter[] = [];

  function pass(): void {
    if (holder?.life.isDead === true) holder = undefined;
    line = line.filter(({ life }) => !life.isDead);
    if (holder !== undefined) return;
    holder = line.shift();
    holder?.enter();
  }
  return {
    pass,
    isHeldBy: (life: Life): boolean => holder?.life === life,
    of: (life: Life): Pick<LockManager, 'request'> => ({
      request: (async (_name: string, work: () => Promise<unknown>) => {
        await new Promise<void>((resolve) => {
          line.push({ life, enter: () => void scheduler.turn(life, () => undefined).then(resolve) });
          pass();
        });
        try {
          return await work();
        } finally {
          holder = undefined;
          pass();
        }
      }) as LockManager['request'],
    }),
  };
}
