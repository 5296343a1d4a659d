import { Problem, type Actor, type PlanningWeights } from '@gigafibre/contracts';
import { DEFAULT_WEIGHTS } from '@gigafibre/dispatch';
import type { Temporal } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { PlanningTables } from './planning.tables.ts';
import type { WeightsBook } from './planning.ports.ts';

export interface WeightsDecision {
  readonly weights: PlanningWeights;
  /** The version that the person saw. */
  readonly baseVersion: number;
  readonly by: Actor;
  readonly now: Temporal.Instant;
}

const WEIGHTS_LOCK = 7_201_005;

/** What soft rules cost, with who decided it and when; every version is kept. */
export function createWeightsBook(database: Database, events: EventLog): WeightsBook & { change(decision: WeightsDecision): Promise<void> } {
  const db = database.$extendTables<PlanningTables>();
  const newest = (from: typeof db) => from.selectFrom('planning_weights').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return {
    async read() {
      const row = await newest(db);
      if (row === undefined) return { weights: DEFAULT_WEIGHTS, version: 0, changedBy: null, changedAt: null };
      return { weights: row.weights, version: row.version, changedBy: row.changed_by, changedAt: row.changed_at };
    },
    change: ({ weights, baseVersion, by, now }) =>
      database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${WEIGHTS_LOCK})`.execute(transaction);
        const own = transaction.$extendTables<PlanningTables>();
        const before = await newest(own);
        if ((before?.version ?? 0) !== baseVersion) throw new Problem('document_changed', { facts: { doctype: 'Planning Weights', name: 'weights', by: before?.changed_by ?? '', at: before?.changed_at ?? '' } });
        const version = baseVersion + 1;
        await own.insertInto('planning_weights').values({ version, weights: JSON.stringify(weights), changed_by: by.user, changed_at: instantText(now) }).execute();
        const subject = { doctype: 'Planning Weights', name: String(version) };
        await events.append([{ type: 'planning.weights-changed', actor: by, subject, related: {}, facts: { version, before: before?.weights ?? DEFAULT_WEIGHTS, after: weights } }], transaction);
      }),
  };
}
