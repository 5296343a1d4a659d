/** A hub with the embedded ERP in a process of its own, and one account with a password. Prints one JSON line, ends on SIGTERM. */
import { createFrappeSite } from '@gigafibre/frappe';
import { mulberry32, Temporal } from '@gigafibre/kernel';
import { ensureDatabase, startPostgres } from '@gigafibre/postgres';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/platform/database.ts';
import { openEmbeddedErp } from '../src/vendors/erp/embedded.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'bench-auth-'));
const clock = (): Temporal.Instant => Temporal.Now.instant();
const postgres = await startPostgres({ dir: join(dataDir, 'postgres'), settings: { fsync: 'off' } });
const filesDir = join(dataDir, 'files');
mkdirSync(filesDir);
const erp = await openEmbeddedErp({ connection: await ensureDatabase(postgres.connection, 'erp'), clock, random: mulberry32(7), filesDir, onFault: () => undefined });
const site = createFrappeSite({ transport: erp.transport, actor: 'Administrator' });
await site.insert('User', { email: 'agent@demo.gigafibre.ca', first_name: 'Agathe', last_name: 'Roy', full_name: 'Agathe Roy', enabled: 1, user_type: 'System User', language: 'fr', send_welcome_email: 0, roles: [{ role: 'Service Agent' }], new_password: 'demo' } as never);
const database = openDatabase(postgres.connection);
const app = await buildApp({ config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', DATA_DIR: dataDir }), clock, database, connection: postgres.connection, erp });
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ port: (app.server.address() as AddressInfo).port })}\n`);

process.once('SIGTERM', () => {
  void (async () => {
    await app.close();
    await database.close();
    await erp.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  })();
});
