import pg from 'pg';
import type { Pool, PoolConfig } from 'pg';

const DUPLICATE_DATABASE = '42P04';
const UNIQUE_VIOLATION = '23505'; // what the loser of two simultaneous CREATE DATABASE gets

/**
 * Opens a pool of connections, ten unless told otherwise.
 * @param onIdleError told when an idle connection breaks; the pool replaces it by itself.
 */
export function connect(connection: PoolConfig, onIdleError: (error: Error) => void = () => undefined): Pool {
  const pool = new pg.Pool({ max: 10, ...connection });
  pool.on('error', onIdleError); // without a listener Node ends the process
  return pool;
}

/** The same server, another database: rewrites the path of a connection string, or the `database` field. */
export function withDatabase(connection: PoolConfig, name: string): PoolConfig {
  if (connection.connectionString === undefined) return { ...connection, database: name };
  const url = new URL(connection.connectionString);
  url.pathname = `/${encodeURIComponent(name)}`;
  return { ...connection, connectionString: url.href };
}

/**
 * Makes a database if it is not there, and gives the connection to it. Safe when several processes do it at once.
 * @param template a database to copy, which nobody may be connected to.
 */
export async function ensureDatabase(connection: PoolConfig, name: string, template = 'template0'): Promise<PoolConfig> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || ![DUPLICATE_DATABASE, UNIQUE_VIOLATION].includes(error.code ?? '')) throw error;
  } finally {
    await client.end();
  }
  return withDatabase(connection, name);
}
