import type { EventType } from '@gigafibre/contracts';
import type { EventFeed } from '../../platform/event-feed.ts';

export interface Remembered<Arguments extends readonly unknown[], T> {
  (...given: Arguments): Promise<T>;
  /** What was read is no longer so. */
  readonly forget: () => void;
}

const MOST_KEPT = 16;

/** Reads once what changes only with an event of one type, whichever hub it happens on. A reading that failed is not kept. */
export function remembered<Arguments extends readonly unknown[], T>(read: (...given: Arguments) => Promise<T>, { feed, changedBy }: { feed: Pick<EventFeed, 'subscribe'>; changedBy: EventType }): Remembered<Arguments, T> {
  const kept = new Map<string, Promise<T>>();
  feed.subscribe((events) => {
    if (events.some(({ type }) => type === changedBy)) kept.clear();
  });
  const ask = (...given: Arguments): Promise<T> => {
    const key = JSON.stringify(given);
    const found = kept.get(key);
    if (found !== undefined) return found;
    if (kept.size >= MOST_KEPT) kept.clear();
    const reading = read(...given);
    kept.set(key, reading);
    reading.catch(() => kept.delete(key));
    return reading;
  };
  return Object.assign(ask, { forget: () => kept.clear() });
}
