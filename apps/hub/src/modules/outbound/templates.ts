import type { Language } from '@gigafibre/contracts';

/** What our own people are sent: its length is part of how the link is kept safe, so nobody edits it. */
export const SMS_TEMPLATES = {
  'tech-link': {
    fr: ({ name, link }: TechLinkWords) => `Gigafibre : bonjour ${name}, votre lien de travail, valide 15 min : ${link}`,
    en: ({ name, link }: TechLinkWords) => `Gigafibre: hello ${name}, your work link, valid 15 min: ${link}`,
  },
} as const satisfies Record<string, Record<Language, (words: never) => string>>;

export interface TechLinkWords {
  readonly name: string;
  readonly link: string;
}
