import type { TechnicianCard, Words } from '@gigafibre/contracts';
import { endOf, expandShifts, startOf, type DayHours, type DayRange, type WeeklyShift } from './shifts.ts';

/** A technician as the ERP has him, before it is asked what a day shows of him. */
export interface StaffRecord extends Omit<TechnicianCard, 'skills' | 'shifts'> {
  readonly isActive: boolean;
  readonly createdAt: string;
  readonly skills: readonly Omit<TechnicianCard['skills'][number], 'label'>[];
  /** What skills are called. */
  readonly labels: ReadonlyMap<string, Words>;
  readonly week: readonly WeeklyShift[];
  /** What was decided for single dates. */
  readonly days: readonly DayHours[];
}

/** What some days show of a technician: his working time and his absences within them. */
export function staffCard(record: StaffRecord, range: DayRange): TechnicianCard {
  const { name, modified, displayName, zone, trade, color, mobile, employment, home, labels, week, days } = record;
  const skills = record.skills.map(({ skill, level, expiresOn }) => ({ skill, label: labels.get(skill) ?? { fr: skill, en: skill }, level, expiresOn }));
  const absences = record.absences.filter(({ start, end }) => start < endOf(range).toString() && end > startOf(range).toString());
  return { name, modified, displayName, zone, trade, color, mobile, employment, home, skills, shifts: expandShifts(week, range, days), absences };
}
