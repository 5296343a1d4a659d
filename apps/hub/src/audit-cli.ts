// `npm run audit:verify`: looks at the whole audit trail and says where it is not what it was.
import { ensureDatabase, startPostgres, withDatabase } from '@gigafibre/postgres';
import type { PoolConfig } from '@gigafibre/postgres';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { sentenceFor } from './start-refusals.ts';
import { createChainBook } from './modules/audit/audit.tables.ts';
import { readKeptHeads } from './modules/audit/heads.ts';
import { verifyAll } from './modules/audit/verify.service.ts';
import { openDatabase } from './platform/database.ts';

interface Opened {
  readonly connection: PoolConfig;
  readonly close: () => Promise<void>;
}

/** The database of the configuration; the embedded one is started when it is not running. */
async function openConnection({ database }: Config): Promise<Opened> {
  if (database.kind === 'server') return { connection: { connectionString: database.url }, close: () => Promise.resolve() };
  const local = await startPostgres({ dir: database.dir });
  await ensureDatabase(local.connection, 'hub');
  return { connection: withDatabase(local.connection, 'hub'), close: () => local.stop() };
}

async function verify(config: Config): Promise<number> {
  const { connection, close } = await openConnection(config);
  const database = openDatabase(connection);
  try {
    const found = await verifyAll(createChainBook(database.db), await readKeptHeads(config.audit), (position) => process.stderr.write(`\r${String(position)} links`));
    process.stderr.write('\n');
    for (const fault of found.faults) console.log(JSON.stringify(fault));
    console.log(JSON.stringify({ links: found.links, waiting: found.waiting, heads: found.heads, headsFile: config.audit.headsFile, faults: found.faults.length }));
    return found.faults.length === 0 ? 0 : 1;
  } finally {
    await database.close();
    await close();
  }
}

const config = readConfig();
try {
  process.exitCode = await verify(config);
} catch (error) {
  console.error(sentenceFor(error, config) ?? error);
  process.exitCode = 2;
}
