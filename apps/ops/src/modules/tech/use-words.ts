import { useI18n } from 'vue-i18n';
import type { Words } from '@gigafibre/contracts';

/** Words that the office wrote in both languages, in the one on screen. */
export function useWords(): (words: Words) => string {
  const { locale } = useI18n();
  return (words) => (locale.value === 'en' ? words.en : words.fr);
}
