import type { Actor, EventType, PlanState, VisitChangeEvent } from '@gigafibre/contracts';
import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { ChangeLog } from './replay.ports.ts';

/** More visits than a week of any provider we serve. */
const MOST_VISITS = 5000;

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly done_at: string;
  readonly type: EventType;
  readonly actor: Actor;
  readonly visit: string;
  readonly before: PlanState | null;
  readonly after: PlanState | null;
}

/** Events about visits that say what the plan was and is. */
const PLAN_EVENTS = sql`subject_doctype = 'Dispatch Visit' and type like 'visit.%' and facts ? 'after'`;

export function createChangeLog(db: Database): ChangeLog {
  return {
    async visitsOf({ from, until }) {
      const [start, end] = [from.toString(), until.toString()];
      const stoodIn = (side: 'before' | 'after') => sql`(facts->${side}->>'plannedStart')::timestamptz >= ${start}::timestamptz and (facts->${side}->>'plannedStart')::timestamptz < ${end}::timestamptz`;
      const { rows } = await sql<{ visit: string }>`
        select distinct subject_name as visit from events
        where ${PLAN_EVENTS} and at >= ${start}::timestamptz
          and (at < ${end}::timestamptz or facts->'before'->>'status' = 'unassigned' or (${stoodIn('before')}) or (${stoodIn('after')}))
        limit ${MOST_VISITS}`.execute(db);
      return rows.map(({ visit }) => visit);
    },
    async changesOf(visits) {
      if (visits.length === 0) return [];
      const { rows } = await sql<Row>`
        select seq, at, done_at, type, actor, subject_name as visit, facts->'before' as before, facts->'after' as after from events
        where ${PLAN_EVENTS} and subject_name = any(${[...visits]}) order by seq`.execute(db);
      return rows.map(changeOf);
    },
  };
}

const planOf = (plan: PlanState | null): PlanState | null =>
  plan === null ? null : { status: plan.status, crew: plan.crew.map(({ technician, role }) => ({ technician, role })), window: plan.window === null ? null : { start: plan.window.start, end: plan.window.end }, plannedStart: plan.plannedStart, durationMinutes: plan.durationMinutes, pinned: plan.pinned };

const changeOf = ({ seq, at, done_at, type, actor, visit, before, after }: Row): VisitChangeEvent => ({ seq, at, doneAt: done_at, type, visit, by: actor.displayName, before: planOf(before), after: planOf(after) });
