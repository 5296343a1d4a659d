/** A hub with the embedded ERP in a process of its own, and one account with a password. Prints one JSON line, ends on SIGTERM. */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFrappeSite } from '@gigafibre/frappe';
import { mulberry32, Temporal } from '@gigafibre/kernel';
import { ensureDatabase } from '@gigafibre/postgres';
import { buildApp } from '../src/app.ts';
import { openEmbeddedErp } from '../src/vendors/erp/embedded.ts';
import { openPlace } from './bench-place.ts';

const clock = (): Temporal.Instant => Temporal.Now.instant();
const { config, connection, database, close } = await openPlace('auth', {}, { fsync: 'off' });
const filesDir = join(config.dataDir, 'files');
mkdirSync(filesDir);
const erp = await openEmbeddedErp({ connection: await ensureDatabase(connection, 'erp'), clock, random: mulberry32(7), filesDir, onFault: () => undefined });
const site = createFrappeSite({ transport: erp.transport, actor: 'Administrator' });
await site.insert('User', { email: 'agent@demo.gigafibre.ca', first_name: 'Agathe', last_name: 'Roy', full_name: 'Agathe Roy', enabled: 1, user_type: 'System User', language: 'fr', send_welcome_email: 0, roles: [{ role: 'Service Agent' }], new_password: 'demo' } as never);
const app = await buildApp({ config, clock, database, connection, erp });
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ port: (app.server.address() as AddressInfo).port })}\n`);

process.once('SIGTERM', () => {
  void (async () => {
    await app.close();
    await erp.close();
    await close();
  })();
});
