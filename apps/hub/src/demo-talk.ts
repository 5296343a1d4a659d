import type { Language } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import type { OutboundTables } from './modules/outbound/index.ts';
import type { Insertable } from 'kysely';

/** A customer of the demonstration who has written. */
export interface DemoWriter {
  readonly customer: string;
  readonly customerName: string;
  readonly phone: string;
  readonly language: Language;
}

/** One thing said: by the customer, by a person of the office, or by the hub itself with one of its templates. */
interface Said {
  readonly minutesAgo: number;
  readonly text: string;
  readonly by?: 'reply' | 'visit-on-my-way' | 'visit-survey' | 'survey-thanks' | 'visit-reminder' | 'stop-confirmed';
  readonly keyword?: 'stop';
  readonly media?: number;
}

interface Talk {
  readonly language: Language;
  readonly said: readonly Said[];
  /** Since when somebody waits for a person's answer. */
  readonly waits?: true;
  readonly assignee?: true;
  /** A number that belongs to no customer. */
  readonly stranger?: string;
}

const TALKS: readonly Talk[] = [
  {
    language: 'fr', waits: true,
    said: [
      { minutesAgo: 1310, by: 'visit-reminder', text: 'Gigafibre : rappel de votre rendez-vous de demain, entre 8 h et 12 h. Un adulte doit nous attendre. Un changement? 450 555-0100' },
      { minutesAgo: 14, text: 'Bonjour, est-ce que ça serait possible après 13 h? Je travaille ce matin.' },
    ],
  },
  { language: 'fr', waits: true, said: [{ minutesAgo: 22, text: 'Internet coupé depuis hier soir. La petite lumière « PON » du boîtier clignote en rouge.' }] },
  { language: 'fr', waits: true, said: [{ minutesAgo: 41, text: 'Voici la boîte sur le mur du garage, le fil pend jusqu’à terre.', media: 1 }] },
  { language: 'en', waits: true, said: [{ minutesAgo: 55, text: 'Hi! Is somebody still coming today? I have to pick up the kids at 3.' }] },
  {
    language: 'fr', waits: true, assignee: true,
    said: [
      { minutesAgo: 260, text: 'On déménage le 1er, de Sainte-Martine à Ormstown. On garde le même numéro?' },
      { minutesAgo: 244, by: 'reply', text: 'Bonjour, oui, le numéro vous suit. À quelle adresse exactement, et à partir de quel jour?' },
      { minutesAgo: 97, text: '112, rue Lambton. On a les clés dès le vendredi.' },
    ],
  },
  { language: 'fr', waits: true, said: [{ minutesAgo: 128, text: 'Pour le rendez-vous de jeudi : le code de la barrière est le 4417. Le chien est gentil, il jappe seulement.' }] },
  {
    language: 'en', assignee: true, waits: true,
    said: [
      { minutesAgo: 310, text: 'The Wi-Fi upstairs is very slow since the weekend, downstairs is fine.' },
      { minutesAgo: 301, by: 'reply', text: 'Hello, thank you for writing. Is the modem still in the same place, and how many rooms away is it?' },
      { minutesAgo: 150, text: 'Same place, in the basement. Three walls I would say.' },
    ],
  },
  {
    language: 'fr',
    said: [
      { minutesAgo: 190, by: 'visit-on-my-way', text: 'Gigafibre : votre technicien Marc est en route, arrivée prévue vers 10 h 15.' },
      { minutesAgo: 186, text: 'Parfait, je suis là.' },
      { minutesAgo: 183, by: 'reply', text: 'Merci! À tout de suite.' },
    ],
  },
  {
    language: 'fr',
    said: [
      { minutesAgo: 1500, by: 'visit-survey', text: 'Gigafibre : de 1 à 5, comment a été la visite de Marc? Répondez par un chiffre. ARRET pour ne plus en recevoir.' },
      { minutesAgo: 1466, text: '5' },
      { minutesAgo: 1466, by: 'survey-thanks', text: 'Gigafibre : merci! Un mot de plus pour nous aider? Répondez ici.' },
      { minutesAgo: 1460, text: 'Très courtois, et il a tout ramassé.' },
      { minutesAgo: 1380, by: 'reply', text: 'Merci beaucoup, nous le lui dirons.' },
    ],
  },
  {
    language: 'en',
    said: [
      { minutesAgo: 1605, text: 'Could you send me the invoice of last month again please?' },
      { minutesAgo: 1590, by: 'reply', text: 'Of course: it is on its way to your e-mail address.' },
      { minutesAgo: 1588, text: 'Got it, thanks!' },
      { minutesAgo: 1580, by: 'reply', text: 'You are welcome. Have a nice day!' },
    ],
  },
  { language: 'fr', waits: true, stranger: '+14505550961', said: [{ minutesAgo: 73, text: 'Bonjour, est-ce que la fibre se rend dans le rang Sainte-Anne? Mon voisin l’a.' }] },
  {
    language: 'fr', stranger: '+14505550962',
    said: [
      { minutesAgo: 2890, text: 'Arrêt', keyword: 'stop' },
      { minutesAgo: 2890, by: 'stop-confirmed', text: 'Gigafibre : vous ne recevrez plus de textos de notre part. Pour en recevoir encore : DEBUT.' },
    ],
  },
];

const AGENT = { user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy' };
const OUR_NUMBER = '+14505550100';

/** Rows of the hub's own tables. */
export interface DemoTalk {
  readonly conversations: readonly Insertable<OutboundTables['conversations']>[];
  readonly inbound: readonly Insertable<OutboundTables['inbound_messages']>[];
  readonly outbox: readonly Insertable<OutboundTables['outbox']>[];
  readonly optOuts: readonly Insertable<OutboundTables['opt_outs']>[];
}

/**
 * What customers and the office have written to each other before the first start: twelve conversations, some of which wait.
 * Nothing of it ever left: what we said is as captured as anything that the demonstration says.
 */
export function demoTalk(writers: readonly DemoWriter[], now: Temporal.Instant, newId: () => string): DemoTalk {
  const left = { fr: writers.filter(({ language }) => language === 'fr'), en: writers.filter(({ language }) => language === 'en') };
  const rows = TALKS.flatMap((talk) => {
    const writer = talk.stranger === undefined ? left[talk.language].shift() : { customer: null, customerName: '', phone: talk.stranger };
    return writer === undefined ? [] : [rowsOf(talk, writer, { now, newId })];
  });
  return {
    conversations: rows.map(({ conversation }) => conversation),
    inbound: rows.flatMap(({ inbound }) => inbound).toSorted((one, other) => (one.at < other.at ? -1 : 1)),
    outbox: rows.flatMap(({ outbox }) => outbox),
    optOuts: rows.flatMap(({ inbound }) => inbound.filter(({ keyword }) => keyword === 'stop').map(({ sender_key: key, body, at }) => ({ recipient_key: key, scope: 'all' as const, source: `sms:${body}`, at }))),
  };
}

function rowsOf({ language, said, waits, assignee }: Talk, writer: Omit<DemoWriter, 'customer' | 'language'> & { readonly customer: string | null }, { now, newId }: { now: Temporal.Instant; newId: () => string }) {
  const at = (minutesAgo: number): string => now.subtract({ minutes: minutesAgo }).round('second').toString();
  const inbound = said.filter(({ by }) => by === undefined).map(({ minutesAgo, text, keyword, media = 0 }) => ({ vendor_id: `SMdemo-${newId()}`, sender_key: writer.phone, recipient: OUR_NUMBER, body: text, keyword: keyword ?? null, at: at(minutesAgo), media }));
  const outbox = said.flatMap(({ by, minutesAgo, text }) => (by === undefined ? [] : [outboxRow({ text, by, at: at(minutesAgo) }, { id: newId(), language, writer })]));
  const last = said.at(-1);
  const conversation = {
    ...{ key: writer.phone, customer: writer.customer, customer_name: writer.customerName, attached_by: null, language, ticket: null, job: null },
    ...{ assignee: assignee === true ? AGENT.user : null, assignee_name: assignee === true ? AGENT.displayName : null },
    ...{ last_at: at(last?.minutesAgo ?? 0), last_text: last?.text ?? '', last_direction: last?.by === undefined ? ('in' as const) : ('out' as const), waiting_since: waits === true ? at(last?.minutesAgo ?? 0) : null },
  };
  return { inbound, outbox, conversation };
}

function outboxRow({ text, by, at }: { text: string; by: string; at: string }, { id, language, writer }: { id: string; language: Language; writer: { readonly customer: string | null; readonly customerName: string; readonly phone: string } }): Insertable<OutboundTables['outbox']> {
  const isPerson = by === 'reply';
  return {
    ...{ id, channel: 'sms', recipient: writer.phone, recipient_name: writer.customerName, recipient_key: writer.phone, language, template: by, subject: '', body: text, customer: writer.customer },
    ...{ category: isPerson || by === 'stop-confirmed' || by === 'visit-on-my-way' ? 'critical' : 'service', state: 'captured', reason: 'sandboxed', trace: JSON.stringify([{ policy: 'door', outcome: 'suppress', reason: 'sandboxed' }]) },
    ...{ created_at: at, changed_at: at, due_at: null, attempts: 0, sending_at: null, vendor_id: null, is_marked: false, created_by: isPerson ? AGENT.user : 'outbound' },
    ...{ about_doctype: null, about_name: null, cause: null, command: null },
  };
}
