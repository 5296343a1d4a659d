import { instantText } from '../../platform/instant.ts';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { PLANNER } from './planner-actor.ts';
import type { LateBook } from './planning.ports.ts';
import type { PlanningTables } from './planning.tables.ts';

/** Which broken promises the log was told of, and which customers were told of theirs. */
export function createLateBook(database: Database, events: EventLog): LateBook {
  return {
    async toldAbout(visits) {
      if (visits.length === 0) return new Set();
      const rows = await database.$extendTables<{ outbox: { about_name: string | null; template: string; state: string } }>().selectFrom('outbox').select('about_name').where('about_name', 'in', visits).where('template', '=', 'visit-running-late').where('state', '!=', 'cancelled').execute();
      return new Set(rows.flatMap(({ about_name: name }) => name ?? []));
    },
    tellBroken: ({ card, window, missesWindowMinutes, predictedStart, now }) =>
      database.transaction().execute(async (transaction) => {
        const own = transaction.$extendTables<PlanningTables>();
        const row = await own.insertInto('planning_late').values({ visit: card.name, window_end: window.end, told_at: instantText(now) }).onConflict((conflict) => conflict.doNothing()).returning('visit').executeTakeFirst();
        if (row === undefined) return;
        const related = { visit: card.name, job: card.job, customer: card.customer, technicians: card.crew.map(({ technician }) => technician) };
        const facts = { subject: card.subject, customerName: card.customerName, window, missesWindowMinutes, predictedStart };
        await events.append([{ type: 'visit.running-late', actor: PLANNER, subject: { doctype: 'Dispatch Visit', name: card.name }, related, facts }], transaction);
      }),
  };
}
