import { formatMoney, formatPhone, SITE_ZONE, type Cents } from '@gigafibre/kernel';

export type Locale = 'fr-CA' | 'en-CA';

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;
const AGES = [
  { unit: 'second', seconds: 60 },
  { unit: 'minute', seconds: 3600 },
  { unit: 'hour', seconds: 86_400 },
  { unit: 'day', seconds: 2_592_000 },
  { unit: 'month', seconds: 31_536_000 },
] as const;
const JUST_NOW = { 'fr-CA': 'à l’instant', 'en-CA': 'just now' } as const;
const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, month: 2_592_000, year: 31_536_000 } as const;

/** Each is dear to make, and no screen uses them all: made at its first use. */
function later<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function preset(locale: Locale, options: Intl.DateTimeFormatOptions, timeZone: string = SITE_ZONE): (instant: string | number) => string {
  const format = later(() => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
  return (instant) => format().format(new Date(instant));
}

function ageIn(locale: Locale): (instant: string | number, nowMs: number) => string {
  const format = later(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));
  return (instant, nowMs) => {
    // A clock a little ahead of ours has not seen the future.
    const seconds = Math.min(0, Math.round((new Date(instant).getTime() - nowMs) / 1000));
    const unit = AGES.find((age) => Math.abs(seconds) < age.seconds)?.unit ?? 'year';
    return unit === 'second' ? JUST_NOW[locale] : format().format(Math.trunc(seconds / SECONDS[unit]), unit);
  };
}

function minutesIn(locale: Locale): (minutes: number) => string {
  const number = later(() => new Intl.NumberFormat(locale));
  return (minutes) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return `${number().format(rest)}\u00a0min`;
    return rest === 0 ? `${number().format(hours)}\u00a0h` : `${number().format(hours)}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
  };
}

/** Every way in which dates, times, numbers and money are written on screen. Instants are shown in the site's zone. */
export function formatsFor(locale: Locale) {
  const time = preset(locale, TIME);
  const whole = later(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
  const tenth = later(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
  return {
    day: preset(locale, DAY),
    date: preset(locale, DATE),
    /** A calendar day `2026-11-23`, which has no zone. */
    plainDate: preset(locale, DATE, 'UTC'),
    time,
    moment: preset(locale, { ...DATE, ...TIME }),
    dayMoment: preset(locale, { ...DAY, ...TIME }),
    age: ageIn(locale),
    window: (window: { start: string; end: string }): string => `${time(window.start)} – ${time(window.end)}`,
    minutes: minutesIn(locale),
    number: (value: number): string => whole().format(value),
    dbm: (value: number): string => `${tenth().format(value).replace('-', '−')} dBm`,
    money: (cents: number): string => formatMoney(cents as Cents, locale),
    phone: formatPhone,
  };
}

export type Formats = ReturnType<typeof formatsFor>;
