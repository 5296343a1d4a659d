import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog, NewEvent } from '../../platform/event-log.ts';
import type { CommandLog } from './commands.ports.ts';

/** A lock holds a connection of the pool for as long as the ERP takes: most connections stay free for everybody else. */
const AT_ONCE = 4;

/** The event log as commands use it: one at a time for each id, whichever hub they come to. */
export function createCommandLog(db: Database, events: EventLog): CommandLog {
  const queueFor = createQueues();
  const slot = createSlots(AT_ONCE);
  return {
    alone: ({ command, lane }, work) =>
      queueFor(lane, () =>
        slot(() =>
          db.transaction().execute(async (transaction) => {
            // Always in this order: two commands in one lane, or one id in two lanes, wait for each other and never in a circle.
            for (const key of [lane, command]) await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7))`.execute(transaction);
            return work();
          }),
        ),
      ),
    find: (command) => events.ofCommand(command),
    append: async (drafts) => {
      const [first, ...others] = drafts as readonly [NewEvent, ...NewEvent[]];
      return events.append([first, ...others]);
    },
  };
}

type Work<T> = () => Promise<T>;

/** Work under the same key waits for its predecessor; work under different keys does not. */
function createQueues(): <T>(key: string, work: Work<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = tails.get(key);
    const own = (before ?? Promise.resolve()).then(work, work);
    tails.set(key, own);
    try {
      return await own;
    } finally {
      if (tails.get(key) === own) tails.delete(key);
    }
  };
}

/** At most so many pieces of work at once; the others wait in the order they came. */
function createSlots(count: number): <T>(work: Work<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  const state = { free: count };
  const release = (): void => {
    const next = waiting.shift();
    if (next === undefined) state.free += 1;
    else next();
  };
  return async (work) => {
    if (state.free > 0) state.free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return work().finally(release);
  };
}
