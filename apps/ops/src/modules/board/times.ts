import { SITE_ZONE } from '@gigafibre/kernel';

/** Times as people here write them: `7 h 02` in French, `7:02` in English. Everything is shown in the site's zone. */
export interface TimeWords {
  clock(seconds: number): string;
  day(seconds: number): string;
  longDay(seconds: number): string;
  minutes(seconds: number): string;
}

const formats = new Map<string, TimeWords>();
const pad = (count: number): string => String(count).padStart(2, '0');

function make(language: string): TimeWords {
  const locale = language === 'fr' ? 'fr-CA' : 'en-CA';
  const parts = new Intl.DateTimeFormat(locale, { timeZone: SITE_ZONE, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  const short = new Intl.DateTimeFormat(locale, { timeZone: SITE_ZONE, weekday: 'short', day: 'numeric', month: 'short' });
  const long = new Intl.DateTimeFormat(locale, { timeZone: SITE_ZONE, weekday: 'long', day: 'numeric', month: 'long' });
  const dateOf = (seconds: number): Date => new Date(seconds * 1000);
  return {
    clock(seconds) {
      const found = new Map(parts.formatToParts(dateOf(seconds)).map(({ type, value }) => [type, value]));
      const hour = String(Number(found.get('hour')));
      const minute = found.get('minute') ?? '00';
      return language === 'fr' ? `${hour}\u00a0h\u00a0${minute}` : `${hour}:${minute}`;
    },
    day: (seconds) => short.format(dateOf(seconds)),
    longDay: (seconds) => long.format(dateOf(seconds)),
    minutes(seconds) {
      const total = Math.round(Math.abs(seconds) / 60);
      const hours = Math.floor(total / 60);
      if (hours === 0) return `${total}\u00a0min`;
      return total % 60 === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${pad(total % 60)}`;
    },
  };
}

export function timeWords(language: string): TimeWords {
  const known = formats.get(language) ?? make(language);
  formats.set(language, known);
  return known;
}

/** A difference of distance with its sign, as people write it: `+8,4 km`, `−12 km`. */
export function formatKilometers(meters: number, language: string): string {
  const kilometers = Math.abs(meters) / 1000;
  const figure = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: kilometers < 10 ? 1 : 0 }).format(kilometers);
  return `${meters < 0 ? '−' : '+'}${figure}\u00a0km`;
}
