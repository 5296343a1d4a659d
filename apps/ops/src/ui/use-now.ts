import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** The time of day in epoch milliseconds, told anew every half minute. */
export function useNow(everyMs = 30_000): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = window.setInterval(() => {
    now.value = Date.now();
  }, everyMs);
  onScopeDispose(() => {
    window.clearInterval(timer);
  });
  return readonly(now);
}
