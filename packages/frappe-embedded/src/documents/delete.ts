import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { invalid, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { linkTo } from './amendment.ts';
import { refuseLinkedOnDelete } from './back-links.ts';
import { parentOf } from './child-rows.ts';
import { hashName } from './hash-name.ts';
import { releaseName } from './naming.ts';
import { findDocument } from './read.ts';
import { insertRows } from './rows.ts';

/**
 * Deletes a document with everything that belongs to it, keeps a copy in Deleted Document, and gives its number back to the series.
 * A row of a child table goes alone: its parent is neither saved again nor renumbered.
 * @throws SiteError 404, 403, ValidationError for a submitted document, LinkExistsError for a linked one.
 */
export async function deleteDocument(ctx: Context, doctype: string, name: string): Promise<void> {
  const meta = ctx.meta(doctype);
  const doc = await findDocument(ctx, doctype, name, { lock: true });
  if (doc === undefined) throw await absent(ctx, meta);
  if (meta.isSingle) throw invalid('Single documents cannot be deleted');
  await requireDelete(ctx, meta, doc);
  if (!meta.isTable && doc['docstatus'] === 1) throw invalid(`${doctype} ${doc.name}: Submitted Record cannot be deleted. You must ${cancelFirst(doctype, doc.name)} it first.`);
  const hooks = ctx.hooks(doctype);
  await hooks.onTrash?.(ctx, doc);
  if (!meta.isTable) await refuseLinkedOnDelete(ctx, meta, doc);
  await ctx.db.write(`delete from ${tableOf(doctype)} where name = $1`, [doc.name]);
  for (const child of new Set(meta.tableFields.map((field) => field.options ?? ''))) {
    if (ctx.findMeta(child) !== undefined) await ctx.db.write(`delete from ${tableOf(child)} where parent = $1 and parenttype = $2`, [doc.name, doctype]);
  }
  if (meta.isTable) return;
  await dropBelongings(ctx, doc);
  await releaseName(ctx, meta, doc);
  await hooks.afterDelete?.(ctx, doc);
  if (!UNKEPT.has(doctype)) await keepCopy(ctx, doc);
}

const UNKEPT = new Set(['Deleted Document', 'Version', 'Comment', 'Tag Link', 'Error Log', 'Activity Log', 'Access Log', 'DocShare']);

const cancelFirst = (doctype: string, name: string): string => linkTo(doctype, name).replace(`>${name}<`, '>Cancel<');

async function absent(ctx: Context, meta: Meta): Promise<SiteError> {
  if (!meta.isTable) requireRight(ctx, meta, 'delete');
  return new SiteError('DoesNotExistError', '', { silent: true });
}

async function requireDelete(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  if (!meta.isTable) return requireRight(ctx, meta, 'delete', doc);
  const parent = await parentOf(ctx, doc);
  requireRight(ctx, ctx.meta(parent.doctype), 'write', parent);
}

/** What is kept beside a document goes with it. */
const BESIDE: readonly (readonly [table: string, type: string, name: string])[] = [
  ['Version', 'ref_doctype', 'docname'],
  ['Comment', 'reference_doctype', 'reference_name'],
  ['ToDo', 'reference_type', 'reference_name'],
  ['Tag Link', 'document_type', 'document_name'],
  ['File', 'attached_to_doctype', 'attached_to_name'],
  ['DocShare', 'share_doctype', 'share_name'],
];

async function dropBelongings(ctx: Context, doc: SiteDocument): Promise<void> {
  for (const [table, type, name] of BESIDE) {
    if (ctx.findMeta(table) !== undefined && table !== doc.doctype) await ctx.db.write(`delete from ${tableOf(table)} where fold(${name}) = fold($2) and ${type} = $1`, [doc.doctype, doc.name]);
  }
  await ctx.db.write('delete from "site_auth" where doctype = $1 and name = $2', [doc.doctype, doc.name]);
}

async function keepCopy(ctx: Context, doc: SiteDocument): Promise<void> {
  const now = ctx.now();
  const by = { owner: ctx.user, creation: now, modified: now, modified_by: ctx.user };
  await insertRows(ctx.db, ctx.meta('Deleted Document'), [{ ...by, name: hashName(ctx.site), deleted_doctype: doc.doctype, deleted_name: doc.name, data: JSON.stringify(doc) }]);
  await insertRows(ctx.db, ctx.meta('Comment'), [{ ...by, name: hashName(ctx.site), comment_type: 'Deleted', reference_doctype: doc.doctype, subject: `${doc.doctype} ${doc.name}`, comment_email: ctx.user }]);
}
