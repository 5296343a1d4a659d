import { randomUUID } from 'node:crypto';
import type { HubEvent, NoticeKind } from '@gigafibre/contracts';
import { Temporal, type Clock } from '@gigafibre/kernel';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { OutboundTables } from '../outbound/index.ts';
import { meaningOf, type Wish } from './notice-plan.ts';
import type { NoticeTables, Promised, VisitNoticeTable } from './notices.tables.ts';

const BATCH = 200;
/** Whoever has a notice in hand for longer than this has died over it. */
/** What nobody could tell for so long (a hub that was down, a day read in from elsewhere) only surprises whoever hears it now. */
const STALE_HOURS = 6;
const LEASE_SECONDS = 60;
/** How often a customer is told that his appointment has moved before a person has to call him. */
const MOST_OCCASIONS: Readonly<Partial<Record<NoticeKind, number>>> = { moved: 2, reminder: 2 };

export type NoticeRow = Selectable<VisitNoticeTable>;
type Db = Kysely<HubTables & NoticeTables & OutboundTables>;
const own = (transaction: Transaction<HubTables>): Db => transaction.$extendTables<NoticeTables & OutboundTables>();

export interface NoticeBook {
  /** Reads what has happened since, and prepares notices. Gives whether there was anything; one hub at a time does it. */
  follow(): Promise<boolean>;
  /** Takes a due notice in hand; others leave it alone meanwhile. */
  claim(): Promise<NoticeRow | undefined>;
  /** Ends one that was in hand, unless it was overtaken. */
  settle(row: NoticeRow, set: Partial<Pick<NoticeRow, 'state' | 'reason' | 'due_at'>>): Promise<void>;
}

interface Tools {
  readonly db: Database;
  readonly events: EventLog;
  readonly clock: Clock;
  /** Takes back the messages of a command that has been undone. */
  readonly cancelForCommand: (command: string, by: HubEvent['actor']) => Promise<number>;
}

export function createNoticeBook({ db, events, clock, cancelForCommand }: Tools): NoticeBook {
  const inWork = <T>(work: (transaction: Transaction<HubTables>) => Promise<T>): Promise<T> => db.transaction().execute(work);
  return {
    async follow() {
      const undone: { command: string; by: HubEvent['actor'] }[] = [];
      const wasBusy = await inWork(async (transaction) => {
        const cursor = await own(transaction).selectFrom('notice_cursor').select('seq').where('id', '=', 1).forUpdate().skipLocked().executeTakeFirst();
        if (cursor === undefined) return false;
        const batch = await events.after(cursor.seq, BATCH);
        for (const event of batch) {
          const command = await take(own(transaction), event, clock());
          if (command !== undefined) undone.push({ command, by: event.actor });
        }
        const last = batch.at(-1);
        if (last !== undefined) await own(transaction).updateTable('notice_cursor').set({ seq: last.seq }).where('id', '=', 1).execute();
        return last !== undefined;
      });
      for (const { command, by } of undone) await cancelForCommand(command, by);
      return wasBusy;
    },
    claim: () =>
      inWork(async (transaction) => {
        const now = clock();
        await own(transaction).updateTable('visit_notices').set({ state: 'dropped', reason: 'too-late', changed_at: instantText(now) }).where('state', '=', 'due').where('due_at', '<', instantText(now.subtract({ hours: STALE_HOURS }))).execute();
        const row = await own(transaction).selectFrom('visit_notices').selectAll().where('state', 'in', ['due', 'working']).where('due_at', '<=', instantText(now)).orderBy('due_at').limit(1).forUpdate().skipLocked().executeTakeFirst();
        if (row === undefined) return undefined;
        return own(transaction).updateTable('visit_notices').set({ state: 'working', due_at: instantText(now.add({ seconds: LEASE_SECONDS })) }).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
      }),
    async settle({ id }, set) {
      await db.$extendTables<NoticeTables>().updateTable('visit_notices').set({ ...set, changed_at: instantText(clock()) }).where('id', '=', id).where('state', '=', 'working').execute();
    },
  };
}

/** What one event does to the notices of its visit. Gives the command that it undid. */
async function take(db: Db, event: HubEvent, now: Temporal.Instant): Promise<string | undefined> {
  const { visit } = event.related;
  if (visit === undefined) return undefined;
  const meaning = meaningOf(event, await promisedTo(db, visit), Temporal.Instant.from(event.at)); // however late we hear of it
  const changed_at = instantText(now);
  if (meaning.drops.length > 0) await db.updateTable('visit_notices').set({ state: 'dropped', reason: 'overtaken', changed_at }).where('visit', '=', visit).where('kind', 'in', meaning.drops).where('state', 'in', ['due', 'working']).execute();
  if (meaning.undone !== undefined) await db.updateTable('visit_notices').set({ state: 'cancelled', reason: 'undone', changed_at }).where('visit', '=', visit).where('command', '=', meaning.undone).where('state', 'in', ['due', 'working']).execute();
  for (const wish of meaning.wishes) await arm(db, { visit, wish, command: event.command ?? null, now });
  return meaning.undone;
}

/** What the customer was told last of when we come; a message that was taken back was not told. */
async function promisedTo(db: Db, visit: string): Promise<Promised | undefined> {
  const row = await db
    .selectFrom('visit_notices as n')
    .leftJoin('outbox as o', 'o.id', 'n.message')
    .select('n.told')
    .where('n.visit', '=', visit)
    .where('n.kind', 'in', ['booked', 'moved'])
    .where('n.state', '=', 'told')
    .where((either) => either.or([either('o.state', 'is', null), either('o.state', '!=', 'cancelled')]))
    .orderBy('n.changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.told ?? undefined;
}

/** Prepares a notice once; one that waits follows the visit, one that was told is told again only where that is the point of it. */
async function arm(db: Db, { visit, wish, command, now }: { visit: string; wish: Wish; command: string | null; now: Temporal.Instant }): Promise<void> {
  const { kind, dueAt, hint = null } = wish;
  const rows = await db
    .selectFrom('visit_notices as n')
    .leftJoin('outbox as o', 'o.id', 'n.message')
    .select(['n.id', 'n.occasion', 'n.state', 'o.state as message_state'])
    .where('n.visit', '=', visit)
    .where('n.kind', '=', kind)
    .orderBy('n.occasion')
    .execute();
  const changed_at = instantText(now);
  const due_at = instantText(dueAt);
  const waiting = rows.find(({ state }) => state === 'due');
  if (waiting !== undefined) {
    await db.updateTable('visit_notices').set({ due_at, hint, command, changed_at }).where('id', '=', waiting.id).execute();
    return;
  }
  const told = rows.filter(({ state, message_state: sent }) => state === 'working' || (state === 'told' && sent !== 'cancelled')).length;
  if (told >= (MOST_OCCASIONS[kind] ?? 1) || (kind === 'reminder' && told > 0 && rows.at(-1)?.state === 'working')) return;
  const occasion = (rows.at(-1)?.occasion ?? 0) + 1;
  await db
    .insertInto('visit_notices')
    .values({ id: randomUUID(), visit, kind, occasion, state: 'due', due_at, hint, command, told: null, message: null, reason: null, changed_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
