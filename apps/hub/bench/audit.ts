/**
 * What the chained audit trail costs: appending events one by one with and without a hub that chains them, how many rows a
 * second are chained and verified. One JSON line per case. `node apps/hub/bench/audit.ts [events]`
 */
import { join } from 'node:path';
import { Temporal } from '@gigafibre/kernel';
import { createChainBook } from '../src/modules/audit/audit.tables.ts';
import { createChainKeeper } from '../src/modules/audit/chain-keeper.ts';
import { openHeadKeeper } from '../src/modules/audit/heads.ts';
import { verifyAll } from '../src/modules/audit/verify.service.ts';
import { migrations } from '../src/migrations/index.ts';
import { migrate } from '../src/platform/database.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { openPlace } from './bench-place.ts';

const EVENTS = Number(process.argv[2] ?? 2000);
const clock = (): Temporal.Instant => Temporal.Now.instant();
const tell = (line: object): void => console.log(JSON.stringify(line));
const at = (sorted: readonly number[], share: number): number => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2));

const { database, config, close } = await openPlace('audit', {});
const folder = config.dataDir;
try {
  await migrate(database.db, migrations);
  const log = createEventLog(database.db, clock);
  const book = createChainBook(database.db);
  const heads = await openHeadKeeper({ keyFile: join(folder, 'key.pem'), headsFile: join(folder, 'heads.jws') });
  const append = async (name: string, after: () => void): Promise<void> => {
    const times: number[] = [];
    for (let count = 0; count < EVENTS; count += 1) {
      const began = performance.now();
      await log.append([{ type: 'visit.noted', actor: { kind: 'staff', user: 'bench@example.ca', displayName: 'Banc' }, subject: { doctype: 'Dispatch Visit', name: `VIS-${String(count)}` }, related: { visit: `VIS-${String(count)}` }, facts: { text: 'Mesure prise à la borne', count } }]);
      times.push(performance.now() - began);
      after();
    }
    times.sort((one, other) => one - other);
    tell({ case: name, events: EVENTS, p50_ms: at(times, 0.5), p99_ms: at(times, 0.99) });
  };
  await append('append, nobody chains', () => undefined);
  const keeper = createChainKeeper({ book, heads, clock, onFault: (error) => tell({ fault: String(error) }) });
  await append('append, chained behind', () => keeper.wake());
  const waiting = await book.waiting((await book.end()).reached);
  const began = performance.now();
  await keeper.advance();
  const chained = performance.now() - began;
  tell({ case: 'chaining what waits', rows: waiting, ms: Math.round(chained) });
  const looked = performance.now();
  const { links, faults } = await verifyAll(book, []);
  tell({ case: 'verifying', rows: links, faults: faults.length, ms: Math.round(performance.now() - looked) });
  await keeper.close();
} finally {
  await close();
}
