import { randomUUID } from 'node:crypto';
import { connect, ensureDatabase, withDatabase } from '@gigafibre/postgres';
import type { Pool, PoolConfig } from '@gigafibre/postgres';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL server. */
    postgres: PoolConfig;
  }
}

export interface TestDatabase {
  readonly pool: Pool;
  readonly connection: PoolConfig;
  /** Closes the pool and drops the database, other connections included. */
  drop(): Promise<void>;
}

/** A prepared database that later ones are copied from, made once per run: `name` says which. */
export interface Template {
  readonly name: string;
  readonly prepare: (pool: Pool, connection: PoolConfig) => Promise<void>;
}

/** A fresh database on the run's server: empty, or a copy of a prepared one. */
export async function openTestDatabase(template?: Template): Promise<TestDatabase> {
  const server = inject('postgres');
  const source = template ? await ensureTemplate(server, template) : undefined;
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const connection = await ensureDatabase(server, name, source);
  const pool = connect(connection);
  return {
    pool,
    connection,
    async drop() {
      await pool.end();
      await asServer(server, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function asServer<T>(server: PoolConfig, work: (admin: Pool) => Promise<T>): Promise<T> {
  const admin = connect({ ...server, max: 1 });
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Workers that need the same template at once wait for the first of them to have made it. */
async function ensureTemplate(server: PoolConfig, { name, prepare }: Template): Promise<string> {
  const final = `tpl_${name}`;
  await asServer(server, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [final]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [final]);
    if (rowCount !== 0) return;
    const draft = `${final}_draft`;
    await admin.query(`drop database if exists ${draft} with (force)`);
    await ensureDatabase(server, draft);
    const connection = withDatabase(server, draft);
    const pool = connect(connection);
    await prepare(pool, connection).finally(() => pool.end());
    await admin.query(`alter database ${draft} rename to ${final}`);
  });
  return final;
}
