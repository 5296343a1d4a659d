import type { Actor, DayShift, EventType } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { DayHours, StaffRecord } from '../board/index.ts';
import type { FormerStaff, StaffEvent, StaffLog } from './replay.ports.ts';

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly type: EventType;
  readonly actor: Actor;
  readonly technician: string;
  readonly before: Before;
}

/** What events about technicians say was there, in the words of their commands; what an event does not speak of it did not change. */
interface Before {
  readonly displayName?: string;
  readonly trade?: string;
  readonly employment?: string;
  readonly isActive?: boolean;
  readonly zone?: string;
  readonly absences?: StaffRecord['absences'];
  readonly days?: readonly { readonly date: string; readonly shifts: readonly DayShift[] }[];
  readonly skills?: StaffRecord['skills'];
}

export function createStaffLog(db: Database): StaffLog {
  return {
    async changesSince(instant) {
      const { rows } = await sql<Row>`
        select seq, at, type, actor, subject_name as technician, facts->'before' as before from events
        where subject_doctype = 'Dispatch Technician' and type like 'technician.%' and jsonb_typeof(facts->'before') = 'object' and at >= ${instant.toString()}::timestamptz
        order by seq`.execute(db);
      return rows.map(eventOf);
    },
  };
}

const eventOf = ({ seq, at, type, actor, technician, before }: Row): StaffEvent => ({ seq, at, type, technician, by: actor.displayName, before: formerOf(before) });

function formerOf({ absences, days, displayName, trade, employment, isActive, zone, skills }: Before): FormerStaff {
  const plain = Object.fromEntries(Object.entries({ displayName, trade, employment, isActive, zone, skills }).filter(([, value]) => value !== undefined));
  return { ...plain, ...(absences !== undefined && { absences: absences.map(({ start, end, reason }) => ({ start, end, reason: capital(reason) })) }), ...(days !== undefined && { days: days.map(hoursOf) }) };
}

/** Commands say `sick`, cards say `Sick`. */
const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

const hoursOf = ({ date, shifts }: NonNullable<Before['days']>[number]): DayHours => ({
  date,
  hours: shifts.map(({ start, end, lunchStart, lunchMinutes, onCall }) => ({
    start: Temporal.PlainTime.from(start),
    end: Temporal.PlainTime.from(end),
    lunchStart: lunchStart === null ? null : Temporal.PlainTime.from(lunchStart),
    lunchMinutes,
    onCall,
  })),
});
