import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { isVisitUnderWay } from '@gigafibre/contracts';
import type { DayVisit } from '@gigafibre/contracts';
import { canUpdate, openUpdate } from '../../app/service-worker.ts';
import { useFormats } from '../../app/use-formats.ts';
import { useNow } from '../../ui/use-now.ts';
import { useDayChanges } from './use-day-changes.ts';
import { useFieldDay } from './use-field-day.ts';
import { driveBetween, pointOf } from './use-navigation.ts';
import { useReadiness } from './use-readiness.ts';
import { useWords } from './use-words.ts';

/** The technician's list of the day: what it shows and the way out of it. */
export function useDayPage() {
  const { t } = useI18n();
  const day = useFieldDay();
  const { field, first, visits } = day;
  const router = useRouter();
  const formats = useFormats();
  const now = useNow();
  const readAt = computed(() => field.day.snapshot?.readAt);

  function timeOf(found: DayVisit, withDay: boolean): string {
    const { window, plannedStart } = found.visit;
    if (plannedStart === null) return window === null ? '' : formats.value.window(window);
    return withDay ? formats.value.dayMoment(plannedStart) : window === null ? formats.value.time(plannedStart) : formats.value.window(window);
  }
  /** From the last place worked today to this one, guessed without a network. */
  function driveTo(found: DayVisit): string {
    const worked = visits.value.filter(({ visit }) => visit.arrivedAt !== null && visit.name !== found.visit.name).toSorted((a, b) => Date.parse(b.visit.arrivedAt ?? '') - Date.parse(a.visit.arrivedAt ?? ''));
    const [from, to] = [worked[0] === undefined ? undefined : pointOf(worked[0]), pointOf(found)];
    if (from === undefined || to === undefined) return '';
    const { km, minutes } = driveBetween(from, to);
    return t('tech.day.drive', { km: formats.value.number(Math.max(1, Math.round(km))), minutes: formats.value.minutes(minutes) });
  }
  const unreadOf = ({ work }: DayVisit): number => (work === undefined ? 0 : work.talk.lines.filter(({ side, seq }) => side === 'office' && seq > work.talk.heardByField).length);
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
    driveTo,
    unreadOf,
    ...useDayChanges(),
    readTime: computed(() => (readAt.value === undefined ? '' : t('tech.offline.readAt', { time: formats.value.time(readAt.value) }))),
    leave,
  };
}
