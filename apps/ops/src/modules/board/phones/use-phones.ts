import { computed, onScopeDispose, shallowReactive, shallowRef, watch } from 'vue';
import type { PhoneAccount } from '@gigafibre/contracts';
import { followLive } from '../../../api/events.ts';
import { ApiProblem } from '../../../api/http.ts';
import { readPhones, settleLostWork } from '../../../api/phones.ts';
import { makeSame } from '../same-set.ts';
import { unsentByTechnician, type Unsent } from './unsent.ts';

const SETTLE_MS = 400;
/** A belt: what the stream did not bring. */
const LOOK_EVERY_MS = 60_000;

/** What the technicians' phones have not sent, kept up to date (R54). */
export function usePhones() {
  const accounts = shallowRef<readonly PhoneAccount[]>([]);
  const found = computed(() => unsentByTechnician(accounts.value));
  const unsent = shallowReactive(new Map<string, Unsent>());
  const stale = shallowReactive(new Set<string>());
  let timer: number | undefined;

  async function read(): Promise<void> {
    try {
      accounts.value = (await readPhones()).phones;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause; // the old ones stay and grow old
    }
  }
  function readSoon(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void read(), SETTLE_MS);
  }
  watch(found, (now) => {
    for (const name of unsent.keys()) if (!now.unsent.has(name)) unsent.delete(name);
    for (const [name, each] of now.unsent) unsent.set(name, each);
    makeSame(stale, now.stale);
  });
  const live = followLive((signal) => {
    if (signal.topic === 'phones') readSoon();
  });
  const looking = window.setInterval(() => void read(), LOOK_EVERY_MS);
  onScopeDispose(() => {
    live.close();
    window.clearInterval(looking);
    window.clearTimeout(timer);
  });
  void read();

  async function settle(technician: string, device: string): Promise<void> {
    await settleLostWork(technician, device);
    await read();
  }
  return { unsent, stale, settle };
}
