import type { ServiceLevel, Words } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';

type HolidayRule =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  | { readonly kind: 'easter'; readonly days: number }
  /** The so-manieth weekday of a month; 1 is Monday. */
  | { readonly kind: 'nth'; readonly month: number; readonly nth: number; readonly weekday: number }
  /** The last such weekday before a date. */
  | { readonly kind: 'before'; readonly month: number; readonly day: number; readonly weekday: number };

interface HolidayDefinition {
  readonly key: string;
  readonly label: Words;
  /** Of the Canada Labour Code; the others are custom in Québec. */
  readonly isFederal: boolean;
  readonly service: ServiceLevel;
  readonly rule: HolidayRule;
  /** Days of the week (7 is Sunday) on which the next working day is off instead. */
  readonly movesFrom: readonly number[];
}

export interface Holiday {
  readonly key: string;
  readonly label: Words;
  readonly isFederal: boolean;
  /** This day is off because the holiday itself fell on a week-end. */
  readonly isSubstitute: boolean;
  readonly service: ServiceLevel;
}

const WEEKEND = [6, 7];
const SUNDAY = [7];
const fixed = (month: number, day: number): HolidayRule => ({ kind: 'fixed', month, day });

const HOLIDAYS: readonly HolidayDefinition[] = [
  { key: 'new-year', label: { fr: 'Jour de l’An', en: 'New Year’s Day' }, isFederal: true, service: 'holiday', rule: fixed(1, 1), movesFrom: WEEKEND },
  { key: 'day-after-new-year', label: { fr: 'Lendemain du jour de l’An', en: 'Day after New Year’s' }, isFederal: false, service: 'on-call', rule: fixed(1, 2), movesFrom: WEEKEND },
  { key: 'good-friday', label: { fr: 'Vendredi saint', en: 'Good Friday' }, isFederal: true, service: 'holiday', rule: { kind: 'easter', days: -2 }, movesFrom: [] },
  { key: 'easter-monday', label: { fr: 'Lundi de Pâques', en: 'Easter Monday' }, isFederal: false, service: 'reduced', rule: { kind: 'easter', days: 1 }, movesFrom: [] },
  { key: 'patriotes', label: { fr: 'Journée nationale des patriotes', en: 'Victoria Day' }, isFederal: true, service: 'holiday', rule: { kind: 'before', month: 5, day: 25, weekday: 1 }, movesFrom: [] },
  { key: 'saint-jean', label: { fr: 'Fête nationale', en: 'Fête nationale' }, isFederal: false, service: 'on-call', rule: fixed(6, 24), movesFrom: SUNDAY },
  { key: 'canada-day', label: { fr: 'Fête du Canada', en: 'Canada Day' }, isFederal: true, service: 'holiday', rule: fixed(7, 1), movesFrom: WEEKEND },
  { key: 'labour-day', label: { fr: 'Fête du Travail', en: 'Labour Day' }, isFederal: true, service: 'holiday', rule: { kind: 'nth', month: 9, nth: 1, weekday: 1 }, movesFrom: [] },
  { key: 'reconciliation', label: { fr: 'Journée nationale de la vérité et de la réconciliation', en: 'National Day for Truth and Reconciliation' }, isFederal: true, service: 'reduced', rule: fixed(9, 30), movesFrom: WEEKEND },
  { key: 'thanksgiving', label: { fr: 'Action de grâce', en: 'Thanksgiving' }, isFederal: true, service: 'holiday', rule: { kind: 'nth', month: 10, nth: 2, weekday: 1 }, movesFrom: [] },
  { key: 'remembrance', label: { fr: 'Jour du Souvenir', en: 'Remembrance Day' }, isFederal: true, service: 'reduced', rule: fixed(11, 11), movesFrom: WEEKEND },
  { key: 'christmas', label: { fr: 'Noël', en: 'Christmas Day' }, isFederal: true, service: 'holiday', rule: fixed(12, 25), movesFrom: WEEKEND },
  { key: 'boxing-day', label: { fr: 'Lendemain de Noël', en: 'Boxing Day' }, isFederal: true, service: 'holiday', rule: fixed(12, 26), movesFrom: WEEKEND },
];

/** Easter Sunday of a year of the Gregorian calendar (the anonymous computus of 1876). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const corrections = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - corrections + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

function dateOf(rule: HolidayRule, year: number): Temporal.PlainDate {
  if (rule.kind === 'easter') return easterSunday(year).add({ days: rule.days });
  const first = Temporal.PlainDate.from({ year, month: rule.month, day: rule.kind === 'nth' ? 1 : rule.day });
  if (rule.kind === 'fixed') return first;
  if (rule.kind === 'nth') return first.add({ days: ((rule.weekday - first.dayOfWeek + 7) % 7) + 7 * (rule.nth - 1) });
  return first.subtract({ days: ((first.dayOfWeek - rule.weekday + 6) % 7) + 1 });
}

/**
 * The holidays of a year by date (`2027-12-27`), with the days off in their place: a holiday on a week-end gives the next
 * working day that is no holiday itself. A date has one holiday; the federal one where two meet.
 */
export function holidaysOf(year: number): ReadonlyMap<string, Holiday> {
  const days = HOLIDAYS.map((definition) => ({ ...definition, date: dateOf(definition.rule, year) }));
  const holidays = new Map<string, Holiday>();
  const tell = (date: Temporal.PlainDate, { key, label, isFederal, service }: HolidayDefinition, isSubstitute: boolean): void => {
    if (!holidays.has(date.toString()) || isFederal) holidays.set(date.toString(), { key, label, isFederal, isSubstitute, service });
  };
  for (const day of days) tell(day.date, day, false);
  for (const day of days) {
    if (!day.movesFrom.includes(day.date.dayOfWeek)) continue;
    let off = day.date.add({ days: 1 });
    while (off.dayOfWeek > 5 || holidays.has(off.toString())) off = off.add({ days: 1 });
    tell(off, day, true);
  }
  return holidays;
}
