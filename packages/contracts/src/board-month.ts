import { Type, type Static } from 'typebox';
import { DateText, InstantText } from './primitives.ts';

/** One day of a month in figures: what is planned, and who is there to do it. */
export const MonthDay = Type.Object({
  date: DateText,
  visits: Type.Integer({ description: 'Planned, under way or over' }),
  done: Type.Integer(),
  failed: Type.Integer(),
  /** Promised for the day to a customer, and nobody has it yet. */
  waiting: Type.Integer(),
  plannedMinutes: Type.Integer({ description: 'Of work, each of a crew counted' }),
  availableMinutes: Type.Integer({ description: 'Of shifts, without lunches and absences; being on call is not being there' }),
  present: Type.Integer({ description: 'Technicians with a shift who are not away all of it' }),
  absent: Type.Integer(),
});
export type MonthDay = Static<typeof MonthDay>;
export const BoardMonth = Type.Object({ asOf: InstantText, days: Type.Array(MonthDay) });
export type BoardMonth = Static<typeof BoardMonth>;
