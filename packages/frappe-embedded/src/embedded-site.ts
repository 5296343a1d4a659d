import type { DocTypeFile } from '@gigafibre/doctypes';
import type { Clock, Random } from '@gigafibre/kernel';
import type pg from 'pg';
import { layAuthentication } from './auth/sessions.ts';
import { layFolders } from './files/folders.ts';
import type { DoctypeHooks } from './hooks.ts';
import { createLoader, hasData } from './load/loader.ts';
import type { DocTypeSource } from './meta.ts';
import type { Rpc } from './rest/call.ts';
import { createFace } from './rest/face.ts';
import type { HttpReply, HttpRequest } from './rest/http.ts';
import { laySearchIndexes } from './search/indexes.ts';
import { openSite } from './site/open.ts';
import type { Site } from './site/state.ts';
import { layTallies } from './tally/lay.ts';

export interface EmbeddedSiteOptions {
  pool: pg.Pool;
  doctypes: readonly DocTypeFile[];
  clock: Clock;
  /** Seedable; names are drawn from it together with the clock. */
  random: Random;
  /** Where uploaded files are kept. */
  filesDir: string;
  /** The zone of the site's naive times. */
  zone?: string;
  /** What DocTypes do besides their fields. */
  hooks?: Readonly<Record<string, DoctypeHooks>>;
  /** Whitelisted functions by dotted path. */
  methods?: Readonly<Record<string, Rpc>>;
  /** Told of errors that nobody foresaw; each was answered with a 5xx. */
  onFault?: (error: unknown) => void;
}

/** A Frappe site inside this process. */
export interface EmbeddedSite {
  /** The whole REST face. With `actor` set the call runs as that user, else its headers authenticate. Never rejects. */
  handle(request: HttpRequest): Promise<HttpReply>;
  /**
   * Loads whole, consistent documents with their rows by COPY, for data that was made elsewhere: no hooks, no checks.
   * @returns how many were loaded; a failure loads none of them.
   */
  load(doctype: string, documents: AsyncIterable<object> | Iterable<object>): Promise<number>;
  /** Builds what loading deferred: indexes, statistics, naming counters. Call it once after the last `load`. */
  finishLoad(): Promise<void>;
  /** Whether somebody works here already. */
  hasData(): Promise<boolean>;
  /** Forgets what the site remembers. The pool stays its owner's to end. */
  close(): Promise<void>;
  /** What stands behind it, for the package's own rooms. */
  readonly site: Site;
}

/**
 * Opens a Frappe site on a PostgreSQL database, making or completing its tables.
 * @throws Error when the database cannot be reached or changed.
 */
export async function openEmbeddedSite(options: EmbeddedSiteOptions): Promise<EmbeddedSite> {
  const { pool, clock, random, filesDir, zone, hooks, methods, onFault } = options;
  const doctypes = options.doctypes as readonly DocTypeSource[];
  const site = await openSite({ pool, doctypes, clock, random, filesDir, ...(zone === undefined ? {} : { zone }), ...(hooks === undefined ? {} : { hooks }) });
  await layAuthentication(site);
  await layFolders(site);
  await laySearchIndexes(site);
  await layTallies(site);
  const loader = createLoader(site);
  return {
    site,
    handle: createFace(site, { ...(methods === undefined ? {} : { methods }), ...(onFault === undefined ? {} : { onFault }) }),
    load: (doctype, documents) => loader.load(doctype, documents),
    finishLoad: () => loader.finish(),
    hasData: () => hasData(site),
    close: async () => site.people.forget(),
  };
}
