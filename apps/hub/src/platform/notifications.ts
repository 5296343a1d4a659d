import pg from 'pg';
import type { PoolConfig } from '@gigafibre/postgres';
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_PAUSE_MS = 5000;

/** What other hubs on the same database announce. */
export interface Notifications {
  on(channel: string, listener: (payload: string) => void): void;
  /** Told after a break in listening, when announcements may have been missed. */
  onGap(listener: () => void): void;
  close(): Promise<void>;
}

/** Listens on one connection of its own, and on a new one whenever that breaks. */
export async function openNotifications(connection: PoolConfig, onBreak: (error: Error) => void): Promise<Notifications> {
  const listeners = new Map<string, ((payload: string) => void)[]>();
  const gapListeners: (() => void)[] = [];
  const state: { client: pg.Client | undefined; isClosing: boolean; asked: Promise<unknown> } = { client: undefined, isClosing: false, asked: Promise.resolve() };

  const join = async (): Promise<void> => {
    const client = new pg.Client({ ...connection, keepAlive: true, application_name: 'gigafibre-hub-listen' });
    client.on('notification', ({ channel, payload = '' }) => listeners.get(channel)?.forEach((listener) => listener(payload)));
    client.on('error', onBreak);
    await client.connect();
    for (const channel of listeners.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    client.once('end', () => {
      if (!state.isClosing) void rejoin();
    });
    state.client = client;
  };
  const rejoin = async (): Promise<void> => {
    for (let waitMs = 100; !state.isClosing; waitMs = Math.min(waitMs * 2, LONGEST_PAUSE_MS)) {
      await pause(waitMs, undefined, { ref: false });
      try {
        await join();
        for (const listener of gapListeners) listener();
        return;
      } catch (error) {
        onBreak(error as Error);
      }
    }
  };

  await join();
  return {
    on(channel, listener) {
      const known = listeners.get(channel);
      if (known) known.push(listener);
      else {
        listeners.set(channel, [listener]);
        const { client } = state;
        state.asked = state.asked.then(() => client?.query(`listen ${pg.escapeIdentifier(channel)}`)).catch(onBreak); // one question at a time on one connection
      }
    },
    onGap: (listener) => void gapListeners.push(listener),
    async close() {
      state.isClosing = true;
      await state.client?.end();
    },
  };
}
