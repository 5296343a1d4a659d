import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { formatsFor, type Formats } from '../ui/format.ts';

const kept = { fr: formatsFor('fr-CA'), en: formatsFor('en-CA') };

/** The house's formats in the language on screen. */
export function useFormats(): ComputedRef<Formats> {
  const { locale } = useI18n();
  return computed(() => (locale.value === 'en' ? kept.en : kept.fr));
}
