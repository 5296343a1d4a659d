import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { invalid, missing, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { CHILD_FIELDS, STANDARD_FIELDS, type Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { asText } from '../text.ts';
import { parentOf } from './child-rows.ts';
import { findDocument } from './read.ts';
import { saveChanged } from './save.ts';
import { emptyDocument, lay, rowsOf, toInteger, type Values } from './values.ts';

/** PUT: only the keys present change, tables are replaced whole, `modified` is compared only when it is among them, `docstatus` may submit or cancel. */
export async function updateDocument(ctx: Context, doctype: string, name: string, patch: Values): Promise<SiteDocument> {
  const meta = ctx.meta(doctype);
  const before = await stored(ctx, meta, name);
  if (meta.isTable) return updateRow(ctx, before, patch);
  const doc = structuredClone(before);
  lay(ctx, meta, doc, patch);
  return saveChanged(ctx, meta, doc, { before, ...('modified' in patch ? { expected: patch['modified'] } : {}) });
}

/** `frappe.client.save`: the whole document as sent, absent fields become null, `modified` must match. A document that is not stored yet is refused. */
export async function saveDocument(ctx: Context, doctype: string, values: Values): Promise<SiteDocument> {
  return saveWhole(ctx, ctx.meta(doctype), values);
}

/** `frappe.client.submit`: as `saveDocument`, with docstatus 1. */
export async function submitDocument(ctx: Context, doctype: string, values: Values): Promise<SiteDocument> {
  return saveWhole(ctx, ctx.meta(doctype), { ...values, docstatus: 1 });
}

/** `run_method=cancel` and `frappe.client.cancel`: works on the stored document. */
export const cancelDocument = (ctx: Context, doctype: string, name: string): Promise<SiteDocument> => updateDocument(ctx, doctype, name, { docstatus: 2 });

/** A draft is thrown away without the hooks of a cancellation. */
export async function discardDocument(ctx: Context, doctype: string, name: string): Promise<SiteDocument> {
  const meta = ctx.meta(doctype);
  const doc = await stored(ctx, meta, name);
  requireRight(ctx, meta, 'write', doc);
  if (doc['docstatus'] !== 0) throw new SiteError('ValidationError', 'Only draft documents can be discarded', { silent: true });
  const [now, user] = [ctx.now(), ctx.user];
  await ctx.db.write(`update ${tableOf(doctype)} set docstatus = 2, modified = $2, modified_by = $3 where name = $1`, [doc.name, now, user]);
  for (const field of meta.tableFields) {
    await ctx.db.write(`update ${tableOf(field.options ?? '')} set docstatus = 2 where parent = $1 and parenttype = $2`, [doc.name, doctype]);
    for (const row of rowsOf(doc, field.fieldname)) row['docstatus'] = 2;
  }
  return Object.assign(doc, { docstatus: 2, modified: now, modified_by: user });
}

const FIXED = new Set(['parent', 'parenttype', 'parentfield', 'name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx']);

/** `frappe.client.set_value`: several fields of the stored document, or of a child row through its parent; gives the (parent) document. */
export async function setValue(ctx: Context, doctype: string, name: string, values: Values): Promise<SiteDocument> {
  if (Object.keys(values).some((field) => FIXED.has(field) || field === 'doctype')) throw invalid('Cannot edit standard fields');
  const meta = ctx.meta(doctype);
  const before = await stored(ctx, meta, name);
  if (!meta.isTable) return updateDocument(ctx, doctype, before.name, values);
  await updateRow(ctx, before, values);
  return parentOf(ctx, before);
}

async function stored(ctx: Context, meta: Meta, name: string): Promise<SiteDocument> {
  const doc = await findDocument(ctx, meta.name, name, { lock: true });
  if (doc !== undefined) return doc;
  if (!meta.isTable) requireRight(ctx, meta, 'write');
  throw missing(meta.name, name);
}

async function saveWhole(ctx: Context, meta: Meta, values: Values): Promise<SiteDocument> {
  const name = values['name'];
  const before = await stored(ctx, meta, typeof name === 'string' || typeof name === 'number' ? String(name) : '');
  const doc = emptyDocument(meta);
  for (const field of STANDARD_FIELDS) doc[field] = before[field];
  doc['docstatus'] = toInteger(values['docstatus'] ?? 0);
  lay(ctx, meta, doc, values);
  return saveChanged(ctx, meta, doc, { before, expected: values['modified'] ?? '' });
}

/** A row is changed through its parent, which is checked and stored whole. */
async function updateRow(ctx: Context, row: SiteDocument, patch: Values): Promise<SiteDocument> {
  const parent = await parentOf(ctx, row);
  const meta = ctx.meta(parent.doctype);
  const doc = structuredClone(parent);
  const changed = rowsOf(doc, asText(row['parentfield'])).find((each) => each.name === row.name) ?? row;
  const values = Object.fromEntries(Object.entries(patch).filter(([field]) => !CHILD_FIELDS.includes(field) && !STANDARD_FIELDS.includes(field)));
  lay(ctx, ctx.meta(row.doctype), changed, values);
  await saveChanged(ctx, meta, doc, { before: parent });
  return changed;
}
