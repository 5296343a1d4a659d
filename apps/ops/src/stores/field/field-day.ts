import { computed, ref, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { ApiProblem } from '../../api/http.ts';
import type { ApiCode } from '../../api/http.ts';
import { readDay } from '../../api/phone.ts';
import { dayWith } from '../offline/index.ts';
import type { DaySnapshot, Phone, QueueItem } from '../offline/index.ts';

/** The day as the technician sees it: the last snapshot, and what was done since. */
export function createFieldDay(phone: Phone, items: ShallowRef<readonly QueueItem[]>, onSnapshot: (seq: number) => void) {
  const snapshot = shallowRef<DaySnapshot>();
  const isReading = ref(false);
  const trouble = ref<ApiCode>();
  let technician: string | undefined;

  const counts = (item: QueueItem): boolean => item.state !== 'refused' && item.state !== 'parked';
  const day = computed(() => snapshot.value && dayWith(snapshot.value.day, items.value.filter(counts).map((item) => item.command)));

  async function take(): Promise<void> {
    const owner = technician;
    const read = await readDay();
    // Another technician may have signed in on this phone while the answer was on its way.
    if (owner === undefined || owner !== technician || read.technician.name !== owner) return;
    await phone.days.keep(owner, { day: read, readAt: phone.clock() });
    snapshot.value = await phone.days.read(owner);
    onSnapshot(read.seq);
  }

  /** Asks the hub for the day. What is on screen stays there when no answer comes. */
  async function refresh(): Promise<void> {
    if (technician === undefined || isReading.value) return;
    isReading.value = true;
    try {
      await take();
      trouble.value = undefined;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      trouble.value = problem.code;
    } finally {
      isReading.value = false;
    }
  }

  async function open(owner: string): Promise<void> {
    technician = owner;
    snapshot.value = undefined;
    snapshot.value = await phone.days.read(owner);
  }
  function close(): void {
    technician = undefined;
    snapshot.value = undefined;
    trouble.value = undefined;
  }
  return { snapshot, day, isReading, trouble, refresh, open, close };
}
