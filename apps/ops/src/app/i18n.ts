import { nextTick } from 'vue';
import { Quasar } from 'quasar';
import { createI18n } from 'vue-i18n';

export const LANGUAGES = ['fr', 'en'] as const;
export type AppLanguage = (typeof LANGUAGES)[number];

interface Messages {
  [key: string]: string | Messages;
}

const KEPT = 'gf.language';
const SHARED = 'app';
const files: Record<string, () => Promise<Messages>> = {
  ...import.meta.glob<Messages>('./locale/*.json', { import: 'default' }),
  ...import.meta.glob<Messages>('../modules/*/locale/*.json', { import: 'default' }),
};
const wanted = new Set<string>([SHARED]);
const loading = new Map<string, Promise<void>>();

/** French counts 0 and 1 as singular; English only 1. A message with three forms has its own for none. */
export function pluralForm(language: AppLanguage, count: number, forms: number): number {
  const isOne = language === 'fr' ? Math.abs(count) < 2 : count === 1;
  if (forms >= 3) return count === 0 ? 0 : isOne ? 1 : 2;
  return isOne || forms < 2 ? 0 : 1;
}

export const i18n = createI18n({
  legacy: false,
  locale: 'fr',
  fallbackLocale: 'fr',
  messages: { fr: {}, en: {} },
  pluralRules: {
    fr: (count: number, forms: number) => pluralForm('fr', count, forms),
    en: (count: number, forms: number) => pluralForm('en', count, forms),
  },
  missingWarn: false,
  fallbackWarn: false,
});

const pathOf = (room: string, language: AppLanguage): string => (room === SHARED ? `./locale/${language}.json` : `../modules/${room}/locale/${language}.json`);

async function fetchWords(room: string, language: AppLanguage): Promise<void> {
  const messages = await files[pathOf(room, language)]?.();
  if (messages !== undefined) i18n.global.mergeLocaleMessage(language, room === SHARED ? messages : { [room]: messages });
}

/** Each file once, however many ask for it; one that did not come is asked for again. */
function load(room: string, language: AppLanguage): Promise<void> {
  const path = pathOf(room, language);
  const asked = loading.get(path) ?? fetchWords(room, language);
  loading.set(path, asked);
  asked.catch(() => loading.delete(path));
  return asked;
}

/** Brings the words of some modules, in the language of the moment; `fr.json` of module `customers` becomes `customers.…`. */
export async function loadWords(rooms: readonly string[]): Promise<void> {
  for (const room of rooms) wanted.add(room);
  await Promise.all(rooms.map((room) => load(room, i18n.global.locale.value)));
}

export function startingLanguage(): AppLanguage {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'fr' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

export async function switchLanguage(language: AppLanguage): Promise<void> {
  await Promise.all([...wanted].map((room) => load(room, language)));
  i18n.global.locale.value = language;
  localStorage.setItem(KEPT, language);
  const pack = language === 'fr' ? await import('quasar/lang/fr.js') : await import('quasar/lang/en-US.js');
  await nextTick();
  Quasar.lang.set(pack.default);
  document.documentElement.lang = `${language}-CA`;
}
