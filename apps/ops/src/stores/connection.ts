import { computed, ref } from 'vue';
import { defineStore } from 'pinia';

export type ConnectionState = 'live' | 'reconnecting' | 'offline';

/** Whether what is on screen keeps itself up to date, and since when it has not. */
export const useConnectionStore = defineStore('connection', () => {
  const hasNetwork = ref(navigator.onLine);
  const hasStream = ref(true);
  const lastHeardAt = ref(Date.now());

  const state = computed<ConnectionState>(() => {
    if (!hasNetwork.value) return 'offline';
    return hasStream.value ? 'live' : 'reconnecting';
  });

  /** The stream spoke, or fell silent. */
  function streamIs(open: boolean): void {
    hasStream.value = open;
    if (open) lastHeardAt.value = Date.now();
  }

  function watch(): void {
    window.addEventListener('online', () => {
      hasNetwork.value = true;
    });
    window.addEventListener('offline', () => {
      hasNetwork.value = false;
    });
  }

  return { hasNetwork, state, lastHeardAt, streamIs, watch };
});
