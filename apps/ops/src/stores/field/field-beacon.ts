import { watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { ApiProblem } from '../../api/http.ts';
import { reportPhone } from '../../api/phone.ts';
import { phoneReport } from '../offline/index.ts';
import type { Phone, QueueItem } from '../offline/index.ts';

const SETTLE_MS = 1000;
const APART_MS = 5000;
const HEARTBEAT_MS = 120_000;

interface Watched {
  readonly items: ShallowRef<readonly QueueItem[]>;
  readonly isRead: Ref<boolean>;
  readonly isProtected: () => boolean;
}

/** Tells the hub what this phone has not sent: soon after it changes, and now and then, so that silence means something (R54). */
export function createFieldBeacon(phone: Phone, { items, isRead, isProtected }: Watched) {
  let technician: string | undefined;
  let timer: number | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  function tellSoon(waitMs = SETTLE_MS): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void tell(), Math.max(waitMs, Math.min(APART_MS, lastAt + APART_MS - phone.clock())));
  }
  async function tell(): Promise<void> {
    const owner = technician;
    if (owner === undefined || !isRead.value) return;
    lastAt = phone.clock();
    try {
      const report = phoneReport({ items: items.value, identity: await phone.queueIdentity(owner), isProtected: isProtected(), now: phone.clock() });
      if (owner === technician) await reportPhone(phone.device(), report);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem; // the next change or heartbeat says it all again
    }
    if (owner === technician) tellSoon(HEARTBEAT_MS);
  }

  const soon = (): void => tellSoon();
  watch([items, isRead], () => {
    if (technician !== undefined && isRead.value) tellSoon();
  });
  return {
    open(owner: string): void {
      technician = owner;
      window.addEventListener('online', soon);
      tellSoon();
    },
    close(): void {
      technician = undefined;
      window.clearTimeout(timer);
      window.removeEventListener('online', soon);
    },
  };
}
