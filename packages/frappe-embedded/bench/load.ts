import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_SIZES, loadDemo, type DemoSize } from '@gigafibre/demo';
import { doctypes } from '@gigafibre/doctypes';
import { mulberry32, Temporal } from '@gigafibre/kernel';
import { connect, startPostgres } from '@gigafibre/postgres';
import { insertDocument } from '../src/documents.ts';
import { withContext } from '../src/context.ts';
import { openEmbeddedSite } from '../src/index.ts';

/*
 * Loads the demo provider into a new site on a database of its own and prints one JSON line:
 * `node packages/frappe-embedded/bench/load.ts [demo|full]`. Seconds include making the documents.
 */
const size: DemoSize = process.argv[2] === 'demo' ? 'demo' : 'full';
const now = Temporal.Instant.from('2026-03-10T14:00:00Z');
const dir = await mkdtemp(join(tmpdir(), 'load-bench-'));
const postgres = await startPostgres({ dir: join(dir, 'pg') });
const pool = connect(postgres.connection);
const site = await openEmbeddedSite({ pool, doctypes: Object.values(doctypes), clock: () => now, random: mulberry32(1), filesDir: dir });

let peak = 0;
const seconds: Record<string, number> = {};
let mark = performance.now();
const lap = (name: string): void => {
  seconds[name] = Math.round(performance.now() - mark) / 1000;
  mark = performance.now();
};
const began = performance.now();
await loadDemo(
  {
    load: async (doctype, rows) => {
      const count = await site.load(doctype, rows);
      lap(doctype);
      return count;
    },
    insertUser: async (user) => {
      await withContext(site.site, 'Administrator', { write: true }, (ctx) => insertDocument(ctx, 'User', user));
    },
    finishLoad: async () => {
      mark = performance.now();
      await site.finishLoad();
      lap('finish');
    },
  },
  { size, now, seed: 1, onProgress: () => (peak = Math.max(peak, process.memoryUsage.rss())) },
);
const total = (performance.now() - began) / 1000;
console.log(JSON.stringify({ bench: 'load', size, documents: DEMO_SIZES[size], seconds: Math.round(total * 10) / 10, peakMegabytes: Math.round(peak / 1e6), parts: seconds }));
await pool.end();
await postgres.stop();
await rm(dir, { recursive: true, force: true });
