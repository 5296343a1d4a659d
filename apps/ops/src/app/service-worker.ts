import { Workbox } from 'workbox-window';
import { computed, ref } from 'vue';
import { hasUnsaved } from './unsaved.ts';

const waiting = ref<Workbox>();

/** A newer version is ready and nothing unsaved would be lost by opening it. */
export const canUpdate = computed(() => waiting.value !== undefined && !hasUnsaved.value);

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
  });
  void workbox.register();
  void navigator.serviceWorker.ready.then(({ active }) => {
    isReadyOffline.value = true;
    if (window.location.pathname.startsWith('/ops')) active?.postMessage({ type: 'KEEP_OFFICE' });
  });
}
