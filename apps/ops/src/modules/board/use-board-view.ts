import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { siteDate, Temporal } from '@gigafibre/kernel';
import { DENSITIES, firstDate, scaleOfDays, type Density, type WeekStart } from './board-scale.ts';
import { queryFromView, viewFromQuery, type BoardView } from './view-state.ts';

const KEPT_DENSITY = 'gf.board.density';
const KEPT_WEEK_START = 'gf.board.weekStart';

function usualDensity(): Density {
  const kept = localStorage.getItem(KEPT_DENSITY);
  return kept !== null && kept in DENSITIES ? (kept as Density) : 'compact';
}

/** The day that this reader's weeks begin on. */
export const readWeekStart = (): WeekStart => (localStorage.getItem(KEPT_WEEK_START) === 'sunday' ? 'sunday' : 'monday');

/** What part of the board is looked at, kept in the address so that a link restores it (F14). */
export function useBoardView(nowSeconds: () => number) {
  const route = useRoute();
  const router = useRouter();
  const usual = ref(usualDensity());
  const today = computed(() => siteDate(Temporal.Instant.fromEpochMilliseconds(nowSeconds() * 1000)).toString());
  const view = ref<BoardView>(viewFromQuery(route.query, today.value, usual.value));
  const weekStart = ref<WeekStart>(readWeekStart());
  /** The days shown: a week from its first day, whichever of its days is looked at. */
  const days = computed(() => ({ date: firstDate(view.value.date, view.value.days, weekStart.value), days: view.value.days }));
  const scale = computed(() => scaleOfDays(days.value.date, days.value.days));

  watch(view, (next) => {
    void router.replace({ query: queryFromView(next, today.value, usual.value) });
  });

  function change(patch: Partial<BoardView>): void {
    if (patch.density !== undefined) {
      localStorage.setItem(KEPT_DENSITY, patch.density);
      usual.value = patch.density;
    }
    view.value = { ...view.value, ...patch };
  }

  function beginWeekOn(day: WeekStart): void {
    localStorage.setItem(KEPT_WEEK_START, day);
    weekStart.value = day;
  }

  const goBy = (days: number): void => change({ date: Temporal.PlainDate.from(view.value.date).add({ days }).toString() });
  const goToMonth = (): void => void router.push({ name: 'board-month', query: { date: view.value.date } });
  const goToday = (): void => change({ date: today.value });
  return { view, days, scale, today, weekStart, change, beginWeekOn, goBy, goToday, goToMonth };
}

export type BoardViewState = ReturnType<typeof useBoardView>;
