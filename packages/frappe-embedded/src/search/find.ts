import { foldText } from '@gigafibre/kernel';
import type { Context } from '../context.ts';
import { quote, tableOf, type Row } from '../database.ts';
import type { Meta } from '../meta.ts';
import { grantOf } from '../permissions.ts';
import { createBindings } from '../query/bindings.ts';
import { listIntent, readLists, type Condition } from '../query/index.ts';
import { rowRights } from '../query/row-rights.ts';
import { asText } from '../text.ts';
import { SOURCES, type Source } from './sources.ts';

/** One thing found. */
export interface Hit {
  doctype: string;
  name: string;
  title: string;
  detail: string;
}

const MOST = 50;

/**
 * Finds anything the user may read by whatever people read out on the telephone: names, numbers, addresses, serials. Letter case and
 * accents do not matter; when nothing matches, what merely looks alike is given.
 * @param limit hits at most, 1 to 50; every kind of thing gets its share.
 */
export async function findAnything(ctx: Context, text: string, limit: number): Promise<Hit[]> {
  const typed = text.trim().replaceAll(/\s+/g, ' ').slice(0, 140);
  const most = Math.min(MOST, Math.max(1, Math.trunc(limit) || MOST));
  if (typed.length < 2) return [];
  const sources = SOURCES.filter(({ doctype }) => {
    const meta = ctx.findMeta(doctype);
    return meta !== undefined && grantOf(ctx, meta, 'read') !== 'none';
  });
  const groups = await exactly(ctx, sources, typed, most);
  if (groups.every((group) => group.length === 0)) for (const source of sources) groups.push(await alike(ctx, source, typed, most));
  return fairly(groups, most);
}

/** One hit of each kind in turn, until there are enough. */
function fairly(groups: readonly Hit[][], most: number): Hit[] {
  const rounds = Math.max(0, ...groups.map((group) => group.length));
  const mixed = Array.from({ length: rounds }, (_, round) => groups.flatMap((group) => group.slice(round, round + 1))).flat();
  const chosen = new Set(mixed.slice(0, most));
  return groups.flatMap((group) => group.filter((hit) => chosen.has(hit)));
}

/** Rows in which a code is what was typed, or in which every word is somewhere. */
async function exactly(ctx: Context, sources: readonly Source[], typed: string, most: number): Promise<Hit[][]> {
  const asked = sources.flatMap((source) => {
    const meta = ctx.meta(source.doctype);
    const wanted = [...codesOf(meta, source, typed), ...wordsOf(meta, source, typed)];
    if (wanted.length === 0) return [];
    const orderBy = source.isLarge === true ? 'creation desc' : NEWEST_OF_ALL_MATCHES;
    const intent = listIntent(source.doctype, { fields: columnsOf(meta, source), orderBy, limit: most }, 'v2');
    return [{ source, intent: { ...intent, where: { kind: 'any', of: wanted } as const } }];
  });
  const lists = await readLists(ctx, asked.map(({ intent }) => intent));
  return asked.map(({ source }, at) => (lists[at] ?? []).map((row) => hitOf(source, row)));
}

/** `idx` has no index: it keeps the planner from walking all rows by age in search of a few. */
const NEWEST_OF_ALL_MATCHES = 'idx desc, creation desc';

const isLike = (field: string, pattern: string): Condition => ({ kind: 'compare', column: { field }, operator: 'like', value: pattern });

function codesOf(meta: Meta, source: Source, typed: string): Condition[] {
  return Object.entries(source.codes).flatMap(([field, read]) => {
    const pattern = meta.columns.has(field) ? read(typed) : undefined;
    return pattern === undefined ? [] : [isLike(field, pattern)];
  });
}

function wordsOf(meta: Meta, source: Source, typed: string): Condition[] {
  const words = typed.split(' ').filter((word) => word.length >= 2);
  const fields = source.words.filter((field) => meta.columns.has(field));
  if (fields.length === 0 || words.length === 0) return [];
  return [{ kind: 'all', of: words.map((word) => ({ kind: 'any', of: fields.map((field) => isLike(field, `%${word}%`)) })) }];
}

const columnsOf = (meta: Meta, source: Source): string[] => [...new Set(['name', source.title, ...source.detail])].filter((field) => meta.columns.has(field));

const hitOf = (source: Source, row: Row): Hit => ({
  doctype: source.doctype,
  name: asText(row['name']),
  title: asText(row[source.title] ?? row['name']),
  detail: source.detail.map((field) => asText(row[field])).filter((text) => text !== '').join(' · '),
});

/** How much of what was typed must be found again, 0 to 1: « Trembley » is two thirds of « Tremblay ». */
const LIKENESS = '0.45';

async function alike(ctx: Context, source: Source, typed: string, most: number): Promise<Hit[]> {
  const meta = ctx.meta(source.doctype);
  const field = source.fuzzy;
  if (field === undefined || !meta.columns.has(field) || typed.length < 4 || !(await hasLikeness(ctx))) return [];
  const bindings = createBindings();
  const wanted = `${bindings.bind(foldText(typed))}::text`;
  const rights = await rowRights(ctx, meta, undefined, bindings);
  const columns = columnsOf(meta, source).map((column) => `t.${quote(column)}`);
  const where = [`${wanted} <% fold(t.${quote(field)})`, ...rights].join(' and ');
  const sql = `select ${columns.join(', ')} from ${tableOf(meta.name)} t where ${where} order by word_similarity(${wanted}, fold(t.${quote(field)})) desc, t.name limit ${bindings.bind(most)}::bigint`;
  const rows = await ctx.db.rows(sql, bindings.values);
  return rows.map((row) => hitOf(source, row));
}

/** Whether this server can compare by likeness; sets how like is like enough. */
async function hasLikeness(ctx: Context): Promise<boolean> {
  const found = await ctx.db.rows(`select set_config('pg_trgm.word_similarity_threshold', '${LIKENESS}', false) from pg_extension where extname = 'pg_trgm'`);
  return found.length > 0;
}
