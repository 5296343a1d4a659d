import { messageSW, Workbox } from 'workbox-window';
import { computed, ref } from 'vue';
import { hasUnsaved } from './unsaved.ts';

const waiting = ref<Workbox>();

/** Does the waiting version read all the work that lies unsent on this device? Not before it has said so. */
const readsOurWork = ref(false);

/** A newer version is ready, reads what waits here, and nothing unsaved would be lost by opening it (R46). */
export const canUpdate = computed(() => waiting.value !== undefined && readsOurWork.value && !hasUnsaved.value);

/** What a build reads, by command type. */
export type Spoken = Readonly<Record<string, { readonly current: number; readonly oldest: number }>>;
let judge: (spoken: Spoken) => Promise<boolean> = () => Promise.resolve(true);

/** Asks the waiting version again: work may have come to wait, or have left. */
export async function weighUpdate(): Promise<void> {
  const { waiting: next } = (await navigator.serviceWorker.getRegistration()) ?? {};
  if (next === null || next === undefined) return;
  const spoken = (await messageSW(next, { type: 'SPOKEN' })) as Spoken | undefined;
  readsOurWork.value = spoken !== undefined && (await judge(spoken));
}

/** Lets whoever keeps unsent work judge a new version by what it reads. */
export function judgeUpdates(by: (spoken: Spoken) => Promise<boolean>): void {
  judge = by;
  if (waiting.value !== undefined) void weighUpdate();
}

export const isUpdateWaiting = computed(() => waiting.value !== undefined);

/** Everything the pages need lies on this device. */
export const isReadyOffline = ref(false);

/** Lets the waiting version take over, then opens it. */
export function openUpdate(): void {
  const workbox = waiting.value;
  if (workbox === undefined) return;
  workbox.addEventListener('controlling', () => {
    window.location.reload();
  });
  workbox.messageSkipWaiting();
}

export function registerServiceWorker(file: string): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const workbox = new Workbox(file);
  workbox.addEventListener('waiting', () => {
    waiting.value = workbox;
    void weighUpdate();
  });
  void workbox.register();
  void navigator.serviceWorker.ready.then(({ active }) => {
    isReadyOffline.value = true;
    if (window.location.pathname.startsWith('/ops')) active?.postMessage({ type: 'KEEP_OFFICE' });
  });
}
