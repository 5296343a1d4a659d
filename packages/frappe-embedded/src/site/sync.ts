import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { tableOf, type Row } from '../database.ts';
import { flag, metaOf, type DocField, type DocTypeSource, type Meta } from '../meta.ts';
import { insertRows } from '../documents/rows.ts';
import { hashName } from '../documents/hash-name.ts';
import { syncTable } from '../schema.ts';

/** Brings the tables up to the DocType files and mirrors changed files as DocType records. Unchanged files cost one query in all. */
export async function syncDocTypes(ctx: Context, sources: readonly DocTypeSource[]): Promise<void> {
  const metas = sources.map((source) => metaOf(source));
  for (const meta of metas) {
    ctx.remeta(meta.name, meta);
    ctx.site.files.set(meta.name, meta.source);
  }
  await ctx.db.write('create table if not exists "site_schema" (doctype text primary key, digest text not null)');
  const known = new Map((await ctx.db.rows<{ doctype: string; digest: string }>('select doctype, digest from "site_schema"')).map((row) => [row.doctype, row.digest]));
  const changed = metas.filter((meta) => known.get(meta.name) !== digestOf(meta));
  for (const meta of changed) await syncTable(ctx.db, meta);
  for (const meta of changed) {
    await mirror(ctx, meta);
    await ctx.db.write('insert into "site_schema" values ($1, $2) on conflict (doctype) do update set digest = excluded.digest', [meta.name, digestOf(meta)]);
  }
}

/** A change of this number lays every table and record again. */
const LAYOUT = 2;
const digestOf = (meta: Meta): string => createHash('sha256').update(`${LAYOUT}${JSON.stringify(meta.source)}`).digest('hex');

/** DocType records show what the files say; the custom fields that a file carries are records of their own, as on a real site. */
async function mirror(ctx: Context, meta: Meta): Promise<void> {
  const doctype = ctx.meta('DocType');
  const now = ctx.now();
  const base = { owner: 'Administrator', creation: now, modified: now, modified_by: 'Administrator', docstatus: 0 };
  await ctx.db.write(`delete from ${tableOf('DocType')} where name = $1`, [meta.name]);
  await insertRows(ctx.db, doctype, [{ ...meta.source, ...base, idx: 0, custom: 0 }]);
  for (const field of doctype.tableFields) {
    const child = ctx.meta(field.options ?? '');
    const rows = ((meta.source[field.fieldname] ?? []) as readonly Row[]).filter((row) => !flag(row['is_custom_field']));
    await ctx.db.write(`delete from ${tableOf(child.name)} where parent = $1 and parenttype = 'DocType'`, [meta.name]);
    const place = { parent: meta.name, parenttype: 'DocType', parentfield: field.fieldname };
    await insertRows(ctx.db, child, rows.map((row, at) => ({ ...row, ...base, ...place, name: hashName(ctx.site), idx: at + 1 })));
  }
  const custom = meta.fields.filter((field) => flag(field['is_custom_field']));
  const names = custom.map((field) => `${meta.name}-${field.fieldname}`);
  await ctx.db.write(`delete from ${tableOf('Custom Field')} where name = any($1::text[])`, [names]);
  const behind = (field: DocField): string | undefined => meta.fields[meta.fields.indexOf(field) - 1]?.fieldname;
  await insertRows(ctx.db, ctx.meta('Custom Field'), custom.map((field, at) => ({ ...field, ...base, name: names[at], dt: meta.name, insert_after: behind(field), idx: at + 1 })));
}
