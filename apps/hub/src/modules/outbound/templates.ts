import type { Language } from '@gigafibre/contracts';

/** Sentences of our SMS. Each fits one GSM segment with its longest values; the tests hold that. */
export const SMS_TEMPLATES = {
  'tech-link': {
    fr: ({ name, link }: TechLinkWords) => `Gigafibre : bonjour ${name}, votre lien de travail, valide 15 min : ${link}`,
    en: ({ name, link }: TechLinkWords) => `Gigafibre: hello ${name}, your work link, valid 15 min: ${link}`,
  },
  'stop-confirmed': {
    fr: () => 'Gigafibre : vous ne recevrez plus de textos de notre part. Pour en recevoir encore : DEBUT.',
    en: () => 'Gigafibre: you will get no more texts from us. To get them again: START.',
  },
  'start-confirmed': {
    fr: () => 'Gigafibre : vous recevrez de nouveau nos textos. Pour ne plus en recevoir : ARRET',
    en: () => 'Gigafibre: you will get our texts again. To stop them: STOP',
  },
  'help-answer': {
    fr: ({ phone }: HelpWords) => `Gigafibre : textos sur vos rendez-vous et vos billets. Aide : ${phone}. Pour ne plus en recevoir : ARRET`,
    en: ({ phone }: HelpWords) => `Gigafibre: texts about your appointments and tickets. Help: ${phone}. To get no more of them: STOP`,
  },
} as const satisfies Record<string, Record<Language, (words: never) => string>>;

export interface HelpWords {
  readonly phone: string;
}

export interface TechLinkWords {
  readonly name: string;
  readonly link: string;
}

const FOREIGN: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', '’': "'", '\u00a0': ' ', '\u202f': ' ', É: 'É', Ç: 'Ç' };

/** A text in letters the GSM alphabet has: « Françoise » becomes « Francoise », « Éric » stays. Names, not sentences. */
export const inGsmLetters = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) => FOREIGN[letter] ?? (/[éèàùìòÉäöñüÄÖÑÜ]/.test(letter) ? letter : letter.normalize('NFD').replaceAll(/\p{Diacritic}/gu, ''))).join('');
