import type { Context } from '../context.ts';
import { quote, tableOf, type Row } from '../database.ts';
import { columnKind, isNumber } from '../fieldtypes.ts';
import type { SiteDocument } from '../hooks.ts';
import { STANDARD_FIELDS, type Meta } from '../meta.ts';

/** A Single: its values are texts in one shared table, and what was never set reads as its default. */
export async function readSingle(ctx: Context, meta: Meta): Promise<SiteDocument> {
  const stored = await ctx.db.rows<{ field: string; value: string | null }>('select field, value from "tabSingles" where doctype = $1', [meta.name]);
  const values = new Map(stored.map((row) => [row.field, row.value]));
  const doc: Row = {};
  for (const field of STANDARD_FIELDS) doc[field] = values.get(field) ?? null;
  Object.assign(doc, { name: meta.name, docstatus: 0, idx: 0, owner: values.get('owner') ?? 'Administrator' });
  for (const field of meta.valueFields) {
    const value = values.has(field.fieldname) ? values.get(field.fieldname) : field.default;
    doc[field.fieldname] = isNumber(columnKind(field.fieldtype)) ? Number(value ?? 0) : (value ?? null);
  }
  doc['doctype'] = meta.name;
  for (const field of meta.tableFields) {
    const rows = await ctx.db.rows(`select * from ${tableOf(field.options ?? '')} where parent = $1 and parentfield = $2 order by idx`, [meta.name, field.fieldname]);
    doc[field.fieldname] = rows.map((row) => ({ ...row, doctype: field.options }));
  }
  return doc as SiteDocument;
}

/** Stores every value of a Single; a null forgets it, so that its default shows again. */
export async function writeSingle(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const fields = [...STANDARD_FIELDS, ...meta.valueFields.map((field) => field.fieldname)].filter((field) => field !== 'name');
  await ctx.db.write(`delete from ${quote('tabSingles')} where doctype = $1`, [meta.name]);
  const rows = fields.map((field) => [field, doc[field]] as const).filter(([, value]) => value !== null && value !== undefined);
  await ctx.db.write('insert into "tabSingles" (doctype, field, value) select $1, unnest($2::text[]), unnest($3::text[])', [
    meta.name,
    rows.map(([field]) => field),
    rows.map(([, value]) => String(value)),
  ]);
}
