import { foldText } from '@gigafibre/kernel';
import type { Context } from '../context.ts';
import { quote, tableOf, type Row } from '../database.ts';
import type { Meta } from '../meta.ts';
import { grantOf } from '../permissions.ts';
import { createBindings } from '../query/bindings.ts';
import { listIntent, readList } from '../query/index.ts';
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
  const groups: Hit[][] = [];
  for (const source of sources) groups.push(await exactly(ctx, source, typed, most));
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

async function exactly(ctx: Context, source: Source, typed: string, most: number): Promise<Hit[]> {
  const meta = ctx.meta(source.doctype);
  const codes = Object.entries(source.codes).flatMap(([field, read]) => {
    const pattern = meta.columns.has(field) ? read(typed) : undefined;
    return pattern === undefined ? [] : [{ [field]: ['like', pattern] }];
  });
  const byCode = codes.length === 0 ? [] : await hits(ctx, source, { or: codes }, most);
  const words = typed.split(' ').filter((word) => word.length >= 2);
  const fields = source.words.filter((field) => meta.columns.has(field));
  if (byCode.length > 0 || fields.length === 0 || words.length === 0) return byCode;
  return hits(ctx, source, { and: words.map((word) => fields.map((field) => ({ [field]: ['like', `%${word}%`] }))) }, most);
}

/** Rows by alternatives of codes, or by words each of which must be somewhere. */
async function hits(ctx: Context, source: Source, wanted: { or?: object[]; and?: object[][] }, most: number): Promise<Hit[]> {
  const meta = ctx.meta(source.doctype);
  const filters = (wanted.and ?? []).flatMap((alternatives, at) => [...(at === 0 ? [] : ['and']), alternatives.flatMap((each, index) => (index === 0 ? [each] : ['or', each]))]);
  const intent = listIntent(source.doctype, { fields: columnsOf(meta, source), filters, orderBy: 'creation desc', limit: most }, 'v2');
  const where = wanted.or === undefined ? intent.where : listIntent(source.doctype, { orFilters: wanted.or }, 'v1').where;
  const { rows } = await readList(ctx, { ...intent, where });
  return rows.map((row) => hitOf(source, row));
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
  await ctx.db.rows(`select set_config('pg_trgm.word_similarity_threshold', '${LIKENESS}', false)`);
  const where = [`${wanted} <% fold(t.${quote(field)})`, ...rights].join(' and ');
  const sql = `select ${columns.join(', ')} from ${tableOf(meta.name)} t where ${where} order by word_similarity(${wanted}, fold(t.${quote(field)})) desc, t.name limit ${bindings.bind(most)}::bigint`;
  const rows = await ctx.db.rows(sql, bindings.values);
  return rows.map((row) => hitOf(source, row));
}

async function hasLikeness(ctx: Context): Promise<boolean> {
  const found = await ctx.db.rows(`select 1 from pg_extension where extname = 'pg_trgm'`);
  return found.length > 0;
}
