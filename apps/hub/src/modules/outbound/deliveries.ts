import type { Temporal } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { fateOf, type Fate } from '../../vendors/messaging/fates.ts';
import { COURIER, messageEvent } from './message-events.ts';
import type { OutboundTables, OutboxTable } from './outbound.tables.ts';
import type { DoorTools } from './outbox.ts';
import { nextAfter, type Next } from './outcomes.ts';
import { optOut, remember } from './remember.ts';

/** What a vendor told of a message, in its own words. */
export interface DeliveryReport {
  readonly vendorId: string;
  /** One report for each is kept. */
  readonly status: string;
  readonly code: string;
}

type Db = Kysely<HubTables & OutboundTables>;
type Row = Selectable<OutboxTable>;
type Tools = Pick<DoorTools, 'events' | 'clock'>;

const SETTLED: readonly Row['state'][] = ['delivered', 'failed', 'suppressed', 'cancelled'];
/** An operator that does not know why either gets one more try, not five. */
const MOST_ATTEMPTS = 2;

/** Which of several reports counts, whatever the order in which they came. */
const rank = ({ kind }: Fate): number => (kind === 'progress' ? 0 : kind === 'delivered' ? 2 : 1);

/** Keeps a report and acts on it; a repeated one changes nothing. Gives whether it was new. */
export async function takeReport(transaction: Transaction<HubTables>, { vendorId, status, code }: DeliveryReport, tools: Tools): Promise<boolean> {
  const db: Db = transaction.$extendTables<OutboundTables>();
  await lock(db, vendorId);
  const kept = await db.insertInto('delivery_reports').values({ vendor_id: vendorId, status, code, at: instantText(tools.clock()) }).onConflict((conflict) => conflict.doNothing()).returning('vendor_id').executeTakeFirst();
  if (kept !== undefined) await applyReports(transaction, vendorId, tools);
  return kept !== undefined;
}

/** One at a time for each message: a report may come before it is written down which message it speaks of. */
const lock = (db: Db, vendorId: string): Promise<unknown> => sql`select pg_advisory_xact_lock(hashtextextended(${vendorId}, 0))`.execute(db);

/** Brings a message into the state that all its reports together say. Called, too, once its vendor id is known. */
export async function applyReports(transaction: Transaction<HubTables>, vendorId: string, tools: Tools): Promise<void> {
  const db: Db = transaction.$extendTables<OutboundTables>();
  await lock(db, vendorId);
  const row = await db.selectFrom('outbox').selectAll().where('vendor_id', '=', vendorId).forUpdate().executeTakeFirst();
  if (row === undefined) return;
  const reports = await db.selectFrom('delivery_reports').select(['status', 'code']).where('vendor_id', '=', vendorId).execute();
  const fates = reports.map(({ status, code }) => fateOf(row.channel, status, code));
  // « unsubscribe » comes after the delivery, and holds all the same
  const said = fates.find((fate) => fate.kind === 'refused' && fate.refusal === 'opted-out');
  if (said?.kind === 'refused') await optOut(db, row.recipient_key, `vendor:${said.code}`, tools.clock());
  const last = fates.toSorted((one, other) => rank(other) - rank(one))[0];
  if (last === undefined || last.kind === 'progress' || SETTLED.includes(row.state)) return;
  await settle(transaction, row, last, tools);
}

async function settle(transaction: Transaction<HubTables>, row: Row, fate: Exclude<Fate, { kind: 'progress' }>, { events, clock }: Tools): Promise<void> {
  const now = clock();
  const next = fate.kind === 'delivered' ? undefined : nextAfter(fate, row.attempts < MOST_ATTEMPTS ? row.attempts : Number.MAX_SAFE_INTEGER);
  if (next !== undefined) await remember(transaction, row, next, now);
  const changed = await transaction.$extendTables<OutboundTables>().updateTable('outbox').set({ ...stateOf(next, now), changed_at: instantText(now) }).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
  await events.append([messageEvent(changed, COURIER)], transaction);
}

function stateOf(next: Next | undefined, now: Temporal.Instant): Pick<Row, 'state' | 'reason' | 'due_at'> {
  if (next === undefined) return { state: 'delivered', reason: null, due_at: null };
  return { state: next.state, reason: next.reason, due_at: next.afterSeconds === undefined ? null : instantText(now.add({ seconds: next.afterSeconds })) };
}
