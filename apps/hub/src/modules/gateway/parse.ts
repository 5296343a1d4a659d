import type { Address } from './address.ts';
import type { Intent, Order, Scalar } from './intent.ts';
import type { DoctypePolicy, Policy } from './policy.ts';
import { fieldNotPermitted, invalid, notPermitted, notThere, Refusal } from './refusal.ts';
import { clausesOf, jsonOf, scalarOf } from './values.ts';

const DEFAULT_ROWS = 20;
const MOST_ROWS = 200;
const DEEPEST_START = 1_000_000;
const LONGEST_NAME = 140;
const LIST_PARAMETERS = new Set(['fields', 'filters', 'or_filters', 'order_by', 'limit_start', 'limit_page_length', 'limit', '_']);
const COUNT_PARAMETERS = new Set(['doctype', 'filters', '_']);
const DOCUMENT_PARAMETERS = new Set(['_']);

/** Understands a request under a policy. @throws Refusal whatever the policy does not name. */
export function intentOf(method: string, { segments, query }: Address, body: unknown, policy: Policy): Intent {
  const [root, first, name, ...more] = segments[0] === 'v1' ? segments.slice(1) : segments;
  if (first === undefined || more.length > 0) throw notThere('Page');
  if (root === 'method') return method === 'GET' && first === 'frappe.client.get_count' && name === undefined ? countOf(query, policy) : refuseMethod(first);
  if (root !== 'resource') throw notThere('Page');
  const doctype = policy.get(first);
  if (doctype === undefined) throw notPermitted(first.slice(0, LONGEST_NAME));
  return name === undefined ? collectionIntent(method, query, doctype) : documentIntent(method, name, { query, body, policy: doctype });
}

function collectionIntent(method: string, query: ReadonlyMap<string, string>, policy: DoctypePolicy): Intent {
  return method === 'GET' ? listOf(query, policy) : refuseVerb(method, policy.doctype);
}

interface OfDocument { readonly query: ReadonlyMap<string, string>; readonly body: unknown; readonly policy: DoctypePolicy }

function documentIntent(method: string, name: string, { query, body, policy }: OfDocument): Intent {
  if (name.length > LONGEST_NAME) throw notThere(policy.doctype);
  onlyKnown(query, DOCUMENT_PARAMETERS);
  if (method === 'GET') return { kind: 'read', doctype: policy.doctype, name };
  return method === 'PUT' ? updateOf(name, body, policy) : refuseVerb(method, policy.doctype);
}

function refuseMethod(name: string): never {
  throw notPermitted(name.slice(0, LONGEST_NAME));
}

function refuseVerb(method: string, doctype: string): never {
  throw notPermitted(`${method} ${doctype}`);
}

function onlyKnown(query: ReadonlyMap<string, string>, known: ReadonlySet<string>): void {
  const unknown = [...query.keys()].find((key) => !known.has(key));
  if (unknown !== undefined) throw notPermitted(`parameter ${unknown.slice(0, 40)}`);
}

function listOf(query: ReadonlyMap<string, string>, policy: DoctypePolicy): Intent {
  onlyKnown(query, LIST_PARAMETERS);
  return {
    kind: 'list',
    doctype: policy.doctype,
    fields: fieldsOf(query.get('fields'), policy),
    filters: clausesOf(query.get('filters'), policy),
    orFilters: clausesOf(query.get('or_filters'), policy),
    orderBy: orderOf(query.get('order_by'), policy),
    start: countFrom(query.get('limit_start'), 0, { least: 0, most: DEEPEST_START }),
    limit: countFrom(query.get('limit_page_length') ?? query.get('limit'), DEFAULT_ROWS, { least: 1, most: MOST_ROWS }),
  };
}

function countOf(query: ReadonlyMap<string, string>, policies: Policy): Intent {
  onlyKnown(query, COUNT_PARAMETERS);
  const policy = policies.get(query.get('doctype') ?? '');
  if (policy === undefined) throw notPermitted((query.get('doctype') ?? '').slice(0, LONGEST_NAME));
  return { kind: 'count', doctype: policy.doctype, filters: clausesOf(query.get('filters'), policy) };
}

function fieldsOf(text: string | undefined, policy: DoctypePolicy): readonly string[] {
  if (text === undefined) return ['name'];
  const given = jsonOf(text, 'fields');
  if (!Array.isArray(given) || given.length === 0 || given.length > 60) throw invalid('fields is a list of field names');
  const fields = (given as unknown[]).map((field) => {
    if (typeof field !== 'string' || !policy.fields.has(field)) throw fieldNotPermitted(String(field).slice(0, LONGEST_NAME));
    return field;
  });
  return [...new Set(fields)];
}

function orderOf(text: string | undefined, policy: DoctypePolicy): readonly Order[] {
  if (text === undefined || text === '') return [['modified', 'desc'], ['name', 'asc']];
  const parts = text.split(',').map((part) => part.trim().split(/ +/));
  if (parts.length > 3) throw invalid('order_by takes three fields at most');
  const order = parts.map(([field = '', direction = 'asc', ...more]): Order => {
    const lower = direction.toLowerCase();
    if (!policy.fields.has(field) || more.length > 0 || (lower !== 'asc' && lower !== 'desc')) throw new Refusal('PermissionError', 403, `You do not have permission to access field: ${field.slice(0, LONGEST_NAME)}`);
    return [field, lower];
  });
  return order.some(([field]) => field === 'name') ? order : [...order, ['name', 'asc']];
}

function countFrom(text: string | undefined, otherwise: number, { least, most }: { least: number; most: number }): number {
  if (text === undefined) return otherwise;
  const count = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= least && count <= most)) throw invalid(`A page has ${Math.max(least, 1)} to ${MOST_ROWS} rows`);
  return count;
}

/** A change must say which version it was based on: the ERP compares only when asked, and would else let the last writer win. */
function updateOf(name: string, body: unknown, policy: DoctypePolicy): Intent {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('The body is an object of fields');
  const { modified, ...rest } = body as Record<string, unknown>;
  if (typeof modified !== 'string' || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:[.]\d{1,6})?$/.test(modified)) throw invalid('A change carries the modified stamp it is based on');
  const changes = Object.entries(rest).map(([field, value]): [string, Scalar] => {
    const kind = policy.fields.get(field);
    if (kind === undefined || !policy.write.has(field)) throw notPermitted(`writing ${field.slice(0, LONGEST_NAME)}`);
    return [field, scalarOf(value, kind, field)];
  });
  if (changes.length === 0) throw policy.write.size === 0 ? notPermitted(`writing ${policy.doctype}`) : invalid('Nothing to change');
  return { kind: 'update', doctype: policy.doctype, name, modified, changes: Object.fromEntries(changes) };
}
