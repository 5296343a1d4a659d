import type { EventType, HubEvent } from '@gigafibre/contracts';
import { instantText } from './instant.ts';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { EventsTable, HubTables } from './tables.ts';

export const EVENTS_CHANNEL = 'hub_events';
/** Held from the first append to the commit, so that a reader who has seen number n will never see a smaller one appear. */
const APPEND_LOCK = 7_201_001;

export type NewEvent = Pick<HubEvent, 'type' | 'actor' | 'subject' | 'related' | 'facts'> & { readonly command?: string; readonly doneAt?: string };

/** Everything that happened, in the order of commits. Nothing in it is ever changed or removed. */
export interface EventLog {
  /**
   * Writes events and gives the number of the last one. One command's event of one type on one document is kept once,
   * however often it is written: a replay gets the number of the first.
   * @param transaction the caller's, for effects that must stand or fall with the event.
   */
  append(events: readonly [NewEvent, ...NewEvent[]], transaction?: Transaction<HubTables>): Promise<number>;
  /** The number of the newest event, 0 when there is none. */
  head(): Promise<number>;
  /** Up to `limit` events after a number, oldest first. */
  after(seq: number, limit: number): Promise<HubEvent[]>;
  /** The newest events of one document or of documents related to it, newest first: `about({ job: 'JOB-000001' })`. */
  about(related: HubEvent['related'], options?: { limit?: number; type?: EventType }): Promise<HubEvent[]>;
  /** The events of some types about any of these visits, oldest first. */
  ofVisits(visits: readonly string[], types: readonly EventType[]): Promise<HubEvent[]>;
  /** What a command caused, oldest first; nothing when it is not known. */
  ofCommand(command: string): Promise<HubEvent[]>;
}

export function createEventLog(db: Database, clock: Clock): EventLog {
  const read = (): ReturnType<typeof selectEvents> => selectEvents(db);
  return {
    append: (events, transaction) => (transaction ? write(transaction, events, clock) : db.transaction().execute((own) => write(own, events, clock))),
    async head() {
      const newest = await db.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return newest?.seq ?? 0;
    },
    after: async (seq, limit) => (await read().where('seq', '>', seq).orderBy('seq').limit(limit).execute()).map(toEvent),
    async about(related, { limit = 200, type } = {}) {
      const query = read().where(sql<boolean>`related @> ${JSON.stringify(related)}::jsonb`);
      const rows = await (type ? query.where('type', '=', type) : query).orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(toEvent);
    },
    async ofVisits(visits, types) {
      if (visits.length === 0) return [];
      const wanted = visits.map((visit) => JSON.stringify({ visit }));
      return (await read().where(sql<boolean>`related @> any(${wanted}::jsonb[])`).where('type', 'in', types).orderBy('seq').execute()).map(toEvent);
    },
    ofCommand: async (command) => (await read().where('command', '=', command).orderBy('seq').execute()).map(toEvent),
  };
}

const selectEvents = (db: Database) => db.selectFrom('events').selectAll();

async function write(transaction: Transaction<HubTables>, events: readonly NewEvent[], clock: Clock): Promise<number> {
  await sql`select pg_advisory_xact_lock(${APPEND_LOCK})`.execute(transaction);
  const last = events.every(({ command }) => command === undefined) ? await insertAll(transaction, events, instantText(clock())) : await insertEach(transaction, events, clock);
  await sql`select pg_notify(${EVENTS_CHANNEL}, '')`.execute(transaction);
  return last;
}

const rowOf = (event: NewEvent, at: string): Insertable<EventsTable> => ({
  at,
  done_at: event.doneAt ?? at,
  type: event.type,
  actor: JSON.stringify(event.actor),
  subject_doctype: event.subject.doctype,
  subject_name: event.subject.name,
  related: JSON.stringify(event.related),
  command: event.command ?? null,
  facts: JSON.stringify(event.facts),
});

/** What no command caused repeats nothing: one statement for any number. */
async function insertAll(transaction: Transaction<HubTables>, events: readonly NewEvent[], at: string): Promise<number> {
  const rows = await transaction.insertInto('events').values(events.map((event) => rowOf(event, at))).returning('seq').execute();
  return rows.at(-1)?.seq ?? 0;
}

async function insertEach(transaction: Transaction<HubTables>, events: readonly NewEvent[], clock: Clock): Promise<number> {
  let last = 0;
  for (const event of events) last = (await insert(transaction, event, instantText(clock()))) ?? (await numberOf(transaction, event));
  return last;
}

async function insert(transaction: Transaction<HubTables>, event: NewEvent, at: string): Promise<number | undefined> {
  const row = await transaction
    .insertInto('events')
    .values(rowOf(event, at))
    .onConflict((conflict) => conflict.columns(['command', 'type', 'subject_doctype', 'subject_name']).doNothing())
    .returning('seq')
    .executeTakeFirst();
  return row?.seq;
}

async function numberOf(transaction: Transaction<HubTables>, { command = '', type, subject }: NewEvent): Promise<number> {
  const { seq } = await transaction
    .selectFrom('events')
    .select('seq')
    .where('command', '=', command)
    .where('type', '=', type)
    .where('subject_doctype', '=', subject.doctype)
    .where('subject_name', '=', subject.name)
    .executeTakeFirstOrThrow();
  return seq;
}

function toEvent(row: Selectable<EventsTable>): HubEvent {
  return {
    seq: row.seq,
    at: row.at,
    doneAt: row.done_at,
    type: row.type,
    actor: row.actor,
    subject: { doctype: row.subject_doctype, name: row.subject_name },
    related: row.related,
    ...(row.command === null ? {} : { command: row.command }),
    facts: row.facts,
  };
}
