import { COMMAND_ROLES, COMMAND_TYPES, commandSchema, ROLES, type CommandType, type Role } from '@gigafibre/contracts';
import fc from 'fast-check';
import { hostileRequest } from '../gateway/hostile-requests.ts';
import { hostileText, hostileValue, soundValue, type Names, type Schema } from './schema-values.ts';

/** The part of an OpenAPI document that a caller goes by. */
export interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly 'x-roles'?: readonly Role[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** One request, as it is put on the wire. */
export interface HostileCall {
  readonly caller: Role | 'nobody';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

type Edit = 'none' | 'field' | 'whole-body' | 'query' | 'path' | 'headers' | 'method';
const EDITS: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('none' as const) },
  { weight: 5, arbitrary: fc.constant('field' as const) },
  { weight: 2, arbitrary: fc.constant('whole-body' as const) },
  { weight: 3, arbitrary: fc.constantFrom('query' as const, 'path' as const) },
  { weight: 1, arbitrary: fc.constantFrom('headers' as const, 'method' as const) },
);

const TEN_MEGABYTES = 10 * 1024 * 1024;
const STRANGE_BODIES = ['', ' ', '{', '{"id":"', '[]', 'null', '"text"', '7', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '\ufeff{}', '{"a":1}{"b":2}', '['.repeat(20_000), `{"id":"${'x'.repeat(400_000)}"}`, '<xml/>', 'a=b&c=d'];
const MEDIA = ['application/json', 'application/json', 'application/json', 'application/json; charset=latin1', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'application/octet-stream', 'image/png', 'nonsense', ''];
const STRANGE_HEADERS = fc.constantFrom<Readonly<Record<string, string>>>(
  { 'x-large': 'x'.repeat(100_000) }, { cookie: 'session=%00; session=b; __proto__=c' }, { cookie: `session=${'A'.repeat(43)}` }, { 'last-event-id': '99999999999999999999' }, { 'last-event-id': '-1' }, { 'if-none-match': 'W/"' }, { 'x-request-id': '../x' },
  { origin: 'null' }, { origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, { 'accept-encoding': 'br;q=nonsense, *' }, { accept: '\u00ff' }, { 'content-length': 'many' }, { 'content-encoding': 'gzip' }, { 'transfer-encoding': 'nonsense' }, { range: 'bytes=9-1' }, { 'x-http-method-override': 'DELETE' }, { 'x-forwarded-for': '::1, <script>' },
);
const STRANGE_ESCAPES = ['%', '%zz', '%c0%af', '%ff', '%00', '%2e%2e%2f', '%252e', '%ed%a0%80', '..', ';a=b', '\\', '//', '%20', 'x'.repeat(700), '%F0%9F%94%A5'.repeat(30)];

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Requests to every route the API describes: each sound but for one thing, which nobody foresaw. */
export function hostileCalls(api: Api, names: Names): fc.Arbitrary<HostileCall> {
  const routes = Object.entries(api.paths).flatMap(([path, methods]) => (path.startsWith('/api/') ? [] : Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))));
  const toRoutes = fc.constantFrom(...routes).chain(({ path, method, operation }) => {
    const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
    return toRoute({ path, method, operation, body: schema === undefined ? fc.constant(undefined) : soundValue(schema, names) }, names);
  });
  const commands = api.paths['/v1/commands']?.['post'] ?? {};
  const toCommands = fc.constantFrom(...COMMAND_TYPES).chain((type) => toRoute({ path: '/v1/commands', method: 'post', operation: { ...commands, 'x-roles': COMMAND_ROLES[type] }, body: soundCommand(type, names) }, names));
  return fc.oneof({ weight: 5, arbitrary: toRoutes }, { weight: 4, arbitrary: toCommands }, { weight: 1, arbitrary: toGateway });
}

const toGateway: fc.Arbitrary<HostileCall> = fc
  .tuple(hostileRequest, fc.oneof({ weight: 5, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: fc.constantFrom(...MEDIA) }))
  .map(([{ role, method, target, body }, type]) => ({ caller: role, method, url: target, body, headers: body === undefined ? {} : { 'content-type': type } }));

interface Route {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
  readonly body: fc.Arbitrary<unknown>;
}

function toRoute({ path, method, operation, body }: Route, names: Names): fc.Arbitrary<HostileCall> {
  const welcome = operation['x-roles'] ?? ROLES;
  const caller = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...welcome) }, { weight: 1, arbitrary: fc.constantFrom(...ROLES, 'nobody' as const) });
  // an event stream that is granted never ends: it is asked for wrongly, always
  const edits = path === '/v1/events' ? fc.constant('query' as const) : EDITS;
  return fc
    .tuple(edits, caller, pathOf(path, operation, names), queryOf(operation, names), body)
    .chain(([edit, asking, address, query, sent]) => edited({ caller: asking, method: method.toUpperCase(), address, query, sent }, edit));
}

const soundCommand = (type: CommandType, names: Names): fc.Arbitrary<unknown> => soundValue(commandSchema(type), names);

function pathOf(path: string, { parameters = [] }: Operation, names: Names): fc.Arbitrary<string> {
  const inPath = parameters.filter((each) => each.in === 'path');
  return fc.tuple(...inPath.map(({ name, schema }) => soundValue(schema, names, name))).map((values) => inPath.reduce((address, { name }, at) => address.replace(`{${name}}`, encoded(String(values[at]))), path));
}

function queryOf({ parameters = [] }: Operation, names: Names): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const inQuery = parameters.filter((each) => each.in === 'query');
  return fc.tuple(...inQuery.map(({ name, schema }) => soundValue(schema, names, name).map((value): readonly [string, string] => [name, String(value)])));
}

interface Draft {
  readonly caller: HostileCall['caller'];
  readonly method: string;
  readonly address: string;
  readonly query: readonly (readonly [string, string])[];
  readonly sent: unknown;
}

function edited(draft: Draft, edit: Edit): fc.Arbitrary<HostileCall> {
  const call = sound(draft);
  switch (edit) {
    case 'field':
      return fc.tuple(fc.nat(30), fc.constantFrom('replace', 'drop', 'add'), hostileValue, hostileText).map(([at, how, value, key]) => ({ ...call, ...jsonBody(changedAt(draft.sent, at, { how, value, key })) }));
    case 'whole-body':
      return fc.tuple(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...STRANGE_BODIES) }, { weight: 1, arbitrary: fc.constant('x'.repeat(TEN_MEGABYTES)) }), fc.constantFrom(...MEDIA)).map(([body, type]) => ({ ...call, body, headers: { 'content-type': type } }));
    case 'query':
      return fc.tuple(fc.array(fc.tuple(fc.oneof(fc.constantFrom(...draft.query.map(([name]) => name), 'after', 'limit', 'unknown', '__proto__'), hostileText), hostileText), { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '', '&x=%zz', '&&==', `&y=${'z'.repeat(100_000)}`, '&a[b]=c&a[]=d'))
        .map(([pairs, tail]) => ({ ...call, url: `${addressWith(draft.address, [...draft.query, ...pairs])}${tail}${draft.address === '/v1/events' ? '&strange=1' : ''}` }));
    case 'path':
      return fc.oneof(hostileText.map(encoded), fc.constantFrom(...STRANGE_ESCAPES)).map((tail) => ({ ...call, url: addressWith(draft.address.replace(/[^/]*$/, tail), draft.query) }));
    case 'headers':
      return STRANGE_HEADERS.map((headers) => ({ ...call, headers: { ...call.headers, ...headers } }));
    case 'method':
      return fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS').map((method) => ({ ...call, method, ...(draft.address === '/v1/events' ? { method: 'POST' } : {}) }));
    case 'none':
      return fc.constant(call);
  }
}

const addressWith = (address: string, query: Draft['query']): string => (query.length === 0 ? address : `${address}?${query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`);
const jsonBody = (value: unknown): Pick<HostileCall, 'body' | 'headers'> => (value === undefined ? { body: undefined, headers: {} } : { body: jsonText(value), headers: { 'content-type': 'application/json' } });
const sound = ({ caller, method, address, query, sent }: Draft): HostileCall => ({ caller, method, url: addressWith(address, query), ...jsonBody(sent) });

/** What JSON cannot say is left out, or said in text. */
const jsonText = (value: unknown): string => JSON.stringify(value ?? null, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each));

interface Change { readonly how: string; readonly value: unknown; readonly key: string }

/** The same with the n-th of its values, at whatever depth, replaced, dropped or given a neighbour. */
function changedAt(value: unknown, at: number, change: Change): unknown {
  const count = { left: at % Math.max(sizeOf(value), 1) };
  const walk = (node: unknown): unknown => {
    if (count.left === 0) {
      count.left = -1;
      return applied(node, change);
    }
    count.left -= 1;
    if (Array.isArray(node)) return node.map(walk);
    return isObject(node) ? Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each)])) : node;
  };
  return walk(value);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const sizeOf = (value: unknown): number => (Array.isArray(value) || isObject(value) ? 1 + Object.values(value).reduce((sum: number, each) => sum + sizeOf(each), 0) : 1);

function applied(node: unknown, { how, value, key }: Change): unknown {
  if (how === 'drop') return undefined;
  return how === 'add' && isObject(node) ? { ...node, [key]: value } : value;
}
