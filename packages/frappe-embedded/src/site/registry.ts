import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { findDocument } from '../documents/read.ts';
import { metaOf, type DocField, type DocPerm, type DocTypeSource, type Meta, type Overlay } from '../meta.ts';
import { syncTable } from '../schema.ts';

/** Reads what was provisioned through documents: custom DocTypes, and what is laid over any DocType. */
export async function loadMetas(ctx: Context): Promise<void> {
  const names = new Set<string>();
  for (const [table, column, condition] of [
    ['DocType', 'name', 'custom = 1'],
    ['Custom Field', 'dt', 'true'],
    ['Property Setter', 'doc_type', 'true'],
    ['Custom DocPerm', 'parent', 'true'],
  ] as const) {
    for (const row of await ctx.db.rows<{ doctype: string }>(`select distinct ${column} as doctype from ${tableOf(table)} where ${condition}`)) names.add(row.doctype);
  }
  for (const name of names) await remeta(ctx, name);
}

/** Builds one DocType's Meta anew from file and records, and brings its table up to it. */
export async function remeta(ctx: Context, doctype: string): Promise<Meta | undefined> {
  const source = await sourceOf(ctx, doctype);
  if (source === undefined) return undefined;
  const meta = metaOf(source, await overlayOf(ctx, doctype));
  ctx.remeta(doctype, meta);
  await syncTable(ctx.db, meta);
  return meta;
}

async function sourceOf(ctx: Context, doctype: string): Promise<DocTypeSource | undefined> {
  const file = ctx.site.files.get(doctype);
  if (file !== undefined) return file;
  const doc = await findDocument(ctx, 'DocType', doctype);
  return doc;
}

async function overlayOf(ctx: Context, doctype: string): Promise<Overlay> {
  const customFields = await ctx.db.rows<DocField>(`select * from ${tableOf('Custom Field')} where dt = $1 order by idx, creation`, [doctype]);
  const setters = await ctx.db.rows<{ field_name: string | null; property: string; value: string | null }>(`select field_name, property, value from ${tableOf('Property Setter')} where doc_type = $1 order by creation`, [doctype]);
  const permissions = await ctx.db.rows<DocPerm & Record<string, unknown>>(`select * from ${tableOf('Custom DocPerm')} where parent = $1 order by creation`, [doctype]);
  return { customFields, setters, permissions };
}
