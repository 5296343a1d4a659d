import { computed, ref } from 'vue';
import type { DayVisit } from '@gigafibre/contracts';

export const MAPS = ['device', 'google', 'waze', 'apple'] as const;
export type MapApp = (typeof MAPS)[number];

const KEPT = 'gf.navigation';
const isMap = (text: string | null): text is MapApp => MAPS.some((map) => map === text);
const kept = (): MapApp => {
  const text = localStorage.getItem(KEPT);
  return isMap(text) ? text : 'google';
};
const chosen = ref<MapApp>(kept());

interface Goal {
  readonly label: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** The address that opens a map application on the way to a visit. */
export const navigationAddress = ({ location, visit }: DayVisit, map: MapApp): string => mapAddress(location ?? visit.place, map);

/** The address that opens a map application on the way to a place: to the point where it is known, else to the address in words. */
export function mapAddress({ label: words, latitude, longitude }: Goal, map: MapApp): string {
  const point = latitude === null || longitude === null ? undefined : `${String(latitude)},${String(longitude)}`;
  const goal = encodeURIComponent(point ?? words);
  switch (map) {
    case 'device':
      return `geo:${point ?? '0,0'}?q=${encodeURIComponent(point === undefined ? words : `${point}(${words})`)}`;
    case 'google':
      return `https://www.google.com/maps/dir/?api=1&destination=${goal}`;
    case 'waze':
      return `https://waze.com/ul?${point === undefined ? 'q' : 'll'}=${goal}&navigate=yes`;
    case 'apple':
      return `https://maps.apple.com/?daddr=${goal}`;
  }
}

/** Which map application this phone opens; asked once, remembered on the phone. */
export function useNavigation() {
  return {
    map: computed(() => chosen.value),
    choose: (map: MapApp): void => {
      chosen.value = map;
      localStorage.setItem(KEPT, map);
    },
  };
}

const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Roads are longer than the crow's way, and country roads are driven at about this. */
const DETOUR = 1.3;
const KM_PER_MINUTE = 55 / 60;

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** A guess of the drive, made without a network: kilometres by road and minutes. */
export function driveBetween(from: Point, to: Point): { readonly km: number; readonly minutes: number } {
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const arc = half(from.latitude, to.latitude) + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude);
  const km = 2 * EARTH_KM * Math.asin(Math.sqrt(arc)) * DETOUR;
  return { km: Math.round(km * 10) / 10, minutes: Math.max(1, Math.round(km / KM_PER_MINUTE)) };
}

/** Where a visit is, as far as anybody knows. */
export function pointOf({ location, visit }: DayVisit): Point | undefined {
  const { latitude, longitude } = location ?? visit.place;
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}
