import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { CalendarDay } from '@gigafibre/contracts';
import { siteDate, Temporal } from '@gigafibre/kernel';
import { readMonth } from '../../../api/board.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { readWeekStart } from '../use-board-view.ts';
import { useCalendar } from '../use-calendar.ts';
import { monthGrid, monthSpan } from './month-grid.ts';

/** The month that the address names, in figures, and the day that the keys stand on. */
export function useMonth() {
  const route = useRoute();
  const router = useRouter();
  const weekStart = readWeekStart();
  const today = siteDate(Temporal.Instant.fromEpochMilliseconds(Date.now())).toString();
  const named = route.query['date'];
  const date = ref(typeof named === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(named) && !Number.isNaN(Date.parse(named)) ? named : today);
  const span = computed(() => monthSpan(date.value, weekStart));
  const asked = useAsk((signal) => readMonth(span.value.from, span.value.days, signal));
  const calendar = useCalendar(computed(() => ({ date: span.value.from, days: span.value.days })));
  watch(() => span.value.from, () => void asked.reload(), { immediate: true });
  watch(date, (next) => void router.replace({ query: { ...route.query, date: next } }));

  const weeks = computed(() => monthGrid(date.value, weekStart, asked.data.value));
  const services = computed(() => new Map<string, CalendarDay>(calendar.value.map((day) => [day.date, day])));
  const goTo = (next: string): void => {
    date.value = next;
  };
  const by = (duration: { readonly days?: number; readonly months?: number }): void => goTo(Temporal.PlainDate.from(date.value).add(duration).toString());
  const open = (day: string): void => void router.push({ name: 'board', query: { ...route.query, date: day, days: undefined } });

  /** @returns whether the key was one of the month's. */
  function onKey(key: string): boolean {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => by({ days: -1 }),
      ArrowRight: () => by({ days: 1 }),
      ArrowUp: () => by({ days: -7 }),
      ArrowDown: () => by({ days: 7 }),
      PageUp: () => by({ months: -1 }),
      PageDown: () => by({ months: 1 }),
      t: () => goTo(today),
    };
    acts[key]?.();
    return acts[key] !== undefined;
  }
  return { asked, date, today, weeks, services, goTo, by, open, onKey };
}
