import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import { isTableType } from '../fieldtypes.ts';
import type { DocField, Meta } from '../meta.ts';
import { levelsOf } from '../permissions.ts';
import { fillDefaults } from './defaults.ts';
import { emptyDocument, rowsOf } from './values.ts';

/** Fields above the levels the user may write silently go back to what is stored, or to their default on a new document. */
export async function resetHigherLevels(ctx: Context, meta: Meta, doc: SiteDocument, before: SiteDocument | undefined): Promise<void> {
  const writable = levelsOf(ctx, meta, 'write');
  const guarded = (of: Meta): DocField[] => of.fields.filter((field) => !writable(Number(field['permlevel'] ?? 0)) && (of.columns.has(field.fieldname) || isTableType(field.fieldtype)));
  await putBack(ctx, meta, guarded(meta), { doc, before });
  for (const table of meta.tableFields) {
    const child = ctx.findMeta(table.options ?? '');
    if (child === undefined || guarded(child).length === 0) continue;
    const known = new Map((before === undefined ? [] : rowsOf(before, table.fieldname)).map((row) => [row.name, row]));
    for (const row of rowsOf(doc, table.fieldname)) await putBack(ctx, child, guarded(child), { doc: row, before: known.get(row.name) });
  }
}

async function putBack(ctx: Context, meta: Meta, fields: readonly DocField[], { doc, before }: { doc: SiteDocument; before: SiteDocument | undefined }): Promise<void> {
  if (fields.length === 0) return;
  const old = before ?? (await fresh(ctx, meta));
  for (const field of fields) doc[field.fieldname] = old[field.fieldname];
}

async function fresh(ctx: Context, meta: Meta): Promise<SiteDocument> {
  const doc = emptyDocument(meta);
  await fillDefaults(ctx, meta, doc);
  return doc;
}
