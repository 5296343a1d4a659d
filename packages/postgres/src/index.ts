export { connect, ensureDatabase, withDatabase } from './connect.ts';
export { PostgresRefusal } from './refusal.ts';
export { startPostgres } from './start-postgres.ts';
export type { LocalPostgres, PostgresOptions } from './start-postgres.ts';
export type { Pool, PoolClient, PoolConfig } from 'pg';
