import type { EventType, HubEvent } from '@gigafibre/contracts';

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

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Follows the hub's event stream and resumes where it stopped, for as long as it is not closed.
 * The browser resends `Last-Event-ID` by itself only while it retries by itself; after a hard failure we reconnect and say `after`.
 */
export function followEvents(options: EventFeedOptions): EventFeed {
  let last = options.after;
  let source: EventSource | undefined;
  let timer: number | undefined;
  let waitMs = FIRST_WAIT_MS;
  let isClosed = false;

  const address = (): string => (last === undefined ? '/v1/events' : `/v1/events?after=${String(last)}`);

  function take(message: MessageEvent<string>): void {
    const event = JSON.parse(message.data) as HubEvent;
    if (last !== undefined && event.seq <= last) return;
    last = event.seq;
    if (options.types === undefined || options.types.includes(event.type)) options.onEvent(event);
  }

  function retry(): void {
    source?.close();
    options.onState?.(false);
    if (isClosed) return;
    timer = window.setTimeout(open, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }

  function open(): void {
    source = new EventSource(address(), { withCredentials: true });
    source.addEventListener('open', () => {
      waitMs = FIRST_WAIT_MS;
      options.onState?.(true);
    });
    source.addEventListener('message', take);
    source.addEventListener('event', take);
    source.addEventListener('error', retry);
  }

  open();
  return {
    close() {
      isClosed = true;
      window.clearTimeout(timer);
      source?.close();
    },
  };
}
