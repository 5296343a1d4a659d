import { useI18n } from 'vue-i18n';
import type { DayVisit, Words } from '@gigafibre/contracts';

/** Opens the phone's own map application, by the point where it is known. */
export function navigationAddress({ location, visit }: DayVisit): string {
  const { latitude, longitude } = location ?? visit.place;
  const goal = latitude === null || longitude === null ? (location?.label ?? visit.place.label) : `${String(latitude)},${String(longitude)}`;
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(goal)}`;
}

/** Words that the office wrote in both languages, in the one on screen. */
export function useWords(): (words: Words) => string {
  const { locale } = useI18n();
  return (words) => (locale.value === 'en' ? words.en : words.fr);
}
