import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import { isTableType } from '../fieldtypes.ts';
import type { Meta } from '../meta.ts';
import { levelsOf } from '../permissions.ts';
import { fillDefaults } from './defaults.ts';
import { emptyDocument, rowsOf } from './values.ts';

/** Fields above the levels the user may write silently go back to what is stored, or to their default on a new document. */
export async function resetHigherLevels(ctx: Context, meta: Meta, doc: SiteDocument, before: SiteDocument | undefined): Promise<void> {
  const writable = levelsOf(ctx, meta, 'write');
  const level = (field: { [key: string]: unknown }): number => Number(field['permlevel'] ?? 0);
  if (meta.fields.some((field) => !writable(level(field)))) {
    const old = before ?? (await fresh(ctx, meta));
    for (const field of meta.fields) if (!writable(level(field)) && (meta.columns.has(field.fieldname) || isTableType(field.fieldtype))) doc[field.fieldname] = old[field.fieldname];
  }
  for (const table of meta.tableFields) {
    const child = ctx.findMeta(table.options ?? '');
    const guarded = child?.valueFields.filter((field) => !writable(level(field))) ?? [];
    if (child === undefined || guarded.length === 0) continue;
    const clean = await fresh(ctx, child);
    const known = new Map((before === undefined ? [] : rowsOf(before, table.fieldname)).map((row) => [row.name, row]));
    for (const row of rowsOf(doc, table.fieldname)) for (const field of guarded) row[field.fieldname] = (known.get(row.name) ?? clean)[field.fieldname];
  }
}

async function fresh(ctx: Context, meta: Meta): Promise<SiteDocument> {
  const doc = emptyDocument(meta);
  await fillDefaults(ctx, meta, doc);
  return doc;
}
