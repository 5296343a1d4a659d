/** A hub in a process of its own for the gateway benchmark: the whole app, its ERP at the address given. Prints one JSON line, ends on SIGTERM. */
import { createHttpTransport } from '@gigafibre/frappe';
import { Temporal } from '@gigafibre/kernel';
import { startPostgres } from '@gigafibre/postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/platform/database.ts';
import { openSeals } from '../src/platform/open-tokens.ts';
import { createSessions } from '../src/platform/sessions.ts';

const upstream = process.argv[2] ?? '';
const dataDir = mkdtempSync(join(tmpdir(), 'bench-gateway-'));
const clock = (): Temporal.Instant => Temporal.Now.instant();
const postgres = await startPostgres({ dir: join(dataDir, 'postgres'), settings: { fsync: 'off' } });
const database = openDatabase(postgres.connection);
const transport = createHttpTransport({ origin: upstream, keyFor: () => ({ key: 'benchmark', secret: 'benchmark' }), connections: 32 });
const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', DATA_DIR: dataDir });
const app = await buildApp({ config, clock, database, connection: postgres.connection, erp: { transport, check: async () => undefined, close: () => transport.close() } });
const { tokens } = await openSeals(config, database.db, clock);
const sessions = createSessions({ db: database.db, clock, notifications: { on: () => undefined, onGap: () => undefined }, tokens });
const { tokens: carried } = await sessions.open({ kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy', roles: ['agent'], device: 'benchmark', language: 'fr', landing: '/ops/', hours: 12, how: 'password' });
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port, cookie: `session=${carried.access}; refresh=${carried.refresh ?? ''}`, pid: process.pid }));

process.once('SIGTERM', () => {
  void (async () => {
    await app.close();
    await transport.close();
    await database.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  })();
});
