import { computed, ref, watch } from 'vue';
import { useFieldStore } from '../../stores/field/index.ts';
import { dayChanges, seenDay } from './day-changes.ts';
import type { SeenDay } from './day-changes.ts';

const keyOf = (technician: string): string => `gf.seen-day.${technician}`;
function keptFor(technician: string): SeenDay | undefined {
  const text = localStorage.getItem(keyOf(technician));
  return text === null ? undefined : (JSON.parse(text) as SeenDay);
}

/** What dispatch changed while the technician was away, until he says that he has seen it. */
export function useDayChanges() {
  const field = useFieldStore();
  const seen = ref<SeenDay>();
  const owner = computed(() => field.identity?.technician);
  const snapshot = computed(() => field.day.snapshot?.day);

  function remember(): void {
    if (owner.value === undefined || snapshot.value === undefined) return;
    seen.value = seenDay(snapshot.value);
    localStorage.setItem(keyOf(owner.value), JSON.stringify(seen.value));
  }
  watch(owner, (technician) => {
    seen.value = technician === undefined ? undefined : keptFor(technician);
  }, { immediate: true });
  watch(snapshot, (day) => {
    if (day !== undefined && seen.value?.date !== day.date) remember();
  }, { immediate: true });
  return { changes: computed(() => (snapshot.value === undefined ? [] : dayChanges(seen.value, snapshot.value))), remember };
}
