import type { BoardMonth, MonthDay } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import { firstDate, type WeekStart } from '../board-scale.ts';

const WEEK = 7;

/** The weeks that a month touches, whole: their first day and how many days they have. */
export function monthSpan(date: string, weekStart: WeekStart): { readonly from: string; readonly days: number } {
  const first = Temporal.PlainDate.from(date).with({ day: 1 });
  const from = Temporal.PlainDate.from(firstDate(first.toString(), WEEK, weekStart));
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  return { from: from.toString(), days: Math.ceil((from.until(last).days + 1) / WEEK) * WEEK };
}

export interface MonthCell {
  readonly date: string;
  readonly dayOfMonth: number;
  /** Of the month that is looked at, not of its neighbours. */
  readonly isOfMonth: boolean;
  /** Undefined until it has been read. */
  readonly figures: MonthDay | undefined;
  /** Planned work over the hours there are, in percent; undefined when nobody works. */
  readonly load: number | undefined;
}

const loadOf = ({ plannedMinutes, availableMinutes }: MonthDay): number | undefined => (availableMinutes === 0 ? undefined : Math.round((plannedMinutes / availableMinutes) * 100));

/** The month in weeks. */
export function monthGrid(date: string, weekStart: WeekStart, read: BoardMonth | undefined): readonly (readonly MonthCell[])[] {
  const { from, days } = monthSpan(date, weekStart);
  const month = Temporal.PlainDate.from(date).toPlainYearMonth();
  const known = new Map((read?.days ?? []).map((day) => [day.date, day]));
  const cells = Array.from({ length: days }, (_, index): MonthCell => {
    const day = Temporal.PlainDate.from(from).add({ days: index });
    const figures = known.get(day.toString());
    return { date: day.toString(), dayOfMonth: day.day, isOfMonth: day.toPlainYearMonth().equals(month), figures, load: figures === undefined ? undefined : loadOf(figures) };
  });
  return Array.from({ length: days / WEEK }, (_, week) => cells.slice(week * WEEK, (week + 1) * WEEK));
}
