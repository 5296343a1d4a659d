import type { Position } from '@gigafibre/contracts';
import { useI18n } from 'vue-i18n';
import { useFormats } from '../../app/use-formats.ts';
import type { MapTarget } from './open-map.ts';
import { ageOf, type PositionAge } from './position-age.ts';
import type { MapData, MapProps } from './use-map-data.ts';

export interface Tip {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is said of a position: never without its age. */
export function useAgeWords(): (age: PositionAge) => string {
  const { t } = useI18n();
  return ({ state, minutes }) => {
    if (state === 'unknown') return t('map.age.unknownSince', { n: minutes });
    return minutes === 0 ? t('map.age.now') : t('map.age.ago', { n: minutes });
  };
}

/** The few words that stand beside the pointer. */
export function useTip(props: MapProps, { visits, technicians }: MapData, positions: ReadonlyMap<string, Position>) {
  const { t } = useI18n();
  const formats = useFormats();
  const ageWords = useAgeWords();

  function ofVan(name: string): Tip | undefined {
    const position = positions.get(name);
    const technician = technicians.value.get(name);
    if (position === undefined || technician === undefined) return undefined;
    const age = ageOf(position.at, props.now);
    const motion = position.speedKmh === null || age.state !== 'current' ? [] : [position.speedKmh < 3 ? t('map.van.stopped') : t('map.van.speed', { n: Math.round(position.speedKmh) })];
    return { title: t('map.van.title', { name: technician.displayName }), lines: [[ageWords(age), ...motion, ...(position.source === 'simulated' ? [t('map.age.simulated')] : [])].join(' · ')] };
  }
  function ofVisit(name: string): Tip | undefined {
    const visit = visits.value.get(name);
    if (visit === undefined) return undefined;
    const lead = technicians.value.get(visit.crew[0]?.technician ?? '')?.displayName;
    const time = visit.plannedStart === null ? [] : [formats.value.time(visit.plannedStart)];
    const alarm = (props.alarms.get(name)?.length ?? 0) > 0 ? [t('map.list.alarm')] : [];
    return { title: visit.customerName, lines: [visit.place.label, [...time, lead ?? t('map.list.unassigned'), ...alarm].join(' · ')] };
  }
  return (target: MapTarget): Tip | undefined => (target.technician === '' ? ofVisit(target.visit) : ofVan(target.technician));
}
