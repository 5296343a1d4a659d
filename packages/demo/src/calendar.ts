import { SITE_ZONE, type Random, type Temporal } from '@gigafibre/kernel';
import { between } from './people.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The ERP's naive datetime for a day and minutes after midnight, without asking a calendar 400,000 times. */
export const naive = (date: string, minutes: number, seconds = 0): string => `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds)}.000000`;

/** The days before `today`, newest first, written once: index 0 is today. */
export function daysBack(today: Temporal.PlainDate, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => today.subtract({ days: index }).toString());
}

/** A moment of an office day. */
export const officeMoment = (random: Random, date: string): string => naive(date, between(random, 8 * 60, 19 * 60), between(random, 0, 59));

/** Minutes after the site's midnight of `date` at an instant; negative before, beyond 1,440 after. */
export function minutesInto(date: Temporal.PlainDate, instant: Temporal.Instant): number {
  return Math.floor(date.toZonedDateTime(SITE_ZONE).toInstant().until(instant).total('minutes'));
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Names of the seven days from `today` on. */
export const weekFrom = (today: Temporal.PlainDate): readonly Weekday[] => WEEKDAYS.map((_, index) => WEEKDAYS[(today.dayOfWeek - 1 + index) % 7] ?? 'Monday');
