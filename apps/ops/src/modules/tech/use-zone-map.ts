import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { isVisitOver } from '@gigafibre/contracts';
import ground from '../../ui/ground/base-map.json';
import { useFieldDay } from './use-field-day.ts';
import { drawZone } from './zone-map.ts';

/** Today's stops on a ground of our own shapes. */
export function useZoneMap() {
  const { t } = useI18n();
  const { first, rest, over } = useFieldDay();
  const today = computed(() => [...over.value, ...(first.value === undefined ? [] : [first.value]), ...rest.value]);
  const stops = computed(() =>
    today.value.flatMap(({ visit }, at) => {
      const { latitude, longitude } = visit.place;
      return latitude === null || longitude === null ? [] : [{ name: visit.name, number: at + 1, latitude, longitude, isOver: isVisitOver(visit.status) }];
    }),
  );
  return {
    picture: computed(() => drawZone(ground, stops.value)),
    labels: computed(() => Object.fromEntries(today.value.map(({ visit }, at) => [visit.name, t('tech.map.stop', { number: at + 1, customer: visit.customerName, place: visit.place.label })]))),
  };
}
