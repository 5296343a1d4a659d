import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import { deleteDocument, findDocument, insertDocument, readDocument, updateDocument } from '../documents.ts';
import { may } from '../permissions.ts';
import { isOn, listIntent, readList } from '../query/index.ts';
import { parsed, type Call } from './call.ts';
import { runDocumentMethod } from './document-methods.ts';
import { toWire } from './wire.ts';
import { omit } from '../omit.ts';
import { asText } from '../text.ts';
import { linkTarget } from '../query/index.ts';

/** `GET /api/resource/:doctype`. */
export async function listResource(call: Call, doctype: string): Promise<unknown> {
  const { ctx, parameters: p } = call;
  knownDocType(ctx, doctype);
  const fields = p['fields'];
  if (fields !== undefined && typeof fields !== 'string') throw new SiteError('TypeError', 'the JSON object must be str, bytes or bytearray', { silent: true });
  const listing = await readList(ctx, listIntent(doctype, { ...rowsOf(call), fields, orderBy: p['order_by'], groupBy: p['group_by'], start: p['limit_start'], limit: p['limit_page_length'] ?? p['limit'], expand: p['expand'] }, 'v1'));
  return shapeRows(call, listing);
}

/** The parameters that say which rows, as v1 and `frappe.client` name them. */
export const rowsOf = ({ parameters: p }: Call): { filters: unknown; orFilters: unknown; parent: unknown } => ({ filters: p['filters'], orFilters: p['or_filters'], parent: p['parent'] ?? p['parent_doctype'] });

/** Rows as objects, or as arrays when `as_dict` is off; the statement goes beside them for `debug`. */
export function shapeRows(call: Call, { rows, sql }: { rows: Record<string, unknown>[]; sql: string }): unknown {
  const { as_dict: asDict, debug } = call.parameters;
  if (isOn(debug) && seesTracebacks(call.ctx)) call.beside.keys['_debug_messages'] = JSON.stringify([sql]);
  const isOff = asDict === false || asDict === 0 || (typeof asDict === 'string' && /^(0|false|no)$/i.test(asDict));
  return isOff ? rows.map((row) => Object.values(row)) : rows;
}

/** Desk users see what went wrong inside; guests and website users never do. */
export const seesTracebacks = (ctx: Context): boolean => ctx.isAdministrator || ctx.roles.has('Desk User');

/**
 * Whether there is such a DocType, in the words this user may hear.
 * @throws SiteError 403 instead of 404 for users who cannot read DocType records.
 */
export function knownDocType(ctx: Context, doctype: string): void {
  if (ctx.findMeta(doctype) !== undefined) return;
  const own = ctx.findMeta('DocType');
  if (own !== undefined && !may(ctx, own, 'read')) throw new SiteError('PermissionError', `Insufficient Permission for <strong>${doctype}</strong>`);
  throw new SiteError('DoesNotExistError', `DocType ${doctype} not found`, { title: 'Not Found' });
}

/** `GET /api/resource/:doctype/:name`. */
export async function readResource(call: Call, doctype: string, name: string): Promise<unknown> {
  const { ctx, parameters } = call;
  knownDocType(ctx, doctype);
  const method = parameters['run_method'];
  if (typeof method === 'string' && method !== '') return runDocumentMethod(call, { doctype, name, method, right: 'read' });
  const doc = await readDocument(ctx, doctype, name);
  const wire = toWire(ctx, doc, { nulls: false });
  if (isOn(parameters['expand_links'])) await expandLinks(ctx, wire);
  return wire;
}

/** `POST /api/resource/:doctype`: the body is the document, bare or under `data`. */
export async function createResource(call: Call, doctype: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  const doc = await insertDocument(call.ctx, doctype, bodyOf(call));
  return toWire(call.ctx, doc, { nulls: false });
}

/** `PUT /api/resource/:doctype/:name`. */
export async function updateResource(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  const doc = await updateDocument(call.ctx, doctype, name, bodyOf(call));
  return toWire(call.ctx, doc, { nulls: false });
}

/** `DELETE /api/resource/:doctype/:name`. */
export async function deleteResource(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  await deleteDocument(call.ctx, doctype, name);
  call.beside.status = 202;
  return 'ok';
}

/** `POST /api/resource/:doctype/:name`: runs a method of the document. */
export async function postToResource(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  const method = call.parameters['run_method'];
  if (typeof method !== 'string') throw new SiteError('KeyError', "'run_method'", { silent: true, httpStatus: 500 });
  return runDocumentMethod(call, { doctype, name, method, right: 'write' });
}

/** The document of a body: the parameters themselves, or what stands under `data`; a `doctype` in it is not heard. */
export function bodyOf({ parameters }: Call): Record<string, unknown> {
  const { data } = parameters;
  const body = typeof data === 'string' ? parsed(data) : (data ?? parameters);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new SiteError('DataError', 'Invalid request body');
  return omit({ ...body }, 'doctype');
}

/** Link values become whole linked documents, in child rows too. */
async function expandLinks(ctx: Context, wire: Record<string, unknown>): Promise<void> {
  const meta = ctx.findMeta(asText(wire['doctype']));
  for (const field of meta?.fields ?? []) {
    const value = wire[field.fieldname];
    if (Array.isArray(value)) for (const row of value as Record<string, unknown>[]) await expandLinks(ctx, row);
    const target = linkTarget(field, wire);
    if (target !== undefined && typeof value === 'string' && value !== '') wire[field.fieldname] = await linkedDocument(ctx, target, value);
  }
}

async function linkedDocument(ctx: Context, doctype: string, name: string): Promise<unknown> {
  const meta = ctx.findMeta(doctype);
  if (meta === undefined || !may(ctx, meta, 'read') || (await findDocument(ctx, doctype, name)) === undefined) return name;
  return toWire(ctx, await readDocument(ctx, doctype, name), { nulls: false });
}
