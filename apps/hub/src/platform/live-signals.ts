import type { LiveSignal } from '@gigafibre/contracts';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Notifications } from './notifications.ts';

const LIVE_CHANNEL = 'hub_live';

/**
 * What staff are to see at once and nobody needs to know later: it goes to every hub on the database and is kept nowhere.
 * A signal is small: PostgreSQL announces no more than 8,000 bytes.
 */
export interface LiveSignals {
  publish(signal: LiveSignal): Promise<void>;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (signal: LiveSignal) => void): () => void;
}

export function openLiveSignals(db: Database, notifications: Pick<Notifications, 'on'>): LiveSignals {
  const listeners = new Set<(signal: LiveSignal) => void>();
  notifications.on(LIVE_CHANNEL, (payload) => {
    const signal = JSON.parse(payload) as LiveSignal; // of our own making
    listeners.forEach((listener) => listener(signal));
  });
  return {
    async publish(signal) {
      await sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(signal)})`.execute(db);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
