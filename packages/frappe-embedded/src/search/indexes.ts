import { createHash } from 'node:crypto';
import { quote, tableOf } from '../database.ts';
import type { Meta } from '../meta.ts';
import type { Site } from '../site/state.ts';
import { SOURCES } from './sources.ts';

/** DocTypes whose lists are filtered by choice fields and shown newest first. */
const WORKED = ['Issue', 'Dispatch Job', 'Dispatch Visit', 'Sales Invoice', 'Service Subscription', 'Service Equipment'];
const CHOICES = ['status', 'priority', 'issue_type'];

interface SearchIndex {
  name: string;
  definition: string;
}

/**
 * Lays what makes searching and filtering fast at headline volume: trigrams of the searched fields, and choice fields beside the time of
 * creation. Safe to repeat; without the pg_trgm extension the trigrams are left out and searching is slower.
 */
export async function laySearchIndexes(site: Site): Promise<void> {
  const hasTrigrams = await openTrigrams(site);
  for (const { name, definition } of indexesOf(site, hasTrigrams)) await site.pool.query(`create index if not exists ${quote(name)} on ${definition}`);
}

/** Drops them before a bulk load, which is faster without; `laySearchIndexes` builds them again. */
export async function dropSearchIndexes(site: Site): Promise<void> {
  for (const { name } of indexesOf(site, true)) await site.pool.query(`drop index if exists ${quote(name)}`);
}

async function openTrigrams({ pool }: Site): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from pg_available_extensions where name = 'pg_trgm'`);
  if (rowCount !== null && rowCount > 0) await pool.query('create extension if not exists pg_trgm');
  return rowCount !== null && rowCount > 0;
}

function indexesOf(site: Site, hasTrigrams: boolean): SearchIndex[] {
  const searched = hasTrigrams ? SOURCES.flatMap(({ doctype, words, codes }) => trigramsOf(site.metas.get(doctype), [...words, ...Object.keys(codes)])) : [];
  const listed = WORKED.flatMap((doctype) => choicesOf(site.metas.get(doctype)));
  return [...searched, ...listed];
}

const trigramsOf = (meta: Meta | undefined, fields: readonly string[]): SearchIndex[] =>
  meta === undefined ? [] : [...new Set(fields)].filter((field) => meta.columns.get(field) === 'text').map((field) => ({ name: nameOf('tg', meta, field), definition: `${tableOf(meta.name)} using gin (fold(${quote(field)}) gin_trgm_ops)` }));

/** The plain column rides along, so that counting by it never touches the table. */
const choicesOf = (meta: Meta | undefined): SearchIndex[] =>
  meta === undefined ? [] : CHOICES.filter((field) => meta.columns.get(field) === 'text').map((field) => ({ name: nameOf('ch', meta, field), definition: `${tableOf(meta.name)} (fold(${quote(field)}), creation) include (${quote(field)})` }));

const nameOf = (kind: string, meta: Meta, field: string): string => `${kind}_${createHash('sha256').update(meta.name).digest('hex').slice(0, 10)}_${field}`.slice(0, 63);
