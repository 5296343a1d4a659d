const HEAVIEST_LOT = 500;

interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets what comes in while one lot is being written make up the next: many callbacks share one durable write, and each is
 * answered once it is kept. A lot that fails is tried again one by one, so that nobody pays for his neighbour.
 * @param takeAll keeps a lot, all of it or nothing.
 * @param weigh how much of a lot an item takes up; one heavier than a whole lot is a lot of its own.
 */
export function gather<T>(takeAll: (lot: readonly T[]) => Promise<void>, weigh: (item: T) => number = () => 1): (item: T) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  const state = { isRunning: false };

  const takeAlone = async ({ item, resolve, reject }: Waiting<T>): Promise<void> => {
    await takeAll([item]).then(resolve, reject);
  };
  const takeLot = async (lot: readonly Waiting<T>[]): Promise<void> => {
    try {
      await takeAll(lot.map(({ item }) => item));
      for (const { resolve } of lot) resolve();
    } catch {
      for (const one of lot) await takeAlone(one); // each hears of its own fault
    }
  };
  const nextLot = (): readonly Waiting<T>[] => {
    let weight = 0;
    const tooMuch = waiting.findIndex(({ item }) => (weight += weigh(item)) > HEAVIEST_LOT);
    return waiting.splice(0, tooMuch === -1 ? waiting.length : Math.max(1, tooMuch));
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) await takeLot(nextLot());
    state.isRunning = false;
  };
  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (state.isRunning) return;
      state.isRunning = true;
      void run();
    });
}
