import { SITE_ZONE, siteMidnight, Temporal } from '@gigafibre/kernel';
import type { TechnicianCard } from '@gigafibre/contracts';

export interface DayRange {
  readonly from: Temporal.PlainDate;
  /** From one to seven. */
  readonly days: number;
}

export interface WeeklyShift {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly start: Temporal.PlainTime;
  readonly end: Temporal.PlainTime;
  readonly lunchStart: Temporal.PlainTime | null;
  readonly lunchMinutes: number;
  readonly onCall: boolean;
}

export const startOf = ({ from }: DayRange): Temporal.Instant => siteMidnight(from);
export const endOf = ({ from, days }: DayRange): Temporal.Instant => siteMidnight(from.add({ days }));

const at = (date: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.Instant => date.toZonedDateTime({ timeZone: SITE_ZONE, plainTime: time }).toInstant();

/** A week's shifts as working time within the days: each at its own wall time, whatever the clocks do that night. */
export function expandShifts(week: readonly WeeklyShift[], { from, days }: DayRange): TechnicianCard['shifts'] {
  const dates = Array.from({ length: days }, (_, day) => from.add({ days: day }));
  return dates.flatMap((date) =>
    week.filter(({ weekday }) => weekday === date.dayOfWeek).map((shift) => {
      const endsNextDay = Temporal.PlainTime.compare(shift.end, shift.start) <= 0;
      return {
        start: at(date, shift.start).toString(),
        end: at(endsNextDay ? date.add({ days: 1 }) : date, shift.end).toString(),
        lunchStart: shift.lunchStart === null ? null : at(date, shift.lunchStart).toString(),
        lunchMinutes: shift.lunchMinutes,
        onCall: shift.onCall,
      };
    }),
  );
}
