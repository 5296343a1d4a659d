import type { CalendarDay, ServiceLevel, TechnicianCard } from '@gigafibre/contracts';
import { SITE_ZONE, siteDate, Temporal } from '@gigafibre/kernel';
import type { CalendarBook, DecidedDay } from './calendar.ports.ts';
import { holidaysOf } from './holidays.ts';

const SATURDAY = 6;
const SUNDAY = 7;
type Hours = readonly [start: string, end: string] | null;
const OFFICE: Readonly<Record<'week' | 'short', Hours>> = { week: ['08:00', '20:00'], short: ['09:00', '17:00'] };
const FIELD: Readonly<Record<'week' | 'short', Hours>> = { week: ['07:30', '18:00'], short: ['08:00', '16:00'] };

export interface CalendarSpan {
  readonly from: Temporal.PlainDate;
  readonly days: number;
}

/** The provider's days: what kind of service there is, and when the office and the field work (F28). */
export async function readCalendar(book: CalendarBook, { from, days }: CalendarSpan): Promise<CalendarDay[]> {
  const decided = await book.decidedBetween(from.toString(), from.add({ days: days - 1 }).toString());
  return Array.from({ length: days }, (_, day) => {
    const date = from.add({ days: day });
    return calendarDay(date, decided.find((each) => each.date === date.toString()));
  });
}

/** One day by the rules, or as somebody decided it. */
export function calendarDay(date: Temporal.PlainDate, decided?: DecidedDay): CalendarDay {
  const holiday = holidaysOf(date.year).get(date.toString());
  const service = decided?.service ?? holiday?.service ?? usualService(date);
  return {
    date: date.toString(),
    service,
    holiday: holiday === undefined ? null : { key: holiday.key, label: holiday.label, isFederal: holiday.isFederal, isSubstitute: holiday.isSubstitute },
    ...openingOf(date, service),
    ...(decided === undefined ? { note: '', changedBy: null } : { note: decided.note, changedBy: decided.changedBy }),
  };
}

function openingOf(date: Temporal.PlainDate, service: ServiceLevel): Pick<CalendarDay, 'office' | 'field'> {
  if (service === 'holiday' || service === 'on-call') return { office: null, field: null };
  const length = service === 'reduced' || date.dayOfWeek === SATURDAY ? 'short' : 'week';
  return { office: hoursOn(date, OFFICE[length]), field: hoursOn(date, FIELD[length]) };
}

function usualService({ dayOfWeek }: Temporal.PlainDate): ServiceLevel {
  if (dayOfWeek === SUNDAY) return 'on-call';
  return dayOfWeek === SATURDAY ? 'reduced' : 'normal';
}

function hoursOn(date: Temporal.PlainDate, hours: Hours): CalendarDay['office'] {
  if (hours === null) return null;
  const [start, end] = hours.map((plainTime) => date.toZonedDateTime({ timeZone: SITE_ZONE, plainTime }).toInstant().toString());
  return start === undefined || end === undefined ? null : { start, end };
}

type ShiftSpan = TechnicianCard['shifts'][number];

/**
 * A technician's working time as the calendar leaves it. An ordinary day is as his week says; on a holiday, or a day decided
 * by hand, those on call work, and on a day of reduced service everybody within the field's short hours.
 */
export function shiftsByCalendar(shifts: readonly ShiftSpan[], days: readonly CalendarDay[]): ShiftSpan[] {
  return shifts.flatMap((shift) => {
    const day = days.find(({ date }) => date === siteDate(Temporal.Instant.from(shift.start)).toString());
    if (day === undefined || shift.onCall || (day.holiday === null && day.changedBy === null) || day.service === 'normal') return [shift];
    return day.field === null ? [] : within(shift, day.field);
  });
}

function within(shift: ShiftSpan, { start, end }: { start: string; end: string }): ShiftSpan[] {
  const cut = { ...shift, start: later(shift.start, start), end: later(shift.end, end) === shift.end ? end : shift.end };
  return Temporal.Instant.compare(cut.start, cut.end) < 0 ? [cut] : [];
}

const later = (one: string, other: string): string => (Temporal.Instant.compare(one, other) >= 0 ? one : other);
