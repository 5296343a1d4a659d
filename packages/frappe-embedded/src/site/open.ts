import type { Clock, Random } from '@gigafibre/kernel';
import type pg from 'pg';
import { coreDocTypes } from '../core/index.ts';
import { coreHooks } from '../core/hooks.ts';
import { withContext, type Context } from '../context.ts';
import { erpHooks, layErpRecords } from '../erpnext/index.ts';
import { bothHooks, type DoctypeHooks } from '../hooks.ts';
import type { DocTypeSource } from '../meta.ts';
import { syncFoundation } from '../schema.ts';
import { loadMetas } from './registry.ts';
import { createSite, type Site } from './state.ts';
import { layStandardRecords } from './standard-records.ts';
import { syncDocTypes } from './sync.ts';

export interface OpenOptions {
  pool: pg.Pool;
  doctypes: readonly DocTypeSource[];
  clock: Clock;
  /** Seedable; names and keys are drawn from it together with the clock. */
  random: Random;
  filesDir: string;
  /** The zone of the site's naive times. */
  zone?: string;
  /** What DocTypes do besides their fields, laid over the framework's own. */
  hooks?: Readonly<Record<string, DoctypeHooks>>;
}

const OPENING = 7_201_604;

/** Opens the site in its database: brings every table up to its DocType, lays the records a new site has, and reads what was provisioned. */
export async function openSite(options: OpenOptions): Promise<Site> {
  const { pool, clock, random, filesDir, zone = 'America/Toronto' } = options;
  const site = createSite({ pool, clock, random, filesDir, zone });
  for (const hooks of [coreHooks, erpHooks, options.hooks ?? {}]) for (const [doctype, more] of Object.entries(hooks)) site.hooks.set(doctype, bothHooks(site.hooks.get(doctype), more));
  const sources = withCore(options.doctypes);
  await withBareContext(site, async (ctx) => {
    await ctx.db.write('select pg_advisory_xact_lock($1)', [OPENING]);
    await syncFoundation(ctx.db);
    await syncDocTypes(ctx, sources);
    await loadMetas(ctx);
    await layStandardRecords(ctx);
    await layErpRecords(ctx);
  });
  return site;
}

/** Administrator's context while the tables that tell roles may not exist yet. */
async function withBareContext(site: Site, fn: (ctx: Context) => Promise<void>): Promise<void> {
  const roles = new Set(['Administrator', 'System Manager', 'All', 'Desk User', 'Guest']);
  await withContext(site, 'Administrator', { write: true, roles }, fn);
}

/** The given DocTypes plus those of the framework; a given one of the same name wins, the framework's fields it lacks are added. */
function withCore(given: readonly DocTypeSource[]): DocTypeSource[] {
  const byName = new Map(given.map((source) => [source.name, source]));
  for (const core of coreDocTypes) {
    const own = byName.get(core.name);
    byName.set(core.name, own === undefined ? core : { ...own, fields: [...(own.fields ?? []), ...(core.fields ?? []).filter((field) => !own.fields?.some((other) => other.fieldname === field.fieldname))] });
  }
  return [...byName.values()];
}
