import { ROLES, type Role } from '@gigafibre/contracts';
import { doctypes } from '@gigafibre/doctypes';
import fc from 'fast-check';
import { EXPOSED } from '../../src/modules/gateway/exposure.ts';

/** One request as a client may send it: nothing here is checked or encoded by us. */
export interface HostileRequest {
  readonly role: Role | 'nobody';
  readonly method: string;
  readonly target: string;
  readonly body: string | undefined;
}

const exposed = Object.keys(EXPOSED);
const fieldsOf = (doctype: string): readonly string[] => ['name', 'modified', ...(Object.values(doctypes).find((file) => file.name === doctype)?.fields.map((field) => field.fieldname) ?? [])];

const hidden = fc.constantFrom('User', 'DocType', 'Has Role', 'File', 'System Settings', 'Version', 'Custom Field', 'Applied Command', 'Visit Crew', '__Auth', 'tabUser', 'Customer\n', 'customer', 'Customer ', 'constructor', '__proto__', 'Service%20Location');
const doctype = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...exposed) }, { weight: 1, arbitrary: hidden });

const strangeField = fc.constantFrom('*', 'name\n', 'customer.customer_name', 'items.rate', '`tabUser`.name', 'count(name) as n', 'sum(grand_total)', 'name as owner', 'api_secret', 'password', '_user_tags', 'created_by_command', 'commands', 'NAME', 'name--', 'name; drop table x', '__proto__', 'constructor', 'owner.api_key', 'crew', 'ﬁeld', 'name\u0000');
const fieldFor = (of: string) => fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...fieldsOf(of)) }, { weight: 1, arbitrary: strangeField });
const value: fc.Arbitrary<unknown> = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('Open', 'fr', '%', 'Gag%', '%agn%', '2026-11-23', "' or 1=1 --", '🚀', '\u0000', 'x'.repeat(5000), null, true, 1, 0, -1, 1e308), fc.array(fc.constantFrom('a', 'b', 1, null), { maxLength: 4 }), fc.constant({ SUM: 'grand_total' }));
const operator = fc.oneof({ weight: 8, arbitrary: fc.constantFrom('=', '!=', 'in', 'like', 'between', '>=', '<=') }, { weight: 1, arbitrary: fc.constantFrom('>', '<', 'not in', 'not like', 'is', 'timespan', 'regex', 'descendants of', 'LIKE', '= ', 'or 1=1 or', '=\n') });
/** A clause that is fine, so that one bad part is met among good ones. */
const soundClause = fc.constantFrom<unknown>(['name', '=', 'ISS-2026-00001'], ['name', 'like', 'ISS%'], ['modified', '>=', '2026-01-01'], ['docstatus', 'in', [0, 1]], ['creation', 'between', ['2026-01-01', '2026-02-01']]);

const clauseFor = (of: string): fc.Arbitrary<unknown> => fc.oneof(
  { weight: 8, arbitrary: soundClause },
  { weight: 3, arbitrary: fc.tuple(fieldFor(of), operator, value) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(of, 'User', 'Sales Invoice Item'), fieldFor(of), operator, value) },
  { weight: 1, arbitrary: fc.constantFrom('name', ['name'], ['name', 'x'], [['name', '=', 1], 'or', ['owner', '=', 2]], {}, null) },
);
const filtersFor = (of: string): fc.Arbitrary<string> => fc.oneof(
  { weight: 5, arbitrary: fc.oneof({ weight: 9, arbitrary: fc.array(clauseFor(of), { maxLength: 3 }) }, { weight: 1, arbitrary: fc.array(clauseFor(of), { maxLength: 12 }) }).map((clauses) => JSON.stringify(clauses)) },
  { weight: 2, arbitrary: fc.dictionary(fieldFor(of), fc.oneof(value, fc.tuple(operator, value)), { maxKeys: 3 }).map((filters) => JSON.stringify(filters)) },
  { weight: 1, arbitrary: fc.constantFrom('', '[', 'null', '"NAME"', '{"__proto__":{"name":1}}', '[["name","=","x"]]\n', '[[[]]]') },
);
const selectFor = (of: string): fc.Arbitrary<string> => fc.oneof(
  { weight: 6, arbitrary: fc.array(fieldFor(of), { minLength: 1, maxLength: 5 }).map((fields) => JSON.stringify(fields)) },
  { weight: 1, arbitrary: fc.constantFrom('*', '["*"]', '[{"COUNT":"*"}]', '[{"items":["rate"]}]', 'name,owner', '[["name"]]', '["name",null]') },
);
const orderFor = (of: string): fc.Arbitrary<string> => fc.oneof({ weight: 6, arbitrary: fc.tuple(fieldFor(of), fc.constantFrom('', ' asc', ' desc', ' DESC')).map((parts) => parts.join('')) }, fc.tuple(fieldFor(of), fc.constantFrom( ' desc, owner asc', ' desc limit 1', ' asc; select 1')).map(([field, direction]) => field + direction), fc.constantFrom('', ',', 'rand()', 'name desc,,', '(select 1)'));

const danger = fc.constantFrom('cmd', 'run_method', 'data', 'doctype', 'flags', 'debug', 'as_dict', 'parent', 'expand', 'expand_links', 'group_by', 'ignore_permissions', 'pluck', 'distinct', 'page_length', 'start', 'or_filters[]', 'filters[0][0]', '__proto__', 'fields\n', 'Fields');
const parameterFor = (of: string): fc.Arbitrary<readonly [string, string]> => fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('fields'), selectFor(of)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('filters', 'or_filters'), filtersFor(of)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('order_by'), orderFor(of)) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('limit', 'limit_page_length', 'limit_start'), fc.constantFrom('1', '10', '20', '50', '200', '0', '201', '999999', '-1', '1e9', '0x10', ' 5', '', 'all', '20\n')) },
);

const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('ISS-2026-00001', 'LOC-000001', 'Luc Roy', 'L’Œuvre & fils inc.') }, { weight: 2, arbitrary: fc.string({ maxLength: 20 }) }, { weight: 1, arbitrary: fc.constantFrom('..', '.', '%2e%2e', '..%2f..%2fUser', '%252e%252e', 'a%2fb', 'a%5cb', ';cmd=x', 'x%00', 'x'.repeat(200), 'Administrator', 'x?cmd=frappe.client.delete', 'x#y') });
const encoded = (text: string, isRaw: boolean): string => (isRaw ? text.replaceAll(/[^!-~]/g, '_') : encodeURIComponent(text.toWellFormed()));

const rarely = fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0);

const pathFor = (of: string) => fc.tuple(fc.oneof({ weight: 14, arbitrary: fc.constantFrom('/api/resource/', '/api/v1/resource/') }, { weight: 1, arbitrary: fc.constantFrom( '/api/v2/document/', '/api//resource/', '/api/resource/../resource/', '/api/method/', '/API/resource/', '/api/resource;x/') }), rarely, fc.option(name), rarely, fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constantFrom('/', '//')))
  .map(([root, isRawDoctype, document, isRawName, tail]) => `${root}${encoded(of, isRawDoctype)}${document === null ? '' : `/${encoded(document, isRawName)}`}${tail}`);
const methodPath = fc.constantFrom('frappe.client.get_count', 'frappe.client.get_count', 'frappe.client.get_list', 'frappe.client.delete', 'frappe.client.set_value', 'run_doc_method', 'login', 'upload_file', 'frappe.desk.query_report.run', 'ping').map((called) => `/api/method/${called}`);

const queryOf = (pairs: readonly (readonly [string, string])[]): string => pairs.map(([key, text]) => `${encodeURIComponent(key)}=${encodeURIComponent(text.toWellFormed())}`).join('&');

const writableOf = (of: string): readonly string[] => (EXPOSED as Readonly<Record<string, { readonly write?: readonly string[] }>>)[of]?.write ?? [];
const changeFor = (of: string): fc.Arbitrary<string> => fc.tuple(
  fc.dictionary(fc.oneof({ weight: 12, arbitrary: fc.constantFrom('name', ...writableOf(of), ...writableOf(of), ...writableOf(of)) }, { weight: 1, arbitrary: fc.constantFrom('owner', 'docstatus', 'modified_by', 'workflow_state', 'cmd', 'run_method', 'doctype', 'flags', 'roles', '__proto__', 'constructor', 'crew', 'commands') }), value, { maxKeys: 3 }),
  fc.constantFrom(...Array.from({ length: 8 }, () => '2026-11-23 10:00:00.000001'), '2026-11-23', '', 5, undefined),
).map(([changes, modified]) => JSON.stringify({ ...changes, ...(modified === undefined ? {} : { modified }) }));

const body = (of: string, method: string): fc.Arbitrary<string | undefined> =>
  method === 'GET' || method === 'DELETE'
    ? fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom('{"cmd":"frappe.client.delete"}', '{"fields":"[\\"*\\"]"}') })
    : fc.oneof({ weight: 6, arbitrary: changeFor(of) }, { weight: 1, arbitrary: fc.constantFrom('', '[]', 'null', '{', '[{"doctype":"User"}]', '{"data":"{}"}', '{"__proto__":{"status":"Closed"},"modified":"2026-11-23 10:00:00.000001"}') });

type Pair = readonly [string, string];

/** Parameters that suit the request, each key once; a document takes none, a list most of them. */
const suited = (of: string, isList: boolean): fc.Arbitrary<readonly Pair[]> =>
  isList ? fc.uniqueArray(parameterFor(of), { maxLength: 4, selector: ([key]) => key }) : fc.constant([]);
const anyParameters = (of: string): fc.Arbitrary<readonly Pair[]> => fc.array(fc.oneof(parameterFor(of), fc.tuple(danger, fc.constantFrom('1', 'frappe.client.delete', 'User'))), { minLength: 1, maxLength: 4 });
const parameters = (of: string, isList: boolean): fc.Arbitrary<readonly Pair[]> => fc.oneof({ weight: 6, arbitrary: suited(of, isList) }, { weight: 1, arbitrary: anyParameters(of) });

const addressed = (of: string, method: string, role: HostileRequest['role']): fc.Arbitrary<HostileRequest> =>
  fc.oneof({ weight: 12, arbitrary: pathFor(of) }, { weight: 1, arbitrary: methodPath }).chain((path) => {
    const isCount = path.endsWith('get_count');
    const isList = method === 'GET' && /resource\/[^/]*$/.test(path);
    const pairs = isCount ? filtersFor(of).map((filters): readonly Pair[] => [['doctype', of], ['filters', filters]]) : parameters(of, isList);
    return fc.tuple(pairs, body(of, method)).map(([query, sent]) => ({ role, method, target: query.length === 0 ? path : `${path}?${queryOf(query)}`, body: sent }));
  });

/** Near-valid and hostile requests, mixed so that a fair share reaches the ERP. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc
  .tuple(doctype, fc.oneof({ weight: 9, arbitrary: fc.constantFrom('GET', 'GET', 'PUT') }, { weight: 1, arbitrary: fc.constantFrom('POST', 'DELETE') }), fc.constantFrom('admin' as const, 'admin' as const, 'agent' as const, 'dispatcher' as const, ...ROLES, 'nobody' as const))
  .chain(([of, method, role]) => addressed(of, method, role));
