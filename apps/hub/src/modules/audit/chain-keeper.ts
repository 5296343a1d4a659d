import type { Clock, Temporal } from '@gigafibre/kernel';
import { chainOf, SOURCES } from './chain.ts';
import type { ChainBook, ChainEnd } from './audit.tables.ts';
import type { HeadKeeper } from './heads.ts';

const BATCH = 500;
const AFTER_EVENT_MS = 250;
const EVERY_MS = 30_000;

interface KeeperParts {
  readonly book: ChainBook;
  readonly heads: HeadKeeper;
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

export interface ChainKeeper {
  /** Something was written: the chain follows in a moment. */
  wake(): void;
  /** Chains everything there is, and signs the head when an hour has passed. */
  advance(): Promise<ChainEnd>;
  close(): Promise<void>;
}

/**
 * Follows the logs and chains what was committed. Nobody who gives a command waits for it, and of several hubs on one database
 * one does it at a time. Each hub signs the head it sees once an hour and keeps it in its own second place.
 */
export function createChainKeeper({ book, heads, clock, onFault }: KeeperParts): ChainKeeper {
  const state: { signedHour: string | undefined; signedPosition: number; timer: NodeJS.Timeout | undefined; running: Promise<unknown>; isClosed: boolean } = { signedHour: undefined, signedPosition: 0, timer: undefined, running: Promise.resolve(), isClosed: false };

  async function advance(): Promise<ChainEnd> {
    while ((await book.alone(extend)) === BATCH);
    const end = await book.end();
    const hour = hourOf(clock());
    if (end.position > state.signedPosition && hour !== state.signedHour) {
      const signed = await heads.sign({ position: end.position, hash: end.hash.toString('hex'), at: clock().toString() });
      await heads.keep(signed);
      await book.addHead(signed);
      state.signedHour = hour;
      state.signedPosition = end.position;
    }
    return end;
  }
  const turn = (): Promise<ChainEnd | undefined> => {
    const next = state.running.then(() => (state.isClosed ? undefined : advance()));
    state.running = next.catch(onFault);
    return next;
  };
  const belt = setInterval(() => void turn().catch(() => undefined), EVERY_MS).unref();
  return {
    wake() {
      if (state.timer !== undefined || state.isClosed) return;
      state.timer = setTimeout(() => {
        state.timer = undefined;
        void turn().catch(() => undefined);
      }, AFTER_EVENT_MS).unref();
    },
    advance,
    async close() {
      state.isClosed = true;
      clearInterval(belt);
      clearTimeout(state.timer);
      await state.running;
    },
  };
}

const hourOf = (instant: Temporal.Instant): string => instant.toString().slice(0, 13);

/** Chains one batch of each log. @returns how many rows the fuller one gave. */
async function extend(book: Pick<ChainBook, 'end' | 'after' | 'add'>): Promise<number> {
  const end = await book.end();
  const batches = await Promise.all(SOURCES.map((source) => book.after(source, end.reached[source], BATCH)));
  const links = chainOf(end, batches.flat());
  if (links.length > 0) await book.add(links);
  return Math.max(...batches.map(({ length }) => length));
}
