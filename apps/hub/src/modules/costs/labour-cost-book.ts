import { Problem, type Actor, type LabourCost, type LabourCostChange } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import { sql, type ColumnType } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';

type CostTables = { labour_costs: { version: number; hourly_cents: number; changed_by: string; changed_at: ColumnType<string, string, string> } };

const LABOUR_COST_LOCK = 7_201_071;

export interface LabourCostBook {
  read(): Promise<LabourCost>;
  /** @throws {Problem} `document_changed` when somebody else has changed it since. */
  change(change: LabourCostChange, by: Actor, now: Temporal.Instant): Promise<void>;
}

/** What an hour of a technician costs, with who said so and when; every version is kept. */
export function createLabourCostBook(database: Database, events: EventLog): LabourCostBook {
  const newest = (from: Database) => from.$extendTables<CostTables>().selectFrom('labour_costs').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return {
    async read() {
      const row = await newest(database);
      return { hourlyCents: row?.hourly_cents ?? null, version: row?.version ?? 0, changedBy: row?.changed_by ?? null, changedAt: row?.changed_at ?? null };
    },
    change: ({ hourlyCents, baseVersion }, by, now) =>
      database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${LABOUR_COST_LOCK})`.execute(transaction);
        const before = await newest(transaction);
        if ((before?.version ?? 0) !== baseVersion) throw new Problem('document_changed', { facts: { doctype: 'Labour Cost', name: 'hour', by: before?.changed_by ?? '', at: before?.changed_at ?? '' } });
        const version = baseVersion + 1;
        await transaction.$extendTables<CostTables>().insertInto('labour_costs').values({ version, hourly_cents: hourlyCents, changed_by: by.user, changed_at: instantText(now) }).execute();
        // The amount itself is for few: the log says that it changed, and every version lies in its own table.
        await events.append([{ type: 'costs.labour-changed', actor: by, subject: { doctype: 'Labour Cost', name: String(version) }, related: {}, facts: { version } }], transaction);
      }),
  };
}
