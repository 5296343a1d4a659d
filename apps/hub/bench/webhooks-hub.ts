/** A hub in a process of its own for the webhook benchmark, on a database that syncs to disk. Prints one JSON line, ends on SIGTERM. */
import { Temporal } from '@gigafibre/kernel';
import { startPostgres } from '@gigafibre/postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/platform/database.ts';

const [token = '', origin = ''] = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), 'bench-webhooks-'));
const postgres = await startPostgres({ dir: join(dataDir, 'postgres') });
const database = openDatabase(postgres.connection);
const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', DATA_DIR: dataDir, PUBLIC_ORIGIN: origin, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: token, TWILIO_SENDER: '+14505550100' });
const erp = { transport: () => Promise.reject(new Error('no ERP here')), check: async () => undefined, close: async () => undefined };
const app = await buildApp({ config, clock: () => Temporal.Now.instant(), database, connection: postgres.connection, erp });
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port, connection: postgres.connection }));

process.once('SIGTERM', () => {
  void (async () => {
    await app.close();
    await database.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  })();
});
