import type { Context } from '../context.ts';
import { columnKind, isNumber } from '../fieldtypes.ts';
import type { SiteDocument } from '../hooks.ts';
import type { DocField, Meta } from '../meta.ts';
import { cast, childRows } from './values.ts';

/** Fills what a new document left open: site-wide defaults for links, the field's own default, a Select's first option, zero for numbers. */
export async function fillDefaults(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  for (const field of meta.valueFields) {
    if (doc[field.fieldname] !== null && doc[field.fieldname] !== undefined) continue;
    const value = await defaultOf(ctx, meta, doc, field);
    doc[field.fieldname] = value ?? (isNumber(columnKind(field.fieldtype)) ? 0 : null);
  }
}

/** The same for the rows of a document that have no name yet. */
export async function fillRowDefaults(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  for (const { row, child } of childRows(ctx, meta, doc)) if (row.name === '') await fillDefaults(ctx, child, row);
}

async function defaultOf(ctx: Context, meta: Meta, doc: SiteDocument, field: DocField): Promise<unknown> {
  if (field.fieldtype === 'Link') {
    const sitewide = (await siteDefaults(ctx)).get(field.fieldname);
    if (sitewide !== undefined) return sitewide;
  }
  const text = field.default;
  if (text !== undefined && text !== null && text !== '' && field.fieldname !== meta.titleField) return literal(ctx, doc, field, String(text));
  if (field.fieldtype === 'Select' && text !== '') return (field.options ?? '').split('\n')[0]?.trim() ?? '';
  return undefined;
}

async function literal(ctx: Context, doc: SiteDocument, field: DocField, text: string): Promise<unknown> {
  const word = text.toLowerCase();
  if (word === '__user' || word === 'user') return ctx.user;
  if (word === 'today') return ctx.today();
  if (word === 'now' && field.fieldtype === 'Time') return ctx.now().slice(11);
  if (word === 'now') return ctx.now();
  if (text.startsWith(':')) return ofLinked(ctx, doc, field, text.slice(1));
  return cast(field, text);
}

/** `:Company`: the value of the field of the same name on the Company the document names. */
async function ofLinked(ctx: Context, doc: SiteDocument, field: DocField, doctype: string): Promise<unknown> {
  const meta = ctx.findMeta(doctype);
  const name = doc[doctype.toLowerCase().replaceAll(' ', '_')] ?? (await siteDefaults(ctx)).get(doctype.toLowerCase());
  if (meta?.columns.has(field.fieldname) !== true || typeof name !== 'string') return undefined;
  const rows = await ctx.db.rows<{ value: unknown }>(`select "${field.fieldname}" as value from "tab${doctype}" where name = $1`, [name]);
  return rows[0]?.value;
}

/** Defaults for everybody, by fieldname: DefaultValue records of `__default`, and what Global Defaults names. */
async function siteDefaults(ctx: Context): Promise<ReadonlyMap<string, string>> {
  if (ctx.site.cache.defaults !== undefined) return ctx.site.cache.defaults;
  const rows = await ctx.db.rows<{ key: string; value: string }>(`
    select defkey as key, defvalue as value from "tabDefaultValue" where parent = '__default' and defvalue <> ''
    union all select replace(field, 'default_', ''), value from "tabSingles" where doctype = 'Global Defaults' and field in ('default_company', 'default_currency') and value <> ''`);
  const defaults = new Map(rows.map((row) => [row.key, row.value]));
  ctx.site.cache.defaults = defaults;
  return defaults;
}
