/** A hub in a process of its own for the webhook benchmark, on a database that syncs to disk. Prints one JSON line, and another with the CPU it has used whenever it is asked; ends on SIGTERM. */
import { Temporal } from '@gigafibre/kernel';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../src/app.ts';
import { openPlace } from './bench-place.ts';

const [token = '', origin = ''] = process.argv.slice(2);
const { config, connection, database, close } = await openPlace('webhooks', { PUBLIC_ORIGIN: origin, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: token, TWILIO_SENDER: '+14505550100' });
const erp = { transport: () => Promise.reject(new Error('no ERP here')), check: async () => undefined, close: async () => undefined };
const app = await buildApp({ config, clock: () => Temporal.Now.instant(), database, connection, erp });
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port, connection }));
process.stdin.on('data', () => console.log(JSON.stringify(process.cpuUsage())));

process.once('SIGTERM', () => {
  void (async () => {
    process.stdin.destroy();
    await app.close();
    await close();
  })();
});
