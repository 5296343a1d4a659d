import type { Language, Window } from '@gigafibre/contracts';
import { SITE_ZONE, Temporal } from '@gigafibre/kernel';

export interface VisitMoment {
  /** The hour that the sentence speaks of. */
  readonly at: string;
  readonly window: Window | null;
  /** Only the hour is meant, whatever was promised. */
  readonly isExact?: boolean;
}

/** The words of a visit's time: date, hour, and « entre 8 h et 12 h », or « vers 8 h 15 » where no window holds. */
export function visitTimeValues({ at, window, isExact = false }: VisitMoment, language: Language): { date: string; time: string; hours: string } {
  const when = Temporal.Instant.from(at);
  const time = clockText(when, language);
  const hours = isExact || window === null || !isWithin(when, window) ? { fr: `vers ${time}`, en: `around ${time}` }[language] : windowText(window, language);
  return { date: dateText(when, language), time, hours };
}

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
