import type { Actor, ServiceLevel } from '@gigafibre/contracts';
import { sql, type ColumnType } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { Temporal } from '@gigafibre/kernel';
import type { CalendarBook } from './calendar.ports.ts';

// types, not interfaces: Kysely's withTables wants an index signature
type CalendarDaysTable = { date: string; service: ServiceLevel; note: string; changed_by: string; changed_at: ColumnType<string, string, string> };
type CalendarTables = { calendar_days: CalendarDaysTable };

export interface DayDecision {
  readonly date: string;
  /** Null: the rule is in force again. */
  readonly service: ServiceLevel | null;
  readonly note: string;
  readonly by: Actor;
  readonly now: Temporal.Instant;
}

export interface KeptCalendar extends CalendarBook {
  decide(decision: DayDecision): Promise<void>;
}

/** The days somebody decided by hand, in the hub's own database. */
export function createKeptCalendar(database: Database, events: EventLog): KeptCalendar {
  const db = database.$extendTables<CalendarTables>();
  return {
    async decidedBetween(from, until) {
      const rows = await db.selectFrom('calendar_days').select([sql<string>`date::text`.as('date'), 'service', 'note', 'changed_by']).where('date', '>=', from).where('date', '<=', until).execute();
      return rows.map(({ date, service, note, changed_by: changedBy }) => ({ date, service, note, changedBy }));
    },
    decide: ({ date, service, note, by, now }) =>
      database.transaction().execute(async (transaction) => {
        const own = transaction.$extendTables<CalendarTables>();
        if (service === null) await own.deleteFrom('calendar_days').where('date', '=', date).execute();
        else {
          const row = { service, note, changed_by: by.user, changed_at: instantText(now) };
          await own.insertInto('calendar_days').values({ date, ...row }).onConflict((conflict) => conflict.column('date').doUpdateSet(row)).execute();
        }
        await events.append([{ type: 'calendar.changed', actor: by, subject: { doctype: 'Calendar Day', name: date }, related: {}, facts: { date, service, note } }], transaction);
      }),
  };
}
