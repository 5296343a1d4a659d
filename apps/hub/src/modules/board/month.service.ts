import type { BoardMonth, MonthDay, TechnicianCard, VisitCard } from '@gigafibre/contracts';
import { siteDate, Temporal } from '@gigafibre/kernel';
import type { BoardBook, PlannedTrip } from './board.ports.ts';
import { endOf, startOf, type DayRange } from './shifts.ts';
import { staffCard, type StaffRecord } from './staff.ts';

/** Days in figures: what stands in each, and who is there (F1). */
export async function readMonth(book: BoardBook, range: DayRange, now: Temporal.Instant): Promise<BoardMonth> {
  const [staff, trips, unassigned] = await Promise.all([book.everybody(), book.tripsIn(range), book.unassigned()]);
  const active = staff.filter(({ isActive }) => isActive);
  const ofDay = Map.groupBy(trips, ({ plannedStart }) => siteDate(Temporal.Instant.from(plannedStart)).toString());
  const promised = Map.groupBy(unassigned.filter(({ window }) => window !== null), ({ window }) => siteDate(Temporal.Instant.from(window?.start ?? '')).toString());
  const dates = Array.from({ length: range.days }, (_, day) => range.from.add({ days: day }));
  return { asOf: now.toString(), days: dates.map((date) => dayOf(date, active, { trips: ofDay.get(date.toString()) ?? [], waiting: promised.get(date.toString()) ?? [] })) };
}

function dayOf(date: Temporal.PlainDate, staff: readonly StaffRecord[], { trips, waiting }: { readonly trips: readonly PlannedTrip[]; readonly waiting: readonly VisitCard[] }): MonthDay {
  const range = { from: date, days: 1 };
  const people = staff.map((record) => staffCard(record, range)).filter(({ shifts }) => shifts.some(({ onCall }) => !onCall));
  const minutes = people.map((person) => availableMinutes(person, range));
  const count = (...statuses: readonly VisitCard['status'][]): number => trips.filter(({ status }) => statuses.includes(status)).length;
  const present = minutes.filter((each) => each > 0).length;
  return {
    date: date.toString(),
    visits: trips.length,
    done: count('done'),
    failed: count('failed'),
    waiting: waiting.length,
    plannedMinutes: trips.reduce((sum, { durationMinutes, crewSize }) => sum + durationMinutes * crewSize, 0),
    availableMinutes: minutes.reduce((sum, each) => sum + each, 0),
    present,
    absent: people.length - present,
  };
}

const minutesBetween = (start: string, end: string): number => Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / 60_000));
const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Minutes of a day's shifts without lunch, less what absences take; who is left with his lunch alone is away. */
function availableMinutes({ shifts, absences }: TechnicianCard, range: DayRange): number {
  const within = (start: string, end: string): number => minutesBetween(later(start, startOf(range).toString()), earlier(end, endOf(range).add({ hours: 12 }).toString()));
  return shifts
    .filter(({ onCall }) => !onCall)
    .reduce((sum, { start, end, lunchMinutes }) => {
      const away = absences.reduce((lost, absence) => lost + within(later(start, absence.start), earlier(end, absence.end)), 0);
      const there = within(start, end) - away;
      return sum + Math.max(0, there - Math.min(lunchMinutes, Math.max(0, there)));
    }, 0);
}
