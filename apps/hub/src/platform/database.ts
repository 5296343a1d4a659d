import { connect } from '@gigafibre/postgres';
import type { Pool, PoolConfig } from '@gigafibre/postgres';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import pg from 'pg';
import type { HubTables } from './tables.ts';

/** The hub's own database: what the ERP cannot hold. */
export type Database = Kysely<HubTables>;
/** A database or a transaction of it. */
export type Queryable = Pick<Database, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'getExecutor'>;

const INT8: number = pg.types.builtins.INT8;
const TIMESTAMPTZ: number = pg.types.builtins.TIMESTAMPTZ;
const builtIn = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (text: string) => unknown;

/** Instants come back as the wire wants them (`2026-11-23T14:05:00.123456Z`), and 64-bit numbers as numbers: none of ours passes 2^53. */
const types: NonNullable<PoolConfig['types']> = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return (text: string) => `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`;
    return builtIn(oid, format);
  },
};

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: Pool;
  close(): Promise<void>;
}

export function openDatabase(connection: PoolConfig, onIdleError?: (error: Error) => void): OpenDatabase {
  const pool = connect({ ...connection, types, options: '-c TimeZone=UTC', application_name: 'gigafibre-hub' }, onIdleError);
  const db = new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** Brings the tables up to date. Kysely holds an advisory lock meanwhile, so hubs that start together take turns. */
export async function migrate(db: Database, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error !== undefined) throw new Error('The hub database could not be brought up to date.', { cause: error });
}
