import { SiteError } from '../errors.ts';
import { insertDocument, readDocument, updateDocument } from '../documents.ts';
import { requireRight } from '../permissions.ts';
import { listIntent, readList } from '../query/index.ts';
import type { Call } from './call.ts';
import { runDocumentMethod } from './document-methods.ts';
import { bodyOf, deleteResource, knownDocType } from './resource.ts';
import { clientRpcs } from './rpc-client.ts';
import { metaDocument } from './rpc-desk.ts';
import { toWire } from './wire.ts';

/** `GET /api/v2/document/:doctype`: one row more is read than given, to tell whether there are others. */
export async function listDocuments(call: Call, doctype: string): Promise<unknown> {
  const { ctx, parameters: p } = call;
  knownDocType(ctx, doctype);
  const intent = listIntent(doctype, { fields: p['fields'], filters: p['filters'], orFilters: p['or_filters'], orderBy: p['order_by'], groupBy: p['group_by'], start: p['start'], limit: p['limit'] }, 'v2');
  const { rows } = await readList(ctx, intent.limit === 0 ? intent : { ...intent, limit: intent.limit + 1 });
  const hasNext = intent.limit > 0 && rows.length > intent.limit;
  call.beside.keys['has_next_page'] = hasNext;
  return hasNext ? rows.slice(0, intent.limit) : rows;
}

export async function createDocument(call: Call, doctype: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  return toWire(call.ctx, await insertDocument(call.ctx, doctype, bodyOf(call), { keepName: true }), { nulls: true });
}

export async function readV2(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  return toWire(call.ctx, await readDocument(call.ctx, doctype, name), { nulls: true });
}

export async function updateV2(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  return toWire(call.ctx, await updateDocument(call.ctx, doctype, name, bodyOf(call)), { nulls: true });
}

/** A child row goes out through its parent. */
export async function deleteV2(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  if (!call.ctx.meta(doctype).isTable) return deleteResource(call, doctype, name);
  await clientRpcs['frappe.client.delete']?.run({ ...call, parameters: { doctype, name } });
  call.beside.status = 202;
  return 'ok';
}

const OF_THE_ORIGINAL = new Set(['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'parent', 'parentfield', 'parenttype', 'amended_from']);

/** A clean copy to start a new document from. */
export async function copyDocument(call: Call, doctype: string, name: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  const strip = (value: unknown): unknown => (Array.isArray(value) ? value.map(strip) : typeof value === 'object' && value !== null && 'doctype' in value ? withoutOrigin({ ...value }) : value);
  const withoutOrigin = (doc: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(doc).filter(([key]) => !OF_THE_ORIGINAL.has(key)).map(([key, value]) => [key, strip(value)]));
  return withoutOrigin(toWire(call.ctx, await readDocument(call.ctx, doctype, name), { nulls: false }));
}

/** `/api/v2/document/:doctype/:name/method/:method`. */
export async function callDocumentMethod(call: Call, doctype: string, name: string, method: string): Promise<unknown> {
  knownDocType(call.ctx, doctype);
  const result = await runDocumentMethod(call, { doctype, name, method, right: call.verb === 'GET' ? 'read' : 'write' });
  call.beside.keys['docs'] = [toWire(call.ctx, await readDocument(call.ctx, doctype, name), { nulls: true })];
  return result;
}

/** `/api/v2/doctype/:doctype/meta`: for anybody signed in. */
export async function doctypeMeta(call: Call, doctype: string): Promise<unknown> {
  if (call.ctx.user === 'Guest') throw new SiteError('PermissionError', `Insufficient Permission for <strong>${doctype}</strong>`);
  knownDocType(call.ctx, doctype);
  return metaDocument(call.ctx.meta(doctype));
}

/** The right to read is asked before counting, as for a list. */
export function requireReading(call: Call, doctype: string): void {
  knownDocType(call.ctx, doctype);
  requireRight(call.ctx, call.ctx.meta(doctype), 'read');
}
