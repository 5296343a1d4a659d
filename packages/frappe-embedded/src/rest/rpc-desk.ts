import { actAsSite, type Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import { deleteDocument, findDocument, insertDocument, readDocument, saveDocument, submitDocument, cancelDocument, updateDocument } from '../documents.ts';
import { tableOf } from '../database.ts';
import type { Meta } from '../meta.ts';
import { may } from '../permissions.ts';
import { listIntent, readCount, readList, rowIntent, type ListIntent } from '../query/index.ts';
import { CHANGES, documentParameter, jsonParameter, optional, required, type Call, type Rpc } from './call.ts';
import { fieldList, getCount } from './rpc-client.ts';
import { knownDocType, rowsOf } from './resource.ts';
import { runDocumentMethod } from './document-methods.ts';
import { addComment } from './side-records.ts';
import { toWire } from './wire.ts';
import { omit } from '../omit.ts';
import { asText } from '../text.ts';

/** A DocType with everything laid over it, as forms read it. */
export const metaDocument = (meta: Meta): Record<string, unknown> => ({
  ...meta.source,
  doctype: 'DocType',
  fields: meta.fields.map((field, at) => ({ ...field, doctype: 'DocField', parent: meta.name, parenttype: 'DocType', parentfield: 'fields', idx: at + 1 })),
  permissions: meta.permissions.map((row, at) => ({ ...row, doctype: 'DocPerm', parent: meta.name, idx: at + 1 })),
});

async function getDoctype(call: Call): Promise<undefined> {
  const { ctx, beside } = call;
  const doctype = required(call, 'doctype');
  knownDocType(ctx, doctype);
  const meta = ctx.meta(doctype);
  const children = new Set(meta.tableFields.map((field) => field.options ?? ''));
  const metas = [meta, ...[...children].map((child) => ctx.findMeta(child)).filter((child) => child !== undefined)];
  Object.assign(beside.keys, { docs: metas.map(metaDocument), user_settings: '{}' });
}

async function getDoc(call: Call): Promise<unknown> {
  const { ctx, beside } = call;
  const doctype = required(call, 'doctype');
  const name = required(call, 'name');
  knownDocType(ctx, doctype);
  if ((await findDocument(ctx, doctype, name)) === undefined) return [];
  const doc = await readDocument(ctx, doctype, name);
  Object.assign(beside.keys, { docs: [toWire(ctx, doc, { nulls: false })], docinfo: await docInfo(ctx, doctype, name) });
  return undefined;
}

/** What stands beside a document: comments, files, versions, assignments, tags, and what the user may do with it. */
async function docInfo(ctx: Context, doctype: string, name: string): Promise<Record<string, unknown>> {
  const of = (table: string, columns: string, where: string, values: readonly unknown[] = [doctype, name]): Promise<Record<string, unknown>[]> =>
    ctx.findMeta(table) === undefined ? Promise.resolve([]) : ctx.db.rows(`select ${columns} from ${tableOf(table)} where ${where} order by creation desc`, values);
  const meta = ctx.meta(doctype);
  const doc = await findDocument(ctx, doctype, name);
  const rights = ['read', 'write', 'create', 'delete', 'submit', 'cancel', 'amend', 'print', 'email', 'share'] as const;
  return {
    doctype,
    name,
    comments: await of('Comment', 'name, creation, content, owner, comment_type, comment_by', `reference_doctype = $1 and reference_name = $2 and comment_type = 'Comment'`),
    attachments: await of('File', 'name, file_name, file_url, is_private', 'attached_to_doctype = $1 and attached_to_name = $2'),
    communications: [],
    versions: (await of('Version', 'name, owner, creation, data', 'ref_doctype = $1 and docname = $2')).slice(0, 10),
    assignments: await of('ToDo', 'allocated_to as owner, name, description, status', `reference_type = $1 and reference_name = $2 and status = 'Open'`),
    permissions: Object.fromEntries(rights.map((right) => [right, may(ctx, meta, right, doc) ? 1 : 0])),
    shared: [],
    views: [],
    tags: asText(doc?.['_user_tags']),
    assignment_logs: [],
  };
}

async function getDocInfo(call: Call): Promise<undefined> {
  const doctype = required(call, 'doctype');
  const name = required(call, 'name');
  knownDocType(call.ctx, doctype);
  await readDocument(call.ctx, doctype, name);
  call.beside.keys['docinfo'] = await docInfo(call.ctx, doctype, name);
}

async function saveDocs(call: Call): Promise<undefined> {
  const { ctx, beside } = call;
  const given = documentParameter(call, 'doc');
  const doctype = asText(given['doctype']);
  knownDocType(ctx, doctype);
  const action = optional(call, 'action') ?? 'Save';
  const name = asText(given['name']);
  const isNew = given['__islocal'] === 1 || name === '' || (await findDocument(ctx, doctype, name)) === undefined;
  const doc = isNew ? await insertDocument(ctx, doctype, omit(given, 'doctype')) : action === 'Submit' ? await submitDocument(ctx, doctype, given) : action === 'Cancel' ? await cancelDocument(ctx, doctype, name) : await saveDocument(ctx, doctype, given);
  Object.assign(beside.keys, { docs: [toWire(ctx, doc, { nulls: false })], docinfo: await docInfo(ctx, doctype, doc.name) });
}

async function comment(call: Call): Promise<unknown> {
  const doctype = required(call, 'reference_doctype');
  const name = required(call, 'reference_name');
  knownDocType(call.ctx, doctype);
  await readDocument(call.ctx, doctype, name);
  const email = optional(call, 'comment_email');
  const by = optional(call, 'comment_by');
  const doc = await addComment(call.ctx, { doctype, name, content: required(call, 'content'), ...(email === undefined ? {} : { email }), ...(by === undefined ? {} : { by }) });
  return toWire(call.ctx, doc, { nulls: false });
}

const openAssignments = (ctx: Context, doctype: string, name: string): Promise<{ owner: string; name: string }[]> =>
  ctx.db.rows(`select allocated_to as owner, name from "tabToDo" where reference_type = $1 and reference_name = $2 and status = 'Open' order by creation`, [doctype, name]);

async function assign(call: Call): Promise<unknown> {
  const { ctx } = call;
  const doctype = required(call, 'doctype');
  const name = required(call, 'name');
  await readDocument(ctx, doctype, name);
  const wanted = jsonParameter(call, 'assign_to');
  const present = new Set((await openAssignments(ctx, doctype, name)).map((each) => each.owner));
  for (const user of Array.isArray(wanted) ? wanted.map(String) : []) {
    if (present.has(user)) continue;
    const description = optional(call, 'description') ?? `Assignment for ${doctype} ${name}`;
    await insertDocument(actAsSite(ctx), 'ToDo', { allocated_to: user, reference_type: doctype, reference_name: name, description, priority: optional(call, 'priority') ?? 'Medium', status: 'Open', assigned_by: ctx.user });
  }
  return rememberAssignments(ctx, doctype, name);
}

async function unassign(call: Call): Promise<unknown> {
  const { ctx } = call;
  const doctype = required(call, 'doctype');
  const name = required(call, 'name');
  await readDocument(ctx, doctype, name);
  const user = required(call, 'assign_to');
  for (const todo of await openAssignments(ctx, doctype, name)) if (todo.owner === user) await updateDocument(actAsSite(ctx), 'ToDo', todo.name, { status: 'Cancelled' });
  return rememberAssignments(ctx, doctype, name);
}

/** `_assign` holds the users of the open ToDos. */
async function rememberAssignments(ctx: Context, doctype: string, name: string): Promise<unknown> {
  const open = await openAssignments(ctx, doctype, name);
  await ctx.db.write(`update ${tableOf(doctype)} set _assign = $2 where name = $1`, [name, open.length === 0 ? null : JSON.stringify(open.map((each) => each.owner))]);
  return open;
}

async function tag(call: Call, change: (tags: string[], tag: string) => string[]): Promise<unknown> {
  const { ctx } = call;
  const doctype = required(call, 'dt');
  const name = required(call, 'dn');
  const word = required(call, 'tag');
  await readDocument(ctx, doctype, name);
  const [row] = await ctx.db.rows<{ tags: string | null }>(`select _user_tags as tags from ${tableOf(doctype)} where name = $1`, [name]);
  const tags = change((row?.tags ?? '').split(',').filter((each) => each !== ''), word);
  await ctx.db.write(`update ${tableOf(doctype)} set _user_tags = $2 where name = $1`, [name, tags.join(',')]);
  const links = await ctx.db.rows<{ name: string }>('select name from "tabTag Link" where document_type = $1 and document_name = $2 and tag = $3', [doctype, name, word]);
  if (!tags.includes(word)) for (const link of links) await deleteDocument(actAsSite(ctx), 'Tag Link', link.name);
  else if (links.length === 0) await linkTag(ctx, { doctype, name, word });
  return word;
}

async function linkTag(ctx: Context, { doctype, name, word }: { doctype: string; name: string; word: string }): Promise<void> {
  if ((await findDocument(ctx, 'Tag', word)) === undefined) await insertDocument(actAsSite(ctx), 'Tag', { name: word }, { keepName: true });
  await insertDocument(actAsSite(ctx), 'Tag Link', { document_type: doctype, document_name: name, tag: word, title: name });
}

function reportIntent(call: Call): ListIntent {
  const { parameters: p } = call;
  const doctype = required(call, 'doctype');
  knownDocType(call.ctx, doctype);
  return listIntent(doctype, { ...rowsOf(call), fields: fieldList(p['fields']), orderBy: p['order_by'], groupBy: p['group_by'], start: p['start'] ?? p['limit_start'], limit: p['page_length'] ?? p['limit_page_length'] ?? p['limit'], distinct: p['distinct'] }, 'v1');
}

async function reportView(call: Call): Promise<unknown> {
  const { rows } = await readList(call.ctx, reportIntent(call));
  const [first] = rows;
  return first === undefined ? [] : { keys: Object.keys(first), values: rows.map((row) => Object.values(row)), user_info: {} };
}

async function runDocMethod(call: Call): Promise<unknown> {
  const { ctx, parameters, beside } = call;
  const docs = jsonParameter(call, 'docs') as { doctype?: string; name?: string } | undefined;
  const doctype = optional(call, 'dt') ?? docs?.doctype;
  const name = optional(call, 'dn') ?? docs?.name;
  if (doctype === undefined || name === undefined) throw new SiteError('TypeError', "missing 1 required positional argument: 'docs'", { silent: true });
  knownDocType(ctx, doctype);
  const values = jsonParameter(call, 'args');
  const inner: Call = { ...call, parameters: { ...parameters, ...(typeof values === 'object' && values !== null ? values : {}) } };
  const result = await runDocumentMethod(inner, { doctype, name, method: required(call, 'method'), right: call.verb === 'GET' ? 'read' : 'write' });
  const after = await findDocument(ctx, doctype, name);
  if (after !== undefined) beside.keys['docs'] = [toWire(ctx, after, { nulls: false })];
  return result;
}

/** What Frappe's own desk calls, as far as other clients use it too. */
export const deskRpcs: Readonly<Record<string, Rpc>> = {
  'frappe.desk.form.load.getdoctype': { run: getDoctype },
  'frappe.desk.form.load.getdoc': { run: getDoc },
  'frappe.desk.form.load.get_docinfo': { run: getDocInfo },
  'frappe.desk.form.save.savedocs': { verbs: CHANGES, run: saveDocs },
  'frappe.desk.form.utils.add_comment': { verbs: CHANGES, run: comment },
  'frappe.desk.form.assign_to.add': { run: assign },
  'frappe.desk.form.assign_to.remove': { run: unassign },
  'frappe.desk.doctype.tag.tag.add_tag': { run: (call) => tag(call, (tags, word) => [...new Set([...tags, word])]) },
  'frappe.desk.doctype.tag.tag.remove_tag': { run: (call) => tag(call, (tags, word) => tags.filter((each) => each !== word)) },
  'frappe.desk.reportview.get': { run: reportView },
  'frappe.desk.reportview.get_list': { run: async (call) => (await readList(call.ctx, reportIntent(call))).rows },
  'frappe.desk.reportview.get_count': { run: (call) => getCount(call, required(call, 'doctype')) },
  run_doc_method: { run: runDocMethod },
};

/** `/api/v2/doctype/:doctype/count`. */
export const countRows = async (call: Call, doctype: string): Promise<number> => readCount(call.ctx, rowIntent(doctype, rowsOf(call), 'v2'), { distinct: false, limit: Number(call.parameters['limit'] ?? 0) || 0 });
