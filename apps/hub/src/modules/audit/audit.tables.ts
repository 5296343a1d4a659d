import type { ColumnType, Generated, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { ChainedRecord, ChainLink, ChainSource } from './chain.ts';
import type { SignedHead } from './heads.ts';

// types, not interfaces: Kysely's withTables wants an index signature
type AccessTable = { seq: Generated<number>; at: string; actor: ColumnType<unknown, string, never>; action: string; object: string; result: string; correlation: string };
type LinksTable = { position: number; source: ChainSource; seq: number; hash: Buffer };
type HeadsTable = { id: Generated<number>; at: string; position: number; key_id: string; statement: string };
type AuditTables = { access_log: AccessTable; audit_links: LinksTable; audit_heads: HeadsTable };

/** One hub at a time extends the chain, whichever sees the events first. */
const CHAIN_LOCK = 7_201_003;

export interface ChainEnd extends Pick<ChainLink, 'position' | 'hash'> {
  /** The last row of each log that is in the chain. */
  readonly reached: Readonly<Record<ChainSource, number>>;
}

/** The chain and the logs it runs over, as they stand in the database. */
export interface ChainBook {
  /** Runs the work as the only one who extends the chain; null when another hub is at it. */
  alone<T>(work: (book: Pick<ChainBook, 'end' | 'after' | 'add'>) => Promise<T>): Promise<T | null>;
  end(): Promise<ChainEnd>;
  /** Rows of a log after a number, in order. */
  after(source: ChainSource, seq: number, limit: number): Promise<ChainedRecord[]>;
  add(links: readonly ChainLink[]): Promise<void>;
  link(position: number): Promise<ChainLink | undefined>;
  links(after: number, limit: number): Promise<ChainLink[]>;
  rows(source: ChainSource, seqs: readonly number[]): Promise<ChainedRecord[]>;
  /** Rows that stand among chained ones without a link. */
  inserted(reached: ChainEnd['reached']): Promise<readonly Pick<ChainedRecord, 'source' | 'seq'>[]>;
  /** How many rows are not in the chain yet. */
  waiting(reached: ChainEnd['reached']): Promise<number>;
  addHead(head: SignedHead): Promise<void>;
  lastHead(): Promise<{ readonly at: string; readonly position: number; readonly keyId: string } | undefined>;
}

type Db = Kysely<HubTables & AuditTables>;

export function createChainBook(db: Database): ChainBook {
  const tables: Db = db.$extendTables<AuditTables>();
  return {
    alone: (work) =>
      tables.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${CHAIN_LOCK}) as free`.execute(transaction);
        return rows[0]?.free === true ? work({ end: () => readEnd(transaction), after: (source, seq, limit) => readAfter(transaction, source, { seq, limit }), add: (links) => addLinks(transaction, links) }) : null;
      }),
    end: () => readEnd(tables),
    after: (source, seq, limit) => readAfter(tables, source, { seq, limit }),
    add: (links) => addLinks(tables, links),
    link: (position) => tables.selectFrom('audit_links').selectAll().where('position', '=', position).executeTakeFirst(),
    links: (after, limit) => tables.selectFrom('audit_links').selectAll().where('position', '>', after).orderBy('position').limit(limit).execute(),
    rows: (source, seqs) => readRows(tables, source, seqs),
    inserted: (reached) => readInserted(tables, reached),
    async waiting({ event, access }) {
      const { rows } = await sql<{ count: number }>`select (select count(*) from events where seq > ${event}) + (select count(*) from access_log where seq > ${access}) as count`.execute(tables);
      return rows[0]?.count ?? 0;
    },
    async addHead({ at, position, keyId, statement }) {
      await tables.insertInto('audit_heads').values({ at, position, key_id: keyId, statement }).execute();
    },
    async lastHead() {
      const row = await tables.selectFrom('audit_heads').select(['at', 'position', 'key_id']).orderBy('id', 'desc').limit(1).executeTakeFirst();
      return row && { at: row.at, position: row.position, keyId: row.key_id };
    },
  };
}

async function readEnd(db: Db): Promise<ChainEnd> {
  const last = await db.selectFrom('audit_links').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();
  const rows = await db.selectFrom('audit_links').select(['source', ({ fn }) => fn.max('seq').as('seq')]).groupBy('source').execute();
  const reached = (source: ChainSource): number => rows.find((row) => row.source === source)?.seq ?? 0;
  return { position: last?.position ?? 0, hash: last?.hash ?? Buffer.alloc(32), reached: { event: reached('event'), access: reached('access') } };
}

const addLinks = async (db: Db, links: readonly ChainLink[]): Promise<void> => {
  await db.insertInto('audit_links').values([...links]).execute();
};

type Slice = { readonly seq: number; readonly limit: number };
async function readAfter(db: Db, source: ChainSource, { seq, limit }: Slice): Promise<ChainedRecord[]> {
  if (source === 'event') return (await db.selectFrom('events').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute()).map((row) => recordOf('event', row));
  return (await db.selectFrom('access_log').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute()).map((row) => recordOf('access', row));
}

async function readRows(db: Db, source: ChainSource, seqs: readonly number[]): Promise<ChainedRecord[]> {
  if (seqs.length === 0) return [];
  if (source === 'event') return (await db.selectFrom('events').selectAll().where('seq', 'in', [...seqs]).execute()).map((row) => recordOf('event', row));
  return (await db.selectFrom('access_log').selectAll().where('seq', 'in', [...seqs]).execute()).map((row) => recordOf('access', row));
}

const recordOf = (source: ChainSource, { seq, ...content }: { readonly seq: number; readonly [column: string]: unknown }): ChainedRecord => ({ source, seq, content });

async function readInserted(db: Db, reached: ChainEnd['reached']): Promise<Pick<ChainedRecord, 'source' | 'seq'>[]> {
  const { rows } = await sql<{ source: ChainSource; seq: number }>`
    select 'event' as source, seq from events where seq <= ${reached.event} and not exists (select from audit_links where source = 'event' and audit_links.seq = events.seq)
    union all
    select 'access', seq from access_log where seq <= ${reached.access} and not exists (select from audit_links where source = 'access' and audit_links.seq = access_log.seq)
    order by 1, 2 limit 1000`.execute(db);
  return rows;
}
