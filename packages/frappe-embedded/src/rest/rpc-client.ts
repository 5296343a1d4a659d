import { readSecret } from '../auth/secrets.ts';
import { actAsSite, type Context } from '../context.ts';
import { invalid, SiteError, missing } from '../errors.ts';
import { cancelDocument, deleteDocument, insertDocument, readDocument, renameDocument, saveDocument, setValue, submitDocument, updateDocument } from '../documents.ts';
import type { SiteDocument } from '../hooks.ts';
import { CHILD_FIELDS, STANDARD_FIELDS } from '../meta.ts';
import { may, requireRight, type Right } from '../permissions.ts';
import { isOn, listIntent, readCount, readList, rowIntent } from '../query/index.ts';
import { CHANGES, documentParameter, jsonParameter, optional, parsed, required, wrongType, type Call, type Rpc } from './call.ts';
import { knownDocType, rowsOf, shapeRows } from './resource.ts';
import { toWire } from './wire.ts';
import { omit } from '../omit.ts';
import { asText } from '../text.ts';

const whole = (ctx: Context, doc: SiteDocument): unknown => toWire(ctx, doc, { nulls: true });

async function getList(call: Call): Promise<unknown> {
  const doctype = required(call, 'doctype');
  knownDocType(call.ctx, doctype);
  const { parameters: p } = call;
  const fields = fieldList(p['fields']);
  const intent = listIntent(doctype, { ...rowsOf(call), fields, orderBy: p['order_by'], groupBy: p['group_by'], start: p['limit_start'], limit: p['limit_page_length'], expand: p['expand'] }, 'v1');
  return shapeRows(call, await readList(call.ctx, intent));
}

/** `frappe.client` takes what the REST list refuses: a bare `*` and names with commas. */
export function fieldList(fields: unknown): unknown {
  if (typeof fields !== 'string' || fields.trim() === '') return fields;
  const text = fields.trim();
  return text.startsWith('[') ? parsed(text) : text.split(',').map((field) => field.trim());
}

/** Counts under the rules of `frappe.client.get_count`. */
export async function getCount(call: Call, doctype: string): Promise<number> {
  knownDocType(call.ctx, doctype);
  const limit = Number(call.parameters['limit'] ?? 0);
  return readCount(call.ctx, rowIntent(doctype, rowsOf(call), 'v1'), { distinct: isOn(call.parameters['distinct']), limit: Number.isFinite(limit) ? limit : 0 });
}

/** Filters as JSON text, as values, or as a bare name, quoted or not. */
function safeFilters(given: unknown): unknown {
  const decoded = typeof given === 'string' && /^\s*[[{"]/.test(given) ? parsed(given) : given;
  return (typeof decoded === 'string' && decoded !== '') || typeof decoded === 'number' ? { name: decoded } : decoded;
}

/** One row's name by filters, a bare name or nothing at all. */
async function firstName(call: Call, doctype: string, filters: unknown): Promise<string | undefined> {
  const { rows } = await readList(call.ctx, listIntent(doctype, { filters: safeFilters(filters), orderBy: 'creation desc', limit: 1 }, 'v1'));
  return rows[0]?.['name'] as string | undefined;
}

async function get(call: Call): Promise<unknown> {
  const { ctx, parameters } = call;
  const doctype = required(call, 'doctype');
  knownDocType(ctx, doctype);
  const name = optional(call, 'name') ?? (ctx.meta(doctype).isSingle ? doctype : await firstName(call, doctype, parameters['filters']));
  if (name === undefined) throw missing(doctype, JSON.stringify(parameters['filters'] ?? null));
  return whole(ctx, await readDocument(ctx, doctype, name));
}

async function getValue(call: Call): Promise<unknown> {
  const { ctx, parameters } = call;
  const doctype = required(call, 'doctype');
  knownDocType(ctx, doctype);
  const asked = parameters['fieldname'];
  const fields = typeof asked === 'string' && asked.trim().startsWith('[') ? parsed(asked) : asked;
  const names = Array.isArray(fields) ? fields.map(String) : [asText(fields)];
  const row = ctx.meta(doctype).isSingle ? await readDocument(ctx, doctype, doctype) : await firstRow(call, doctype, names);
  const found = row === undefined ? {} : Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  if (!isOff(parameters['as_dict'])) return found;
  return Array.isArray(fields) ? Object.values(found) : Object.values(found)[0];
}

const isOff = (value: unknown): boolean => value === false || value === 0 || value === '0' || value === 'false';

async function firstRow(call: Call, doctype: string, fields: readonly string[]): Promise<Record<string, unknown> | undefined> {
  const filters = safeFilters(call.parameters['filters']);
  const { rows } = await readList(call.ctx, listIntent(doctype, { fields, filters, orderBy: 'creation desc', limit: 1, parent: call.parameters['parent'] }, 'v1'));
  return rows[0];
}

async function getSingleValue(call: Call): Promise<unknown> {
  const doctype = required(call, 'doctype');
  knownDocType(call.ctx, doctype);
  const doc = await readDocument(call.ctx, doctype, doctype);
  return toWire(call.ctx, doc, { nulls: true })[required(call, 'field')] ?? null;
}

async function setValues(call: Call): Promise<unknown> {
  const { ctx, parameters } = call;
  const doctype = required(call, 'doctype');
  const name = required(call, 'name');
  knownDocType(ctx, doctype);
  const values = assignedValues(parameters['fieldname'], parameters['value']);
  const fixed = [...STANDARD_FIELDS, ...CHILD_FIELDS].filter((field) => field !== 'docstatus');
  if (Object.keys(values).some((field) => fixed.includes(field))) throw invalid('Cannot edit standard fields');
  return whole(ctx, await setValue(ctx, doctype, name, values));
}

/** A plain field name with a falsy value sets the empty string, as Frappe does; an object of values is taken as it is. */
function assignedValues(fieldname: unknown, value: unknown): Record<string, unknown> {
  const given = typeof fieldname === 'string' && fieldname.trim().startsWith('{') ? parsed(fieldname) : fieldname;
  if (typeof given === 'object' && given !== null) return given as Record<string, unknown>;
  if (typeof given !== 'string' || given === '') throw wrongType('fieldname', 'str | dict', given);
  return { [given]: value === undefined || value === null || value === 0 || value === false ? '' : value };
}

async function insert(call: Call): Promise<unknown> {
  return whole(call.ctx, await insertOne(call, documentParameter(call, 'doc')));
}

/** A child row goes in through its parent, which is what comes back. */
async function insertOne({ ctx }: Call, doc: Record<string, unknown>): Promise<SiteDocument> {
  const doctype = asText(doc['doctype']);
  knownDocType(ctx, doctype);
  const values = omit(doc, 'doctype');
  const meta = ctx.meta(doctype);
  const parenttype = values['parenttype'];
  if (!meta.isTable || typeof parenttype !== 'string') return insertDocument(ctx, doctype, values);
  const parent = await readDocument(ctx, parenttype, String(values['parent']));
  const field = String(values['parentfield']);
  const rows = Array.isArray(parent[field]) ? (parent[field] as unknown[]) : [];
  return updateDocument(ctx, parenttype, parent.name, { [field]: [...rows, values] });
}

const MOST_AT_ONCE = 200;

async function insertMany(call: Call): Promise<unknown> {
  const docs = jsonParameter(call, 'docs');
  if (!Array.isArray(docs)) throw wrongType('docs', 'list', docs);
  if (docs.length > MOST_AT_ONCE) throw invalid('Only 200 inserts allowed in one request');
  const names: string[] = [];
  for (const doc of docs) names.push((await insertOne(call, doc as Record<string, unknown>)).name);
  return names;
}

/** Splits a document into its DocType, its name and its values. */
function addressed(call: Call, doc: Record<string, unknown>): { doctype: string; name: string } {
  const doctype = asText(doc['doctype']);
  knownDocType(call.ctx, doctype);
  return { doctype, name: asText(doc['name']) };
}

async function save(call: Call): Promise<unknown> {
  const doc = documentParameter(call, 'doc');
  const { doctype, name } = addressed(call, doc);
  return whole(call.ctx, await saveDocument(call.ctx, doctype, { ...doc, name }));
}

async function submit(call: Call): Promise<unknown> {
  const doc = documentParameter(call, 'doc');
  const { doctype, name } = addressed(call, doc);
  return whole(call.ctx, await submitDocument(call.ctx, doctype, { ...doc, name }));
}

async function cancel(call: Call): Promise<unknown> {
  const doctype = required(call, 'doctype');
  knownDocType(call.ctx, doctype);
  return whole(call.ctx, await cancelDocument(call.ctx, doctype, required(call, 'name')));
}

/** A child row is taken out through its parent, so that the others are numbered anew. */
async function remove(call: Call): Promise<undefined> {
  const { ctx } = call;
  const doctype = required(call, 'doctype');
  const name = required(call, 'name');
  knownDocType(ctx, doctype);
  if (!ctx.meta(doctype).isTable) {
    await deleteDocument(ctx, doctype, name);
    return;
  }
  const row = await readDocument(ctx, doctype, name);
  const parent = await readDocument(ctx, String(row['parenttype']), String(row['parent']));
  const field = String(row['parentfield']);
  const rows = (parent[field] as { name: string }[]).filter((each) => each.name !== name);
  await updateDocument(ctx, parent.doctype, parent.name, { [field]: rows });
}

/** Each document stands for itself: what fails is told with its reason, the others are kept. */
async function bulkUpdate(call: Call): Promise<unknown> {
  const { docs } = call.parameters;
  if (typeof docs !== 'string') throw new SiteError('TypeError', 'the JSON object must be str, bytes or bytearray, not list', { silent: true });
  const failed: unknown[] = [];
  for (const doc of parsed(docs) as Record<string, unknown>[]) {
    const { doctype, docname, ...values } = doc;
    await call.ctx.db.write('savepoint one_of_many');
    try {
      await updateDocument(call.ctx, asText(doctype), asText(docname), values);
    } catch (error) {
      if (!(error instanceof SiteError)) throw error;
      await call.ctx.db.write('rollback to savepoint one_of_many');
      failed.push({ doc, exc: `Traceback (most recent call last):\nfrappe.exceptions.${error.excType}: ${error.exceptionText}\n` });
    }
  }
  return { failed_docs: failed };
}

const RIGHTS: readonly Right[] = ['select', 'read', 'write', 'create', 'delete', 'submit', 'cancel', 'amend', 'report', 'export', 'import', 'share', 'print', 'email'];

async function subject(call: Call): Promise<{ doctype: string; doc: SiteDocument | undefined }> {
  const doctype = required(call, 'doctype');
  knownDocType(call.ctx, doctype);
  const name = optional(call, 'docname');
  return { doctype, doc: name === undefined ? undefined : await readDocument(actAsSite(call.ctx), doctype, name) };
}

async function hasPermission(call: Call): Promise<unknown> {
  const { doctype, doc } = await subject(call);
  const right = (optional(call, 'perm_type') ?? 'read') as Right;
  return { has_permission: may(call.ctx, call.ctx.meta(doctype), right, doc) };
}

async function docPermissions(call: Call): Promise<unknown> {
  const { doctype, doc } = await subject(call);
  const meta = call.ctx.meta(doctype);
  return { permissions: Object.fromEntries(RIGHTS.map((right) => [right, may(call.ctx, meta, right, doc) ? 1 : 0])) };
}

async function getPassword(call: Call): Promise<unknown> {
  const { ctx } = call;
  if (!ctx.isAdministrator && !ctx.roles.has('System Manager')) throw new SiteError('PermissionError', 'Not permitted');
  const place = { doctype: required(call, 'doctype'), name: required(call, 'name'), fieldname: required(call, 'fieldname') };
  return (await readSecret(ctx.db, place)) ?? null;
}

async function validateLink(call: Call): Promise<unknown> {
  const { ctx, parameters } = call;
  const doctype = required(call, 'doctype');
  knownDocType(ctx, doctype);
  requireRight(ctx, ctx.meta(doctype), 'select');
  const fetched = fieldList(parameters['fields_to_fetch']);
  const fields = ['name', ...(Array.isArray(fetched) ? fetched.map(asText).filter((field) => field !== 'name') : [])];
  const { rows } = await readList(ctx, listIntent(doctype, { fields, filters: { name: required(call, 'docname') }, limit: 1 }, 'v1'));
  return rows[0] ?? {};
}

async function rename(call: Call): Promise<unknown> {
  const doctype = required(call, 'doctype');
  knownDocType(call.ctx, doctype);
  const oldName = optional(call, 'old_name') ?? required(call, 'old');
  const newName = optional(call, 'new_name') ?? required(call, 'new');
  return renameDocument(call.ctx, doctype, oldName, { to: newName, merge: isOn(call.parameters['merge']) });
}

/** `frappe.client.*`: the functions most clients stand on. */
export const clientRpcs: Readonly<Record<string, Rpc>> = {
  'frappe.client.get_list': { run: getList },
  'frappe.client.get_count': { run: (call) => getCount(call, required(call, 'doctype')) },
  'frappe.client.get': { run: get },
  'frappe.client.get_value': { run: getValue },
  'frappe.client.get_single_value': { run: getSingleValue },
  'frappe.client.set_value': { verbs: CHANGES, run: setValues },
  'frappe.client.insert': { verbs: CHANGES, run: insert },
  'frappe.client.insert_many': { verbs: CHANGES, run: insertMany },
  'frappe.client.save': { verbs: CHANGES, run: save },
  'frappe.client.submit': { verbs: CHANGES, run: submit },
  'frappe.client.cancel': { verbs: CHANGES, run: cancel },
  'frappe.client.delete': { verbs: ['DELETE', 'POST'], run: remove },
  'frappe.client.bulk_update': { verbs: CHANGES, run: bulkUpdate },
  'frappe.client.rename_doc': { verbs: CHANGES, run: rename },
  'frappe.client.has_permission': { run: hasPermission },
  'frappe.client.get_doc_permissions': { run: docPermissions },
  'frappe.client.get_password': { run: getPassword },
  'frappe.client.validate_link_and_fetch': { run: validateLink },
  'frappe.client.get_time_zone': { guest: true, run: async ({ ctx }) => ({ time_zone: ctx.site.zone }) },
};
