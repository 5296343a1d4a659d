import { SiteError } from '../errors.ts';
import type { Call } from './call.ts';
import { callDocumentMethod, copyDocument, createDocument, deleteV2, doctypeMeta, listDocuments, readV2, updateV2 } from './document-v2.ts';
import { createResource, deleteResource, listResource, postToResource, readResource, updateResource } from './resource.ts';
import { countRows } from './rpc-desk.ts';

export type Action = (call: Call) => Promise<unknown>;

/** Where a request leads: an action whose answer goes under `key`, a method to look up, a file, a wrong verb, or nowhere. */
export type Route =
  | { kind: 'action'; version: 1 | 2; run: Action }
  | { kind: 'method'; version: 1 | 2; name: string }
  | { kind: 'file'; url: string }
  | { kind: 'wrong-verb'; allowed: readonly string[] }
  | { kind: 'nowhere'; version: 1 | 2 };

type ByVerb = Readonly<Record<string, Action>>;

/** Finds where a path leads. The path is still percent-encoded: a `/` inside a name is `%2F` or, in a document's name, plain. */
export function routeOf(method: string, path: string): Route {
  if (path.startsWith('/files/') || path.startsWith('/private/files/')) return { kind: 'file', url: decode(path) };
  const [root, ...rest] = path.replace(/^\//, '').replace(/\/$/, '').split('/').map(decode);
  if (root !== 'api') return { kind: 'nowhere', version: 1 };
  if (rest[0] === 'v2') return routeV2(method, rest.slice(1));
  return routeV1(method, rest[0] === 'v1' ? rest.slice(1) : rest);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new SiteError('DoesNotExistError', 'Not Found', { title: 'Not Found', cause });
  }
}

function byVerb(method: string, version: 1 | 2, verbs: ByVerb): Route {
  const run = verbs[method === 'HEAD' ? 'GET' : method];
  return run === undefined ? { kind: 'wrong-verb', allowed: Object.keys(verbs) } : { kind: 'action', version, run };
}

function routeV1(method: string, [area, first, ...rest]: readonly string[]): Route {
  if (area === 'method' && first !== undefined && first !== '') return { kind: 'method', version: 1, name: [first, ...rest].join('/') };
  if (area !== 'resource' || first === undefined || first === '') return { kind: 'nowhere', version: 1 };
  if (rest.length === 0) return byVerb(method, 1, { GET: (call) => listResource(call, first), POST: (call) => createResource(call, first) });
  const name = rest.join('/');
  return byVerb(method, 1, {
    GET: (call) => readResource(call, first, name),
    PUT: (call) => updateResource(call, first, name),
    DELETE: (call) => deleteResource(call, first, name),
    POST: (call) => postToResource(call, first, name),
  });
}

function routeV2(method: string, [area, first, ...rest]: readonly string[]): Route {
  if (first === undefined || first === '') return { kind: 'nowhere', version: 2 };
  if (area === 'method') return { kind: 'method', version: 2, name: [first, ...rest].join('/') };
  if (area === 'document') return documentRoute(method, first, rest);
  if (area === 'doctype' && rest[0] === 'meta') return byVerb(method, 2, { GET: (call) => doctypeMeta(call, first) });
  if (area === 'doctype' && rest[0] === 'count') return byVerb(method, 2, { GET: (call) => countRows(call, first) });
  return { kind: 'nowhere', version: 2 };
}

function documentRoute(method: string, doctype: string, rest: readonly string[]): Route {
  if (rest.length === 0) return byVerb(method, 2, { GET: (call) => listDocuments(call, doctype), POST: (call) => createDocument(call, doctype) });
  const last = rest.at(-1) ?? '';
  if (last === 'copy' && rest.length > 1) return byVerb(method, 2, { GET: (call) => copyDocument(call, doctype, rest.slice(0, -1).join('/')) });
  if (rest.at(-2) === 'method' && rest.length > 2) {
    const run: Action = (call) => callDocumentMethod(call, doctype, rest.slice(0, -2).join('/'), last);
    return byVerb(method, 2, { GET: run, POST: run });
  }
  const name = rest.join('/');
  const update: Action = (call) => updateV2(call, doctype, name);
  return byVerb(method, 2, { GET: (call) => readV2(call, doctype, name), PUT: update, PATCH: update, DELETE: (call) => deleteV2(call, doctype, name) });
}
