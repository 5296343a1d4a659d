import { computed, ref, shallowRef } from 'vue';
import type { CommandPayload, CommandType } from '@gigafibre/contracts';
import { driveQueue } from '../offline/index.ts';
import type { CommandQueue, Phone, QueueItem } from '../offline/index.ts';

const CHANNEL = 'gf-offline';

/** The queue of whoever works with this phone, as the screens follow it. Other tabs' changes show as well. */
export function createFieldQueue(phone: Phone, onArrived: () => void) {
  const items = shallowRef<readonly QueueItem[]>([]);
  const isSignedOut = ref(false);
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  let queue: CommandQueue | undefined;
  let driver: ReturnType<typeof driveQueue> | undefined;
  let arrived = 0;

  async function look(): Promise<void> {
    const asked = queue;
    const found = (await asked?.items()) ?? [];
    if (asked === queue) items.value = found;
  }
  function changed(): void {
    void look();
    channel?.postMessage('changed');
  }
  channel?.addEventListener('message', () => void look());

  function open(technician: string): void {
    close();
    queue = phone.openQueue(technician, changed);
    driver = driveQueue(queue, phone.clock, (drained) => {
      isSignedOut.value = drained.signedOut;
      const now = items.value.filter((item) => item.state === 'acknowledged').length;
      if (now > arrived) onArrived();
      arrived = now;
    });
    void look();
  }
  function close(): void {
    driver?.stop();
    driver = undefined;
    queue = undefined;
    items.value = [];
    isSignedOut.value = false;
  }
  function opened(): CommandQueue {
    if (queue === undefined) throw new Error('Nobody works with this phone');
    return queue;
  }
  /** Resolves once the deed is kept for good; then it leaves whenever it can. @throws when the device cannot keep it. */
  async function enqueue<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<void> {
    await opened().enqueue(type, payload);
    await look();
    driver?.nudge();
  }
  async function settle(act: (queue: CommandQueue) => Promise<void>): Promise<void> {
    await act(opened());
    await look();
    driver?.nudge();
  }

  const unsettled = computed(() => items.value.filter((item) => item.state !== 'acknowledged'));
  return {
    items,
    isSignedOut,
    unsettled,
    waiting: computed(() => unsettled.value.filter((item) => item.state !== 'refused')),
    refused: computed(() => unsettled.value.filter((item) => item.state === 'refused')),
    open,
    close,
    enqueue,
    retry: (counter?: number) => settle((each) => each.retry(counter)),
    discard: (counter: number, instead?: Parameters<CommandQueue['discard']>[1]) => settle((each) => each.discard(counter, instead)),
    correct: (counter: number, payload: Readonly<Record<string, unknown>>) => settle((each) => each.correct(counter, payload)),
    forget: (seq: number) => queue?.forget(seq),
  };
}
