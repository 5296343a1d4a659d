import { computed } from 'vue';
import { useRouter } from 'vue-router';
import { isVisitUnderWay } from '@gigafibre/contracts';
import type { DayVisit } from '@gigafibre/contracts';
import { canUpdate, openUpdate } from '../../app/service-worker.ts';
import { useFormats } from '../../app/use-formats.ts';
import { useNow } from '../../ui/use-now.ts';
import { useFieldDay } from './use-field-day.ts';
import { useReadiness } from './use-readiness.ts';
import { useWords } from './use-words.ts';

/** The technician's list of the day: what it shows and the way out of it. */
export function useDayPage() {
  const day = useFieldDay();
  const { field, first } = day;
  const router = useRouter();
  const formats = useFormats();
  const now = useNow();
  const readAt = computed(() => field.day.snapshot?.readAt);

  function timeOf(found: DayVisit, withDay: boolean): string {
    const { window, plannedStart } = found.visit;
    if (plannedStart === null) return window === null ? '' : formats.value.window(window);
    return withDay ? formats.value.dayMoment(plannedStart) : window === null ? formats.value.time(plannedStart) : formats.value.window(window);
  }
  async function leave(): Promise<void> {
    await field.signOut();
    await router.replace({ name: 'tech-day' });
  }
  return {
    ...day,
    formats,
    words: useWords(),
    isUnderWay: computed(() => first.value !== undefined && isVisitUnderWay(first.value.visit.status)),
    age: computed(() => (readAt.value === undefined ? '' : formats.value.age(readAt.value, now.value))),
    readiness: useReadiness(),
    canUpdate,
    openUpdate,
    timeOf,
    leave,
  };
}
