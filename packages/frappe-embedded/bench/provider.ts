import { join } from 'node:path';
import { DEMO_SIZES, loadDemo, type DemoSize } from '@gigafibre/demo';
import { doctypes } from '@gigafibre/doctypes';
import { mulberry32, Temporal } from '@gigafibre/kernel';
import { connect, ensureDatabase, startPostgres, type Pool } from '@gigafibre/postgres';
import { generateKeys, type ApiKey } from '../src/auth/keys.ts';
import { actAsSite, withContext } from '../src/context.ts';
import { insertDocument } from '../src/documents.ts';
import { openEmbeddedSite, type EmbeddedSite } from '../src/embedded-site.ts';
import { serveEmbeddedSite } from '../src/serve.ts';

/** A provider at a volume, behind HTTP. */
export interface Provider {
  url: string;
  key: ApiKey;
  /** Raw SQL beside the REST face: the peer. */
  pool: Pool;
  /** Milliseconds the load took; undefined when the folder held the provider already. */
  loadMs: number | undefined;
  close(): Promise<void>;
}

/** Opens the provider kept in a folder, loading it first where it is not there yet. */
export async function openProvider(folder: string, size: DemoSize): Promise<Provider> {
  const postgres = await startPostgres({ dir: join(folder, 'postgres') });
  const pool = connect(await ensureDatabase(postgres.connection, 'erp'));
  const now = Temporal.Now.instant();
  const site = await openEmbeddedSite({ pool, doctypes: Object.values(doctypes), clock: () => Temporal.Now.instant(), random: mulberry32(1), filesDir: join(folder, 'files'), onFault: (error) => console.error(error) });
  const loadMs = (await isLoaded(pool, size)) ? undefined : await load(site, size, now);
  const key = await withContext(site.site, 'Administrator', { write: true }, (ctx) => generateKeys(ctx, 'Administrator'));
  const served = await serveEmbeddedSite(site, { host: '127.0.0.1', port: 0 });
  const close = async (): Promise<void> => {
    await served.close();
    await pool.end();
    await postgres.stop();
  };
  return { url: served.url, key, pool, loadMs, close };
}

async function isLoaded(pool: Pool, size: DemoSize): Promise<boolean> {
  const { rows } = await pool.query<{ n: string }>('select count(*) as n from "tabIssue"');
  return Number(rows[0]?.n ?? 0) >= DEMO_SIZES[size].tickets;
}

async function load(site: EmbeddedSite, size: DemoSize, now: Temporal.Instant): Promise<number> {
  const started = performance.now();
  const insertUser = (user: object): Promise<void> =>
    withContext(site.site, 'Administrator', { write: true }, async (ctx) => {
      await insertDocument(actAsSite(ctx), 'User', { ...user });
    });
  const target = { load: (doctype: string, rows: Iterable<object>) => site.load(doctype, rows), finishLoad: () => site.finishLoad(), insertUser };
  await loadDemo(target, { size, now, seed: 1 });
  return performance.now() - started;
}
