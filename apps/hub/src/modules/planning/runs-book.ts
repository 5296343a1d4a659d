import { Problem, type PlanningRun, type PlanningScope, type PlanningState, type ProblemBody, type Proposal } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import { problemBody } from '../../platform/problems.ts';
import type { HubTables } from '../../platform/tables.ts';
import { PLANNER } from './planner-actor.ts';
import type { NewRun, RunBook } from './planning.ports.ts';
import type { PlanningRunsTable, PlanningTables } from './planning.tables.ts';

type PlanningDatabase = Kysely<HubTables & PlanningTables>;

const START_LOCK = 7_201_006;
/** A run whose hub was not heard of for this long is over. */
const SILENCE_SECONDS = 30;
const SHOWN_RUNS = 20;
const ENDED: readonly PlanningState[] = ['stopped', 'done', 'failed'];

/** Runs of the planner, in the hub's own database: every hub shows them, the one that searches writes them. */
export function createRunBook(database: Database, events: EventLog): RunBook {
  const db = database.$extendTables<PlanningTables>();
  const find = async (id: string): Promise<PlanningRun> => {
    const row = await db.selectFrom('planning_runs').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new Problem('not_found', { facts: { doctype: 'Planning Run', name: id } });
    return runOf(row);
  };
  return {
    find,
    list: async () => (await db.selectFrom('planning_runs').select(SUMMARY).orderBy('requested_at', 'desc').limit(SHOWN_RUNS).execute()).map(summaryOf),
    async start({ id, scope, cause, seconds, by, now }) {
      await database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${START_LOCK})`.execute(transaction);
        const own = transaction.$extendTables<PlanningTables>() as typeof db;
        await buryLost(own, now);
        await makeRoom(own, { scope, by, now });
        const times = { requested_at: instantText(now), heard_at: instantText(now) };
        await own.insertInto('planning_runs').values({ id, state: 'queued', scope: JSON.stringify(scope), cause: JSON.stringify(cause), seconds, by_user: by.user, by_name: by.displayName, is_stop_asked: false, ...times }).execute();
      });
      return find(id);
    },
    async heard(id, { progress, now }) {
      const row = await db
        .updateTable('planning_runs')
        .set({ heard_at: instantText(now), ...(progress !== null && { state: 'running', progress: JSON.stringify(progress), started_at: sql`coalesce(started_at, ${instantText(now)})` }) })
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'running'])
        .returning('is_stop_asked')
        .executeTakeFirst();
      return { isStopAsked: row?.is_stop_asked ?? true };
    },
    async end(id, { state, proposal, problem, by, now }) {
      await database.transaction().execute(async (transaction) => {
        const own = transaction.$extendTables<PlanningTables>();
        const set = { state, ended_at: instantText(now), proposal: json(proposal), problem: json(problem) };
        const row = await own.updateTable('planning_runs').set(set).where('id', '=', id).where('state', 'not in', ENDED).returning('id').executeTakeFirst();
        if (row === undefined) return;
        const facts = { state, moves: proposal?.moves.length ?? 0, leftOut: proposal?.leftOut.length ?? 0, code: problem?.code ?? null };
        await events.append([{ type: 'planning.ended', actor: by, subject: { doctype: 'Planning Run', name: id }, related: {}, facts }], transaction);
      });
    },
    async askStop(id) {
      await db.updateTable('planning_runs').set({ is_stop_asked: true }).where('id', '=', id).where('state', 'in', ['queued', 'running']).execute();
    },
    async settle(id, outcomes, { by, accept }) {
      await database.transaction().execute(async (transaction) => {
        const own = transaction.$extendTables<PlanningTables>();
        const row = await own.selectFrom('planning_runs').select('proposal').where('id', '=', id).forUpdate().executeTakeFirst();
        if (row?.proposal === undefined || row.proposal === null) return;
        const moves = row.proposal.moves.map((move) => ({ ...move, ...outcomes.get(move.visit) }));
        await own.updateTable('planning_runs').set({ proposal: JSON.stringify({ ...row.proposal, moves }) }).where('id', '=', id).execute();
        const count = (outcome: 'accepted' | 'refused') => [...outcomes.values()].filter((each) => each.outcome === outcome).length;
        await events.append([{ type: 'planning.accepted', actor: by, subject: { doctype: 'Planning Run', name: id }, related: {}, command: accept, facts: { accepted: count('accepted'), refused: count('refused') } }], transaction);
      });
    },
  };
}

/** What nobody asked for makes room for who does ask. @throws {Problem} `planning_busy` when somebody's own run plans some of the same. */
async function makeRoom(db: PlanningDatabase, { scope, by, now }: Pick<NewRun, 'scope' | 'by' | 'now'>): Promise<void> {
  const active = await db.selectFrom('planning_runs').selectAll().where('state', 'in', ['queued', 'running']).execute();
  const crossing = active.filter((run) => touches(run.scope, scope));
  const other = crossing.find(({ by_user: owner }) => by.kind === 'system' || owner !== PLANNER.user);
  if (other !== undefined) throw new Problem('planning_busy', { facts: { run: other.id, by: other.by_name } });
  for (const run of crossing) await db.updateTable('planning_runs').set({ state: 'stopped', ended_at: instantText(now) }).where('id', '=', run.id).execute();
}

/** Ends what a hub that is no more had begun. */
async function buryLost(db: PlanningDatabase, now: Temporal.Instant): Promise<void> {
  const silent = instantText(now.subtract({ seconds: SILENCE_SECONDS }));
  const problem = JSON.stringify(problemBody(new Problem('planning_failed'), '00000000-0000-4000-8000-000000000000'));
  await db.updateTable('planning_runs').set({ state: 'failed', ended_at: instantText(now), problem }).where('state', 'in', ['queued', 'running']).where('heard_at', '<', silent).execute();
}

const json = (value: Proposal | ProblemBody | null): string | null => (value === null ? null : JSON.stringify(value));

/** Do two scopes share a day and a technician? */
function touches(one: PlanningScope, other: PlanningScope): boolean {
  const [first, second] = [one, other].map(({ from, days }) => ({ from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(from).add({ days }) }));
  if (first === undefined || second === undefined) return true;
  const shareDays = Temporal.PlainDate.compare(first.from, second.until) < 0 && Temporal.PlainDate.compare(second.from, first.until) < 0;
  return shareDays && (one.technicians === undefined || other.technicians === undefined || one.technicians.some((name) => other.technicians?.includes(name)));
}

const SUMMARY = ['id', 'state', 'scope', 'cause', 'seconds', 'by_user', 'by_name', 'requested_at', 'started_at', 'ended_at', 'progress', 'problem'] as const;

const runOf = (row: Selectable<PlanningRunsTable>): PlanningRun => ({ ...summaryOf(row), proposal: row.proposal });

function summaryOf(row: Pick<Selectable<PlanningRunsTable>, (typeof SUMMARY)[number]>): Omit<PlanningRun, 'proposal'> {
  const { id, state, scope, cause, seconds, progress, problem } = row;
  return { id, state, scope, cause, seconds, progress, problem, by: { user: row.by_user, displayName: row.by_name }, requestedAt: row.requested_at, startedAt: row.started_at, endedAt: row.ended_at };
}
