import type { HubEvent } from '@gigafibre/contracts';
import { EVENTS_CHANNEL } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import type { Notifications } from './notifications.ts';

const BATCH = 500;
/** A belt for announcements lost without the connection breaking. */
const LOOK_EVERY_MS = 5000;

/** New events as they are committed, by this hub or another on the same database. */
export interface EventFeed {
  /** The number of the newest event that was handed out. */
  readonly head: number;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (events: readonly HubEvent[]) => void): () => void;
  close(): void;
}

export async function openEventFeed(log: EventLog, notifications: Notifications, onFault: (error: unknown) => void): Promise<EventFeed> {
  const listeners = new Set<(events: readonly HubEvent[]) => void>();
  const state = { head: await log.head(), isReading: false, isAskedAgain: false };

  const look = async (): Promise<void> => {
    state.isAskedAgain = true;
    if (state.isReading) return;
    state.isReading = true;
    try {
      while (takeRequest(state)) {
        const events = await log.after(state.head, BATCH);
        state.head = events.at(-1)?.seq ?? state.head;
        if (events.length > 0) listeners.forEach((listener) => listener(events));
        state.isAskedAgain ||= events.length === BATCH;
      }
    } catch (error) {
      onFault(error);
    } finally {
      state.isReading = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  notifications.on(EVENTS_CHANNEL, () => void look());
  notifications.onGap(() => void look());
  return {
    get head() {
      return state.head;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => clearInterval(timer),
  };
}

function takeRequest(state: { isAskedAgain: boolean }): boolean {
  const asked = state.isAskedAgain;
  state.isAskedAgain = false;
  return asked;
}
