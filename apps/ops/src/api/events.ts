import type { EventType, HubEvent, LiveSignal } from '@gigafibre/contracts';

export interface EventFeed {
  close(): void;
}

export interface EventFeedOptions {
  /** Follow from this position of the log: the `seq` of what was read. Without it, from now on. */
  after?: number;
  /** Only events of these kinds. */
  types?: readonly EventType[];
  onEvent(event: HubEvent): void;
  onState?(open: boolean): void;
}

interface Follower extends EventFeedOptions {
  last: number | undefined;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

const followers = new Set<Follower>();
const watchers = new Set<(signal: LiveSignal) => void>();
let source: EventSource | undefined;
let retryTimer: number | undefined;
let waitMs = FIRST_WAIT_MS;
let isOpen = false;
/** The tab has one stream; this is how far it has come, and where it began. */
let reached: number | undefined;
let began: number | undefined;

function deliver(event: HubEvent): void {
  reached = Math.max(reached ?? 0, event.seq);
  for (const follower of followers) {
    if (follower.last !== undefined && event.seq <= follower.last) continue;
    follower.last = event.seq;
    if (follower.types === undefined || follower.types.includes(event.type)) follower.onEvent(event);
  }
}

function tellState(open: boolean): void {
  isOpen = open;
  for (const follower of followers) follower.onState?.(open);
}

const take = (message: MessageEvent<string>): void => {
  deliver(JSON.parse(message.data) as HubEvent);
};

const tell = (message: MessageEvent<string>): void => {
  const signal = JSON.parse(message.data) as LiveSignal;
  for (const watcher of watchers) watcher(signal);
};

function reconnectLater(): void {
  source?.close();
  source = undefined;
  tellState(false);
  retryTimer = window.setTimeout(() => {
    openFrom(reached);
  }, waitMs);
  waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
}

function openFrom(after: number | undefined): void {
  window.clearTimeout(retryTimer);
  source?.close();
  began = after;
  const stream = new EventSource(after === undefined ? '/v1/events' : `/v1/events?after=${String(after)}`);
  source = stream;
  stream.addEventListener('open', () => {
    waitMs = FIRST_WAIT_MS;
    tellState(true);
  });
  stream.addEventListener('message', take);
  stream.addEventListener('live', tell);
  stream.addEventListener('error', reconnectLater);
}

const isBehind = (after: number | undefined): boolean => after !== undefined && (reached === undefined ? began === undefined || after < began : after < reached);

function closeWhenAlone(): void {
  if (followers.size + watchers.size > 0) return;
  window.clearTimeout(retryTimer);
  source?.close();
  source = undefined;
}

/**
 * Follows what happens, for as long as it is not closed, through the one stream of this tab. After a break it resumes where it
 * stopped. Somebody who asks for events from before the stream's place makes it start over from there; the others do not hear
 * anything twice.
 */
export function followEvents(options: EventFeedOptions): EventFeed {
  const follower: Follower = { ...options, last: options.after };
  followers.add(follower);
  if (source === undefined || isBehind(options.after)) openFrom(options.after ?? reached);
  else options.onState?.(isOpen);
  return {
    close() {
      followers.delete(follower);
      closeWhenAlone();
    },
  };
}

/** Hears what is true for a moment, through the same stream. Nothing of it is ever sent again: read first what you need. */
export function followLive(onSignal: (signal: LiveSignal) => void): EventFeed {
  watchers.add(onSignal);
  if (source === undefined) openFrom(reached);
  return {
    close() {
      watchers.delete(onSignal);
      closeWhenAlone();
    },
  };
}
