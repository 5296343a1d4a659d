import { computed, ref, shallowRef } from 'vue';
import type { CommandPayload, CommandType } from '@gigafibre/contracts';
import { driveQueue } from '../offline/index.ts';
import type { CommandQueue, Phone, QueueItem } from '../offline/index.ts';

const CHANNEL = 'gf-offline';
/** While a long queue leaves, the screens look now and then, not at every command. */
const LOOK_EVERY_MS = 120;

/** What waits and what was refused; what the hub has acknowledged only serves the picture of the day. */
function createCounts() {
  const items = shallowRef<readonly QueueItem[]>([]);
  const unsettled = computed(() => items.value.filter((item) => item.state !== 'acknowledged'));
  const waiting = computed(() => unsettled.value.filter((item) => item.state !== 'refused'));
  const refused = computed(() => unsettled.value.filter((item) => item.state === 'refused'));
  return { items, counts: { unsettled, waiting, refused } };
}

/** Tells this tab and the others that the queue has changed: soon, and once for many changes. */
function createEcho(look: () => void): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  let timer: number | undefined;
  function lookSoon(): void {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      look();
    }, LOOK_EVERY_MS);
  }
  channel?.addEventListener('message', lookSoon);
  return () => {
    if (timer === undefined) channel?.postMessage('changed');
    lookSoon();
  };
}

/** The queue of whoever works with this phone, as the screens follow it. Other tabs' changes show as well. */
export function createFieldQueue(phone: Phone, onArrived: () => void) {
  const { items, counts } = createCounts();
  const isSignedOut = ref(false);
  const isRead = ref(false);
  let queue: CommandQueue | undefined;
  let driver: ReturnType<typeof driveQueue> | undefined;
  let arrived = 0;

  async function look(): Promise<void> {
    const asked = queue;
    const found = (await asked?.items()) ?? [];
    if (asked !== queue || asked === undefined) return;
    items.value = found;
    isRead.value = true;
  }
  const changed = createEcho(() => void look());

  /** Resolves once it is known what waits. */
  async function open(technician: string): Promise<void> {
    close();
    queue = phone.openQueue(technician, changed);
    driver = driveQueue(queue, phone.clock, (drained) => {
      isSignedOut.value = drained.signedOut;
      const now = items.value.filter((item) => item.state === 'acknowledged').length;
      if (now > arrived) onArrived();
      arrived = now;
    });
    await look();
  }
  function close(): void {
    driver?.stop();
    driver = undefined;
    queue = undefined;
    items.value = [];
    isRead.value = false;
    isSignedOut.value = false;
  }
  async function settle<Done>(act: (queue: CommandQueue) => Promise<Done>): Promise<Done> {
    if (queue === undefined) throw new Error('Nobody works with this phone');
    const done = await act(queue);
    await look();
    driver?.nudge();
    return done;
  }

  return {
    items,
    /** Whether `items` is what the store holds: nothing may be said of the queue before. */
    isRead,
    isSignedOut,
    ...counts,
    open,
    close,
    /** Resolves once the deed is kept for good; then it leaves whenever it can. @throws when the device cannot keep it. */
    enqueue: <T extends CommandType>(type: T, payload: CommandPayload<T>) => settle((each) => each.enqueue(type, payload)),
    retry: (counter?: number) => settle((each) => each.retry(counter)),
    discard: (counter: number, instead?: Parameters<CommandQueue['discard']>[1]) => settle((each) => each.discard(counter, instead)),
    correct: (counter: number, payload: Readonly<Record<string, unknown>>) => settle((each) => each.correct(counter, payload)),
    forget: (seq: number) => queue?.forget(seq),
  };
}
