import type { TemplateTexts } from '@gigafibre/contracts';

/** Blanks that a text may have, with the longest that each is filled with. */
export const VARIABLES = {
  date: { fr: 'mercredi 23 septembre', en: 'Wednesday, September 23' },
  time: { fr: '10 h 45', en: '10:45 a.m.' },
  hours: { fr: 'entre 10 h 45 et 16 h 45', en: 'between 10:45 a.m. and 4:45 p.m.' },
  technician: { fr: 'Jean-Francois-Xavier', en: 'Jean-Francois-Xavier' },
  phone: { fr: '450 555-0100', en: '450 555-0100' },
} as const;
export type Variable = keyof typeof VARIABLES;

export interface TemplateSeed {
  readonly channel: 'sms' | 'email';
  readonly variables: readonly Variable[];
  /** Version 0: as delivered with the program. */
  readonly texts: TemplateTexts;
  /** The word that lets the reader leave, where the law asks for one. */
  readonly exit?: Readonly<Record<'fr' | 'en', string>>;
}

const sms = (fr: string, en: string): TemplateTexts => ({ fr: { subject: '', body: fr }, en: { subject: '', body: en } });
const VISIT = ['date', 'time', 'hours', 'technician', 'phone'] as const;
const LEAVE = { fr: 'ARRET', en: 'STOP' };

/** Every sentence that the hub says by itself to a customer. Each fits one GSM segment with its longest values; the tests hold that. */
export const TEMPLATE_SEEDS = {
  'visit-confirmed': { channel: 'sms', variables: VISIT, texts: sms('Gigafibre : votre rendez-vous du {{ date }} est confirmé, {{ hours }}.', 'Gigafibre: your appointment is confirmed, {{ hours }} on {{ date }}.') },
  'visit-rescheduled': {
    channel: 'sms',
    variables: VISIT,
    texts: sms('Gigafibre : votre rendez-vous est déplacé au {{ date }}, {{ hours }}. Pas possible? Appelez-nous.', 'Gigafibre: your appointment is moved, {{ hours }} on {{ date }}. Not possible for you? Please call us.'),
  },
  'visit-running-late': {
    channel: 'sms',
    variables: VISIT,
    texts: sms('Gigafibre : votre technicien a pris du retard, arrivée prévue vers {{ time }}. Merci de votre patience.', 'Gigafibre: we are sorry, your technician is running late. Please expect us around {{ time }}'),
  },
  'visit-reminder': {
    channel: 'sms',
    variables: VISIT,
    texts: sms('Gigafibre : rappel de votre rendez-vous du {{ date }}, {{ hours }}. Un adulte doit nous attendre. Un changement? {{ phone }}', 'Gigafibre: reminder, appointment {{ hours }} on {{ date }}. An adult must be there. Cannot make it? {{ phone }}'),
  },
  'visit-on-my-way': { channel: 'sms', variables: VISIT, texts: sms('Gigafibre : votre technicien {{ technician }} est en route, arrivée prévue vers {{ time }}.', 'Gigafibre: your technician {{ technician }} is on the way, expected around {{ time }}') },
  'visit-done': { channel: 'sms', variables: VISIT, texts: sms('Gigafibre : le travail est terminé chez vous. Une question? {{ phone }}. Merci!', 'Gigafibre: the work at your place is done. A question? {{ phone }}. Thank you!') },
  'visit-survey': {
    channel: 'sms',
    variables: VISIT,
    exit: LEAVE,
    texts: sms('Gigafibre : de 1 à 5, comment a été la visite de {{ technician }}? Répondez par un chiffre. ARRET pour ne plus en recevoir.', 'Gigafibre: from 1 to 5, how was the visit of {{ technician }}? Answer with a number. STOP to hear no more from us.'),
  },
  'survey-thanks': { channel: 'sms', variables: ['phone'], texts: sms('Gigafibre : merci! Un mot de plus pour nous aider? Répondez ici.', 'Gigafibre: thank you! Anything to add that would help us? Answer here.') },
  'stop-confirmed': {
    channel: 'sms',
    variables: [],
    exit: { fr: 'DEBUT', en: 'START' },
    texts: sms('Gigafibre : vous ne recevrez plus de textos de notre part. Pour en recevoir encore : DEBUT.', 'Gigafibre: you will get no more texts from us. To get them again: START.'),
  },
  'start-confirmed': { channel: 'sms', variables: [], exit: LEAVE, texts: sms('Gigafibre : vous recevrez de nouveau nos textos. Pour ne plus en recevoir : ARRET', 'Gigafibre: you will get our texts again. To stop them: STOP') },
  'help-answer': {
    channel: 'sms',
    variables: ['phone'],
    exit: LEAVE,
    texts: sms('Gigafibre : textos sur vos rendez-vous et vos billets. Aide : {{ phone }}. Pour ne plus en recevoir : ARRET', 'Gigafibre: texts about your appointments and tickets. Help: {{ phone }}. To get no more of them: STOP'),
  },
} as const satisfies Record<string, TemplateSeed>;

export type TemplateName = keyof typeof TEMPLATE_SEEDS;
export const TEMPLATE_NAMES = Object.keys(TEMPLATE_SEEDS) as TemplateName[];
export const seedOf = (name: TemplateName): TemplateSeed => TEMPLATE_SEEDS[name];
export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(TEMPLATE_SEEDS, name);
