import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { HubTables } from '../../platform/tables.ts';
import type { ReadingChange, ReadingRecord, ReadingStore } from './vision.ports.ts';
import type { ReadingsTable, VisionTables } from './vision.tables.ts';

const json = (value: unknown): string => JSON.stringify(value);

export function createReadingStore(database: Database): ReadingStore {
  const db = database.$extendTables<VisionTables>();
  return {
    async add({ id, kind, sha256, fileName, mediaType, sizes, createdBy, visit, answered }, at) {
      const row = { id, kind, state: 'queued', sha256, file_name: fileName, media_type: mediaType, sizes: json(sizes), created_at: instantText(at), created_by: json(createdBy), visit } as const;
      const known = answered === undefined ? {} : ({ state: 'read', result: json(answered.result), source: answered.source, pages_read: sizes.length, settled_at: kind === 'equipment' ? instantText(at) : null } as const);
      const made = await db.insertInto('readings').values({ ...row, ...known }).onConflict((conflict) => conflict.column('id').doNothing()).returning('id').executeTakeFirst();
      return made !== undefined;
    },
    async find(id) {
      const row = await db.selectFrom('readings').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toRecord(row);
    },
    async findSame(sha256, kind) {
      const row = await db.selectFrom('readings').selectAll().where('sha256', '=', sha256).where('kind', '=', kind).where('state', 'not in', ['discarded', 'failed']).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
      return row && toRecord(row);
    },
    async findByDocument(name) {
      const row = await db.selectFrom('readings').selectAll().where(sql<boolean>`document->>'name' = ${name}`).limit(1).executeTakeFirst();
      return row && toRecord(row);
    },
    async list({ limit, offset, kind, state, user }) {
      let query = db.selectFrom('readings');
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (state !== undefined) query = query.where('state', '=', state);
      if (user !== undefined) query = query.where(sql<boolean>`created_by->>'user' = ${user}`);
      const [rows, { total }] = await Promise.all([
        query.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute(),
        query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
      ]);
      return { readings: rows.map(toRecord), total };
    },
    ...changes(db),
    ...retention(db),
  };
}

const changes = (db: Kysely<HubTables & VisionTables>): Pick<ReadingStore, 'claim' | 'progress' | 'finish' | 'move'> => ({
  async claim(now, until) {
    const waiting = sql<string>`(select id from readings where state = 'queued' or (state = 'reading' and leased_until < ${instantText(now)}) order by created_at, id limit 1 for update skip locked)`;
    const row = await db.updateTable('readings').set(({ eb }) => ({ state: 'reading' as const, leased_until: instantText(until), attempts: eb('attempts', '+', 1), pages_read: 0, problem: null })).where('id', '=', waiting).returningAll().executeTakeFirst();
    return row && toRecord(row);
  },
  async progress(id, pagesRead) {
    await db.updateTable('readings').set({ pages_read: pagesRead }).where('id', '=', id).where('state', '=', 'reading').execute();
  },
  async finish({ id, kind }, outcome, at) {
    const settled_at = kind === 'equipment' ? instantText(at) : null;
    const values = 'problem' in outcome ? { state: 'failed' as const, problem: json(outcome.problem) } : { state: 'read' as const, result: json(outcome.result), source: outcome.source, fallback: outcome.fallback, settled_at };
    await db.updateTable('readings').set({ ...values, leased_until: null }).where('id', '=', id).where('state', '=', 'reading').execute();
  },
  async move(id, from, to) {
    const moved = await db.updateTable('readings').set(columnsOf(to)).where('id', '=', id).where('state', 'in', [...from]).returning('id').executeTakeFirst();
    return moved !== undefined;
  },
});

const retention = (db: Kysely<HubTables & VisionTables>): Pick<ReadingStore, 'purgeable' | 'markPurged' | 'isPictureNeeded'> => ({
  async purgeable(before) {
    const rows = await db.selectFrom('readings').selectAll().where('purged_at', 'is', null).where(({ eb }) => eb('settled_at', '<', instantText(before)).or(eb('state', '=', 'failed').and('created_at', '<', instantText(before)))).limit(500).execute();
    return rows.map(toRecord);
  },
  async markPurged(ids, at) {
    if (ids.length === 0) return;
    await db.updateTable('readings').set({ purged_at: instantText(at) }).where('id', 'in', [...ids]).execute();
    await db.updateTable('readings').set({ result: null }).where('id', 'in', [...ids]).where('kind', '=', 'equipment').execute(); // a label tells the key of somebody's Wi-Fi
  },
  async isPictureNeeded(sha256, except) {
    let query = db.selectFrom('readings').select('id').where('sha256', '=', sha256).where('purged_at', 'is', null);
    if (except.length > 0) query = query.where('id', 'not in', [...except]);
    return (await query.limit(1).executeTakeFirst()) !== undefined;
  },
});

function columnsOf(to: ReadingChange) {
  switch (to.state) {
    case 'queued':
      return { state: to.state, problem: null, attempts: 0 } as const;
    case 'discarded':
      return { state: to.state, discard_reason: to.reason, settled_at: instantText(to.at) } as const;
    case 'confirmed':
      return { state: to.state, document: json(to.document), settled_at: instantText(to.at) } as const;
  }
}

function toRecord(row: Selectable<ReadingsTable>): ReadingRecord {
  const { id, kind, state, sha256, sizes, visit, attempts, source, fallback, result, problem, document } = row;
  return {
    ...{ id, kind, state, sha256, sizes, visit, attempts, source, fallback, result, problem, document },
    fileName: row.file_name,
    mediaType: row.media_type,
    pagesRead: row.pages_read,
    createdAt: row.created_at,
    createdBy: row.created_by,
    discardReason: row.discard_reason,
    isPurged: row.purged_at !== null,
  };
}
