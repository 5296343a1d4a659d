/** A hub in a process of its own for the gateway benchmark: the whole app, its ERP at the address given. Prints one JSON line, ends on SIGTERM. */
import { createHttpTransport } from '@gigafibre/frappe';
import { Temporal } from '@gigafibre/kernel';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../src/app.ts';
import { openSeals } from '../src/platform/open-tokens.ts';
import { createSessions } from '../src/platform/sessions.ts';
import { openPlace } from './bench-place.ts';

const upstream = process.argv[2] ?? '';
const clock = (): Temporal.Instant => Temporal.Now.instant();
const place = await openPlace('gateway', {}, { fsync: 'off' });
const { config, connection, database } = place;
const transport = createHttpTransport({ origin: upstream, keyFor: () => ({ key: 'benchmark', secret: 'benchmark' }), connections: 32 });
const app = await buildApp({ config, clock, database, connection, erp: { transport, check: async () => undefined, close: () => transport.close() } });
const { tokens } = await openSeals(config, database.db, clock);
const sessions = createSessions({ db: database.db, clock, notifications: { on: () => undefined, onGap: () => undefined }, tokens });
const { tokens: carried } = await sessions.open({ kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy', roles: ['agent'], device: 'benchmark', language: 'fr', landing: '/ops/', hours: 12, how: 'password' });
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port, cookie: `session=${carried.access}; refresh=${carried.refresh ?? ''}`, pid: process.pid }));

process.once('SIGTERM', () => {
  void (async () => {
    await app.close();
    await transport.close();
    await place.close();
  })();
});
