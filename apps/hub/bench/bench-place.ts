import { startPostgres } from '@gigafibre/postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/platform/database.ts';

/** A folder, a PostgreSQL in it and a hub's configuration, for one benchmark. Closing it leaves nothing behind. */
export async function openPlace(name: string, environment: Readonly<Record<string, string>>, settings?: Readonly<Record<string, string>>) {
  const dataDir = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  const postgres = await startPostgres({ dir: join(dataDir, 'postgres'), ...(settings === undefined ? {} : { settings }) });
  const database = openDatabase(postgres.connection);
  const close = async (): Promise<void> => {
    await database.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { connection: postgres.connection, database, config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', DATA_DIR: dataDir, ...environment }), close };
}
