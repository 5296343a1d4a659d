import type { StaffChangeEvent, StaffState, TechnicianCard } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import { staffCard, type DayRange, type StaffRecord } from '../board/index.ts';
import type { StaffEvent } from './replay.ports.ts';

export interface PastStaff {
  readonly technicians: TechnicianCard[];
  readonly staffing: StaffChangeEvent[];
}

/**
 * Who worked when on a day, and what changed of it in the day: from everybody as he is now, what the log says was there before
 * each change since is put back, the newest first.
 *
 * @param events every change since the day began, oldest first.
 * @param day.atWork whoever had a visit on that day was there, even if his file was made later.
 */
export function pastStaff(records: readonly StaffRecord[], events: readonly StaffEvent[], { range, until, atWork }: { readonly range: DayRange; readonly until: Temporal.Instant; readonly atWork: ReadonlySet<string> }): PastStaff {
  const standing = new Map(records.map((record) => [record.name, record]));
  const putBack = ({ technician, before }: StaffEvent): StaffRecord | undefined => {
    const record = standing.get(technician);
    if (record === undefined) return undefined;
    const former = { ...record, ...before };
    standing.set(technician, former);
    return former;
  };
  const within = (event: StaffEvent): boolean => event.at < until.toString();
  for (const event of events.toReversed()) if (!within(event)) putBack(event);
  const there = [...standing.values()].filter(({ name, isActive, createdAt }) => isActive && (createdAt < until.toString() || atWork.has(name)));
  const staffing = events.filter(within).toReversed().flatMap((event): StaffChangeEvent[] => {
    const former = putBack(event);
    const { seq, at, type, technician, by } = event;
    return former === undefined || there.every(({ name }) => name !== technician) ? [] : [{ seq, at, type, technician, by, before: stateOf(staffCard(former, range)) }];
  });
  return { technicians: there.map((record) => staffCard(record, range)).sort(byName), staffing: staffing.toReversed() };
}

const byName = (one: TechnicianCard, other: TechnicianCard): number => one.displayName.localeCompare(other.displayName, 'fr') || (one.name < other.name ? -1 : 1);
const stateOf = ({ displayName, zone, trade, employment, skills, shifts, absences }: TechnicianCard): StaffState => ({ displayName, zone, trade, employment, skills, shifts, absences });
