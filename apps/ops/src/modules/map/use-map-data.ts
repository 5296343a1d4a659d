import type { Position, VisitCard } from '@gigafibre/contracts';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { pinsOf, routeOf, vansOf, type MapRow } from './map-features.ts';
import type { PositionAge } from './position-age.ts';

/** What the board knows and the map draws. */
export interface MapProps {
  readonly rows: readonly MapRow[];
  readonly unassigned: readonly VisitCard[];
  readonly selected: string | undefined;
  readonly chosen: ReadonlySet<string>;
  /** The technician whose row is under the pointer. */
  readonly hovered: string | undefined;
  readonly alarms: ReadonlyMap<string, readonly unknown[]>;
  /** Seconds since 1970. */
  readonly now: number;
}

/** The board's cards as features of the map, each counted anew only when its own part changes. */
export function useMapData(props: MapProps, positions: ReadonlyMap<string, Position>) {
  const { t } = useI18n();
  const words = ({ state, minutes }: PositionAge): string => (state === 'unknown' ? t('map.age.unknown') : t('map.age.minutes', { n: minutes }));

  const pins = computed(() => pinsOf(props.rows, props.unassigned, props));
  const leadOfSelected = computed(() => props.rows.find(({ visits }) => visits.some(({ name }) => name === props.selected))?.technician.name);
  const routed = computed(() => props.hovered ?? leadOfSelected.value);
  const route = computed(() => routeOf(props.rows.find(({ technician }) => technician.name === routed.value)));
  const vans = computed(() => vansOf(props.rows, positions, props.now, words));
  const visits = computed(() => new Map([...props.unassigned, ...props.rows.flatMap((row) => row.visits)].map((visit) => [visit.name, visit])));
  const technicians = computed(() => new Map(props.rows.map(({ technician }) => [technician.name, technician])));
  return { pins, routed, route, vans, visits, technicians };
}

export type MapData = ReturnType<typeof useMapData>;
