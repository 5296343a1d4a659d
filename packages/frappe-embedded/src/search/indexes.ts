import { createHash } from 'node:crypto';
import { quote, tableOf } from '../database.ts';
import type { Meta } from '../meta.ts';
import type { Site } from '../site/state.ts';
import { WORKED, type Worked } from '../worked.ts';
import { SOURCES } from './sources.ts';

interface SearchIndex {
  name: string;
  definition: string;
}

/**
 * Lays what makes searching and listing fast at headline volume: trigrams of the searched fields, and what lists are narrowed and sorted by
 * beside the time of creation. Safe to repeat; without the pg_trgm extension the trigrams are left out and searching is slower.
 */
export async function laySearchIndexes(site: Site): Promise<void> {
  for (const statement of await searchIndexes(site)) await site.pool.query(statement);
}

/** The statements that lay them, for whoever wants to run them side by side. */
export async function searchIndexes(site: Site): Promise<string[]> {
  const hasTrigrams = await openTrigrams(site);
  return indexesOf(site, hasTrigrams).map(({ name, definition }) => `create index if not exists ${quote(name)} on ${definition}`);
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
  const listed = Object.entries(WORKED).flatMap(([doctype, worked]) => listsOf(site.metas.get(doctype), worked));
  return [...searched, ...listed];
}

const trigramsOf = (meta: Meta | undefined, fields: readonly string[]): SearchIndex[] =>
  meta === undefined ? [] : [...new Set(fields)].filter((field) => meta.columns.get(field) === 'text').map((field) => ({ name: nameOf('tg', meta, field), definition: `${tableOf(meta.name)} using gin (fold(${quote(field)}) gin_trgm_ops)` }));

/**
 * A field and then a moment: without the second the planner would rather walk everything by age than sort the few that match. Nothing stands
 * before everything, as lists are sorted; the plain column rides along, so that counting by it never touches the table.
 */
function listsOf(meta: Meta | undefined, { choices, links = [], sorts = [], moments = ['creation'] }: Worked): SearchIndex[] {
  if (meta === undefined) return [];
  const fields = [...choices, ...sorts, ...links].filter((field) => meta.columns.get(field) === 'text');
  return moments.flatMap((moment) =>
    fields.map((field) => {
      const filled = links.includes(field) ? ` where fold(${quote(field)}) is not null` : '';
      return { name: nameOf('li', meta, moment === 'creation' ? field : `${field}_${moment}`), definition: `${tableOf(meta.name)} (fold(${quote(field)}) nulls first, ${quote(moment)}) include (${quote(field)})${filled}` };
    }),
  );
}

const nameOf = (kind: string, meta: Meta, field: string): string => `${kind}_${createHash('sha256').update(meta.name).digest('hex').slice(0, 10)}_${field}`.slice(0, 63);
