import { SITE_ZONE, siteMidnight, Temporal } from '@gigafibre/kernel';
import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';

export interface DayRange {
  readonly from: Temporal.PlainDate;
  /** From one to seven. */
  readonly days: number;
}

export interface ShiftHours {
  readonly start: Temporal.PlainTime;
  readonly end: Temporal.PlainTime;
  readonly lunchStart: Temporal.PlainTime | null;
  readonly lunchMinutes: number;
  readonly onCall: boolean;
}

export interface WeeklyShift extends ShiftHours {
  /** 1 is Monday. */
  readonly weekday: number;
}

/** What was decided for one date: it takes the place of the week's hours. */
export interface DayHours {
  readonly date: string;
  /** None for a day off. */
  readonly hours: readonly ShiftHours[];
}

export const startOf = ({ from }: DayRange): Temporal.Instant => siteMidnight(from);
export const endOf = ({ from, days }: DayRange): Temporal.Instant => siteMidnight(from.add({ days }));

/** Does the planned time of a visit touch the days? */
export function isWithinRange({ plannedStart, durationMinutes }: Pick<VisitCard, 'plannedStart' | 'durationMinutes'>, range: DayRange): boolean {
  if (plannedStart === null) return false;
  const start = Temporal.Instant.from(plannedStart);
  return Temporal.Instant.compare(start, endOf(range)) < 0 && Temporal.Instant.compare(start.add({ minutes: durationMinutes }), startOf(range)) > 0;
}

const at = (date: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.Instant => date.toZonedDateTime({ timeZone: SITE_ZONE, plainTime: time }).toInstant();

/** A week's shifts as working time within the days: each at its own wall time, whatever the clocks do that night. */
export function expandShifts(week: readonly WeeklyShift[], { from, days }: DayRange, decided: readonly DayHours[] = []): TechnicianCard['shifts'] {
  const dates = Array.from({ length: days }, (_, day) => from.add({ days: day }));
  return dates.flatMap((date) => {
    const own = decided.filter((day) => day.date === date.toString());
    const hours = own.length > 0 ? own.flatMap((day) => day.hours) : week.filter(({ weekday }) => weekday === date.dayOfWeek);
    return hours.map((shift) => spanOf(date, shift));
  });
}

function spanOf(date: Temporal.PlainDate, shift: ShiftHours): TechnicianCard['shifts'][number] {
  const endsNextDay = Temporal.PlainTime.compare(shift.end, shift.start) <= 0;
  return {
    start: at(date, shift.start).toString(),
    end: at(endsNextDay ? date.add({ days: 1 }) : date, shift.end).toString(),
    lunchStart: shift.lunchStart === null ? null : at(date, shift.lunchStart).toString(),
    lunchMinutes: shift.lunchMinutes,
    onCall: shift.onCall,
  };
}
