import type { Context } from '../context.ts';
import { quote, tableOf, type Row } from '../database.ts';
import type { SiteDocument } from '../hooks.ts';
import { emptyDocument } from '../documents/values.ts';

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number(value ?? 0) || 0);
export const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Some columns of one record; undefined when it does not exist. */
export async function columnsOf(ctx: Context, doctype: string, name: unknown, columns: readonly string[]): Promise<Row | undefined> {
  if (isBlank(name)) return undefined;
  return (await ctx.db.rows(`select ${columns.map(quote).join(', ')} from ${tableOf(doctype)} where name = $1`, [name]))[0];
}

export async function exists(ctx: Context, doctype: string, name: string): Promise<boolean> {
  return (await ctx.db.rows(`select 1 from ${tableOf(doctype)} where fold(name) = fold($1)`, [name])).length > 0;
}

/** A field of a Single as text: what is stored, else the field's default, else ''. */
export async function setting(ctx: Context, doctype: string, field: string): Promise<string> {
  const rows = await ctx.db.rows<{ value: string | null }>('select value from "tabSingles" where doctype = $1 and field = $2', [doctype, field]);
  return rows[0]?.value ?? String(ctx.meta(doctype).byName.get(field)?.default ?? '');
}

/** Writes columns of a stored record without its controllers, as `db_set` does; `modified` moves. */
export async function setColumns(ctx: Context, doctype: string, name: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const all = Object.entries({ ...values, modified: ctx.now(), modified_by: ctx.user });
  await ctx.db.write(`update ${tableOf(doctype)} set ${all.map(([column], at) => `${quote(column)} = $${at + 2}`).join(', ')} where name = $1`, [name, ...all.map(([, value]) => value)]);
}

/** Fills the fields that are blank. */
export function fill(doc: SiteDocument, values: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(values)) if (isBlank(doc[field]) && !isBlank(value)) doc[field] = value;
}

/** A row of a table, as the document room builds them; it is named when its document is stored. */
export function newRow(ctx: Context, doc: SiteDocument, fieldname: string, values: Readonly<Record<string, unknown>>): SiteDocument {
  const child = ctx.meta(ctx.meta(doc.doctype).byName.get(fieldname)?.options ?? '');
  const row = emptyDocument(child);
  for (const [name, kind] of child.columns) if (row[name] === null && (kind === 'int' || kind === 'decimal')) row[name] = 0;
  return Object.assign(row, { parentfield: fieldname, parenttype: doc.doctype }, values);
}
