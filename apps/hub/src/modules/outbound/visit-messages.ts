import type { Actor, HubEvent, Language, OutboxMessage, Window } from '@gigafibre/contracts';
import { SITE_ZONE, Temporal } from '@gigafibre/kernel';
import type { Outbox } from './outbox.ts';
import { inGsmLetters } from './templates.ts';

/** What a customer may be told of a visit; `free` is a person's own words. */
export type VisitMessageTemplate = 'running-late' | 'rescheduled' | 'confirmed' | 'free';

export interface VisitMessage {
  readonly customer: { readonly customerName: string; readonly phone: string; readonly language: Language };
  readonly template: VisitMessageTemplate;
  /** The hour that the sentence speaks of; null only for free text. */
  readonly at: string | null;
  readonly window: Window | null;
  readonly text: string | null;
  readonly visit: string;
  readonly related: HubEvent['related'];
  readonly command: string;
  readonly by: Actor;
}

interface VisitWords {
  readonly date: string;
  readonly time: string;
  /** « entre 8 h et 12 h », or « vers 8 h 15 » where no window was promised. */
  readonly hours: string;
}

const SENTENCES: Readonly<Record<Exclude<VisitMessageTemplate, 'free'>, Record<Language, (words: VisitWords) => string>>> = {
  'running-late': {
    fr: ({ time }) => `Gigafibre : votre technicien a pris du retard, arrivée prévue vers ${time}. Merci de votre patience.`,
    en: ({ time }) => `Gigafibre: we are sorry, your technician is running late. Please expect us around ${time}`,
  },
  rescheduled: {
    fr: ({ date, hours }) => `Gigafibre : votre rendez-vous est déplacé au ${date}, ${hours}. Pas possible? Appelez-nous.`,
    en: ({ date, hours }) => `Gigafibre: your appointment is moved, ${hours} on ${date}. Not possible for you? Please call us.`,
  },
  confirmed: {
    fr: ({ date, hours }) => `Gigafibre : votre rendez-vous du ${date} est confirmé, ${hours}.`,
    en: ({ date, hours }) => `Gigafibre: your appointment is confirmed, ${hours} on ${date}.`,
  },
};

/** What a customer would read: one GSM segment, free text excepted. */
export function visitMessageText({ template, at, window, text, customer: { language } }: Pick<VisitMessage, 'template' | 'at' | 'window' | 'text' | 'customer'>): string {
  if (template === 'free' || at === null) return text ?? '';
  const when = Temporal.Instant.from(at);
  const time = clockText(when, language);
  const hours = template === 'running-late' || window === null || !isWithin(when, window) ? { fr: `vers ${time}`, en: `around ${time}` }[language] : windowText(window, language);
  return inGsmLetters(SENTENCES[template][language]({ date: dateText(when, language), time, hours }));
}

/** Puts what a person tells a customer into the outbox, once for each command. */
export const tellCustomer = (outbox: Pick<Outbox, 'enqueue'>, message: VisitMessage): Promise<OutboxMessage> =>
  outbox.enqueue({
    channel: 'sms',
    to: message.customer.phone,
    toName: message.customer.customerName,
    template: `visit-${message.template}`,
    language: message.customer.language,
    body: visitMessageText(message),
    about: { doctype: 'Dispatch Visit', name: message.visit },
    related: message.related,
    command: message.command,
    by: message.by,
  });

/** Moved out of what was promised, only the hour itself is true. */
const isWithin = (when: Temporal.Instant, { start, end }: Window): boolean => Temporal.Instant.compare(when, start) >= 0 && Temporal.Instant.compare(when, end) <= 0;

function windowText({ start, end }: Window, language: Language): string {
  const [from, until] = [start, end].map((instant) => clockText(Temporal.Instant.from(instant), language));
  return language === 'fr' ? `entre ${from ?? ''} et ${until ?? ''}` : `between ${from ?? ''} and ${until ?? ''}`;
}

/** « 8 h », « 10 h 20 »; `8:00 a.m.`, `1:15 p.m.`. */
function clockText(instant: Temporal.Instant, language: Language): string {
  const { hour, minute } = instant.toZonedDateTimeISO(SITE_ZONE);
  const minutes = String(minute).padStart(2, '0');
  if (language === 'fr') return minute === 0 ? `${hour} h` : `${hour} h ${minutes}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

const dateText = (instant: Temporal.Instant, language: Language): string =>
  instant.toZonedDateTimeISO(SITE_ZONE).toPlainDate().toLocaleString(language === 'fr' ? 'fr-CA' : 'en-CA', { weekday: 'long', day: 'numeric', month: 'long' });
