import { computed } from 'vue';
import { isVisitOver, isVisitUnderWay } from '@gigafibre/contracts';
import type { DayVisit } from '@gigafibre/contracts';
import { useFieldStore } from '../../stores/field/index.ts';

const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' });
const isOn = (date: string, found: DayVisit): boolean => found.visit.plannedStart === null || dayOf.format(new Date(found.visit.plannedStart)) <= date;

/** The technician's day in the order in which it is worked: what is under way, then what comes next, then what is over. */
export function useFieldDay() {
  const field = useFieldStore();
  const visits = computed<readonly DayVisit[]>(() => field.day.day?.visits ?? []);
  const date = computed(() => field.day.day?.date ?? '');
  const today = computed(() => visits.value.filter((found) => isOn(date.value, found)));
  const open = computed(() => today.value.filter((found) => !isVisitOver(found.visit.status)));
  const first = computed(() => open.value.find((found) => isVisitUnderWay(found.visit.status)) ?? open.value[0]);
  return {
    field,
    visits,
    first,
    rest: computed(() => open.value.filter((found) => found !== first.value)),
    over: computed(() => today.value.filter((found) => isVisitOver(found.visit.status))),
    later: computed(() => visits.value.filter((found) => !isOn(date.value, found))),
    count: computed(() => {
      const kept = today.value.filter((found) => found.visit.status !== 'cancelled');
      return { done: kept.filter((found) => isVisitOver(found.visit.status)).length, all: kept.length };
    }),
    find: (name: string): DayVisit | undefined => visits.value.find((found) => found.visit.name === name),
  };
}
