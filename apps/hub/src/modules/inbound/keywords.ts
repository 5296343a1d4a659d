import { foldText } from '@gigafibre/kernel';
import type { Language } from '@gigafibre/contracts';

/** What a customer's single word asks for, in the language of that word. */
export interface Keyword {
  readonly meaning: 'stop' | 'start' | 'help';
  readonly language: Language;
}

const WORDS: Readonly<Record<Keyword['meaning'], Readonly<Record<Language, readonly string[]>>>> = {
  stop: {
    fr: ['arret', 'arreter', 'arretez', 'desabonner', 'desabonnement', 'desinscrire', 'desinscription'],
    en: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  },
  start: { fr: ['debut', 'reprendre', 'abonner'], en: ['start', 'unstop', 'yes'] },
  help: { fr: ['aide'], en: ['help', 'info'] },
};
/** Politeness that does not change what was asked. */
const POLITE = /\b(?:svp|s il vous plait|s il te plait|please|pls|merci|thanks|me|moi)\b/g;

/** The keyword that a message is, if it is nothing more: « Arrêt », « stop svp », « Me désabonner. »; a sentence is none. */
export function keywordOf(text: string): Keyword | undefined {
  const squeezed = foldText(text).replaceAll(/[^a-z0-9]+/g, ' ').replaceAll(POLITE, '').replaceAll(' ', '');
  for (const [meaning, byLanguage] of Object.entries(WORDS) as [Keyword['meaning'], (typeof WORDS)['stop']][]) {
    for (const [language, words] of Object.entries(byLanguage) as [Language, readonly string[]][]) if (words.includes(squeezed)) return { meaning, language };
  }
  return undefined;
}
