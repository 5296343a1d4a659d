import type { Context } from '../context.ts';
import { quote, tableOf } from '../database.ts';
import { invalid, missing } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { asText } from '../text.ts';
import { linkColumns } from './back-links.ts';
import { validName } from './naming.ts';
import { findDocument, findRow } from './read.ts';

/**
 * Gives a document a new name and rewrites every link to it; `merge` joins it into one that exists.
 * @returns the new name.
 * @throws SiteError 417 when the DocType forbids it or the target is not as wanted, 403, 404.
 */
export async function renameDocument(ctx: Context, doctype: string, oldName: string, { to, merge = false }: { to: string; merge?: boolean }): Promise<string> {
  const meta = ctx.meta(doctype);
  const doc = await findDocument(ctx, doctype, oldName, { lock: true });
  if (doc === undefined) throw missing(doctype, oldName);
  requireRight(ctx, meta, 'write', doc);
  if (!meta.allowRename && !ctx.isAdministrator) throw invalid(`${doctype} not allowed to be renamed`);
  const target = validName(meta, to);
  const name = await settledName(ctx, meta, doc, { target, merge });
  if (name === doc.name) return name;
  await move(ctx, meta, doc, { name, merge });
  await rewriteLinks(ctx, meta, doc.name, name);
  await rewriteSideRecords(ctx, doctype, doc.name, name);
  await ctx.hooks(doctype).afterRename?.(ctx, doc.name, name);
  return name;
}

async function settledName(ctx: Context, meta: Meta, doc: SiteDocument, { target, merge }: { target: string; merge: boolean }): Promise<string> {
  const holder = await findRow(ctx, meta, target);
  if (!merge && holder !== undefined && holder['name'] !== doc.name) throw invalid(`Another ${meta.name} with name ${target} exists, select another name`);
  if (!merge) return target;
  if (holder === undefined) throw invalid(`${meta.name} ${target} does not exist, select a new target to merge`);
  return asText(holder['name']);
}

async function move(ctx: Context, meta: Meta, doc: SiteDocument, { name, merge }: { name: string; merge: boolean }): Promise<void> {
  if (merge) await ctx.db.write(`delete from ${tableOf(meta.name)} where name = $1`, [doc.name]);
  else {
    const field = /^field:(.+)$/.exec(meta.autoname)?.[1]?.trim();
    const follows = field !== undefined && meta.columns.has(field) ? `, ${quote(field)} = $2` : '';
    await ctx.db.write(`update ${tableOf(meta.name)} set name = $2${follows}, modified = $3, modified_by = $4 where name = $1`, [doc.name, name, ctx.now(), ctx.user]);
  }
  for (const child of new Set(meta.tableFields.map((table) => table.options ?? ''))) {
    const sql = merge ? `delete from ${tableOf(child)} where parent = $1 and parenttype = $2 and $3::text is not null` : `update ${tableOf(child)} set parent = $3 where parent = $1 and parenttype = $2`;
    await ctx.db.write(sql, [doc.name, meta.name, name]);
  }
}

async function rewriteLinks(ctx: Context, meta: Meta, oldName: string, newName: string): Promise<void> {
  for (const { meta: from, field, typeField } of linkColumns(ctx, meta.name)) {
    const column = quote(field);
    const ofType = typeField === undefined ? '$3::text is not null' : `${quote(typeField)} = $3`;
    await ctx.db.write(`update ${tableOf(from.name)} set ${column} = $2 where fold(${column}) = fold($1) and ${column} = $1 and ${ofType}`, [oldName, newName, meta.name]);
  }
  for (const single of ctx.site.metas.values()) {
    const fields = single.isSingle ? single.valueFields.filter((field) => field.fieldtype === 'Link' && field.options === meta.name).map((field) => field.fieldname) : [];
    if (fields.length > 0) await ctx.db.write('update "tabSingles" set value = $3 where doctype = $1 and field = any($2::text[]) and value = $4', [single.name, fields, newName, oldName]);
  }
}

const BESIDE: readonly (readonly [table: string, type: string, name: string])[] = [
  ['Version', 'ref_doctype', 'docname'],
  ['File', 'attached_to_doctype', 'attached_to_name'],
];

async function rewriteSideRecords(ctx: Context, doctype: string, oldName: string, newName: string): Promise<void> {
  for (const [table, type, name] of BESIDE) await ctx.db.write(`update ${tableOf(table)} set ${name} = $3 where ${type} = $1 and fold(${name}) = fold($2)`, [doctype, oldName, newName]);
  await ctx.db.write('update "site_auth" set name = $3 where doctype = $1 and name = $2', [doctype, oldName, newName]);
}
