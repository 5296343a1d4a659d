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

/** Keeps reports and acts on them, all in a few statements; a repeated one changes nothing. */
export async function takeReports(transaction: Transaction<HubTables>, reports: readonly DeliveryReport[], tools: Tools): Promise<void> {
  if (reports.length === 0) return;
  const db: Db = transaction.$extendTables<OutboundTables>();
  const at = instantText(tools.clock());
  await holdReports(transaction, reports.map(({ vendorId }) => vendorId));
  const rows = reports.map(({ vendorId, status, code }) => ({ vendor_id: vendorId, status, code, at }));
  const kept = await db.insertInto('delivery_reports').values(rows).onConflict((conflict) => conflict.doNothing()).returning('vendor_id').execute();
  await applyReports(transaction, kept.map(({ vendor_id: vendorId }) => vendorId), tools);
}

/** One at a time for each message: a report may come before it is written down which message it speaks of. Held before the message’s row and the log, everywhere. */
export async function holdReports(transaction: Transaction<HubTables>, vendorIds: readonly string[]): Promise<void> {
  const inOrder = [...new Set(vendorIds)].toSorted();
  await sql`select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${inOrder}::text[]) as id`.execute(transaction);
}

/** Brings messages, whose reports are held, into the state that all their reports together say. Called, too, once a vendor id is known. */
export async function applyReports(transaction: Transaction<HubTables>, vendorIds: readonly string[], tools: Tools): Promise<void> {
  if (vendorIds.length === 0) return;
  const db: Db = transaction.$extendTables<OutboundTables>();
  const rows = await db.selectFrom('outbox').selectAll().where('vendor_id', 'in', vendorIds).orderBy('id').forUpdate().execute();
  if (rows.length === 0) return;
  const reports = Map.groupBy(await db.selectFrom('delivery_reports').select(['vendor_id', 'status', 'code']).where('vendor_id', 'in', vendorIds).execute(), (report) => report.vendor_id);
  const told = rows.map((row) => ({ row, fates: (reports.get(row.vendor_id ?? '') ?? []).map(({ status, code }) => fateOf(row.channel, status, code)) }));
  await settle(transaction, told.flatMap(({ row, fates }) => settledBy(row, fates)), tools);
  for (const { row, fates } of told) {
    // « unsubscribe » comes after the delivery, and holds all the same
    const said = fates.find((fate) => fate.kind === 'refused' && fate.refusal === 'opted-out');
    if (said?.kind === 'refused') await optOut(db, row.recipient_key, `vendor:${said.code}`, tools.clock());
  }
}

/** A message and what comes next for it; nothing where it was delivered. */
interface Settling {
  readonly row: Row;
  readonly next: Next | undefined;
}

function settledBy(row: Row, fates: readonly Fate[]): Settling[] {
  const last = fates.toSorted((one, other) => rank(other) - rank(one))[0];
  if (last === undefined || last.kind === 'progress' || SETTLED.includes(row.state)) return [];
  return [{ row, next: last.kind === 'delivered' ? undefined : nextAfter(last, row.attempts < MOST_ATTEMPTS ? row.attempts : Number.MAX_SAFE_INTEGER) }];
}

/** Rows first, the log after them, and last what was learnt of recipients: everywhere so. */
async function settle(transaction: Transaction<HubTables>, settling: readonly Settling[], { events, clock }: Tools): Promise<void> {
  const now = clock();
  const update = (ids: readonly string[], next: Next | undefined) => transaction.$extendTables<OutboundTables>().updateTable('outbox').set({ ...stateOf(next, now), changed_at: instantText(now) }).where('id', 'in', ids).returningAll().execute();
  const delivered = settling.flatMap(({ row, next }) => (next === undefined ? [row.id] : []));
  const changed = delivered.length === 0 ? [] : await update(delivered, undefined);
  for (const { row, next } of settling) if (next !== undefined) changed.push(...(await update([row.id], next)));
  const [first, ...others] = changed.map((row) => messageEvent(row, COURIER));
  if (first !== undefined) await events.append([first, ...others], transaction);
  for (const { row, next } of settling) if (next !== undefined) await remember(transaction, row, next, now);
}

function stateOf(next: Next | undefined, now: Temporal.Instant): Pick<Row, 'state' | 'reason' | 'due_at'> {
  if (next === undefined) return { state: 'delivered', reason: null, due_at: null };
  return { state: next.state, reason: next.reason, due_at: next.afterSeconds === undefined ? null : instantText(now.add({ seconds: next.afterSeconds })) };
}
