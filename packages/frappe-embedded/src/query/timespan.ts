import type { Temporal } from '@gigafibre/kernel';
import { unknownTimespan } from './refusals.ts';

/** First and last day, both included. */
export interface DayRange {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

type RangeOf = (today: Temporal.PlainDate) => DayRange;

const weekStart = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek % 7 });
const quarterStart = (day: Temporal.PlainDate): Temporal.PlainDate => day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });

/** Weeks begin on Sunday, the site's default. */
const week = (day: Temporal.PlainDate): DayRange => ({ from: weekStart(day), to: weekStart(day).add({ days: 6 }) });
const month = (day: Temporal.PlainDate): DayRange => ({ from: day.with({ day: 1 }), to: day.with({ day: day.daysInMonth }) });
const quarters = (first: Temporal.PlainDate, last: Temporal.PlainDate): DayRange => ({
  from: quarterStart(first),
  to: quarterStart(last).add({ months: 3 }).subtract({ days: 1 }),
});
const year = (day: Temporal.PlainDate): DayRange => ({ from: day.with({ month: 1, day: 1 }), to: day.with({ month: 12, day: 31 }) });
const past = (days: number): RangeOf => (today) => ({ from: today.subtract({ days }), to: today });
const coming = (days: number): RangeOf => (today) => ({ from: today, to: today.add({ days }) });
const oneDay = (offset: number): RangeOf => (today) => ({ from: today.add({ days: offset }), to: today.add({ days: offset }) });

const RANGES: Readonly<Record<string, RangeOf>> = {
  'last 7 days': past(7),
  'last 14 days': past(14),
  'last 30 days': past(30),
  'last 90 days': past(90),
  'last week': (today) => week(today.subtract({ days: 7 })),
  'last month': (today) => month(today.subtract({ months: 1 })),
  'last quarter': (today) => quarters(today.subtract({ months: 3 }), today.subtract({ months: 3 })),
  'last 6 months': (today) => quarters(today.subtract({ months: 6 }), today.subtract({ months: 3 })),
  'last year': (today) => year(today.subtract({ years: 1 })),
  yesterday: oneDay(-1),
  today: oneDay(0),
  tomorrow: oneDay(1),
  'this week': week,
  'this month': month,
  'this quarter': (today) => quarters(today, today),
  'this year': year,
  'next 7 days': coming(7),
  'next 14 days': coming(14),
  'next 30 days': coming(30),
  'next week': (today) => week(today.add({ days: 7 })),
  'next month': (today) => month(today.add({ months: 1 })),
  'next quarter': (today) => quarters(today.add({ months: 3 }), today.add({ months: 3 })),
  'next 6 months': (today) => quarters(today.add({ months: 3 }), today.add({ months: 6 })),
  'next year': (today) => year(today.add({ years: 1 })),
};

const PERIODS: Readonly<Record<string, string>> = { '1 week': 'week', '1 month': 'month', '3 months': 'quarter', '6 months': '6 months', '1 year': 'year' };

/**
 * The days that `timespan`, `previous` or `next` stand for.
 * @throws {ErpError} 417 for words Frappe does not know.
 */
export function daysOf(operator: 'timespan' | 'previous' | 'next', value: unknown, today: Temporal.PlainDate): DayRange {
  const words = String(value).trim().toLowerCase();
  const period = PERIODS[words];
  const key = operator === 'timespan' ? words : `${operator === 'previous' ? 'last' : 'next'} ${period ?? ''}`;
  const range = RANGES[key];
  if (range === undefined) throw unknownTimespan(value);
  return range(today);
}
