import type { Doc, DocTypeName } from '@gigafibre/doctypes';
import { FrappeError, isFrappeError, refusal } from './frappe-error.ts';
import type { Filters, FrappeSite, ListQuery, Upload } from './site.ts';
import type { SiteRequest, SiteResponse, Transport } from './transport.ts';

export interface SiteOptions {
  readonly transport: Transport;
  /** The ERP user to act as; without it the transport's own identity. */
  readonly actor?: string;
  /** How long one call may take, in milliseconds. 15 s when left out. */
  readonly timeoutMs?: number;
}

type Arguments = Readonly<Record<string, unknown>>;
type Ask = (request: Pick<SiteRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>) => Promise<Readonly<Record<string, unknown>>>;

/** Longer queries travel in a body: proxies cut addresses at 8 KB. */
const LONGEST_QUERY = 6_000;

/** The one client of a Frappe site; the transport decides whether it speaks HTTP or in process. */
export function createFrappeSite(options: SiteOptions): FrappeSite {
  const ask = asking(options);
  return {
    as: (user) => createFrappeSite({ ...options, actor: user }),
    list: (doctype, query) => list(ask, doctype, query),
    count: async (doctype, filters) => Number(await read(ask, 'frappe.client.get_count', { doctype, filters: filters ?? [] })),
    get: (doctype, name) => get(ask, doctype, name),
    find: (doctype, name) =>
      get(ask, doctype, name).catch((error: unknown) => {
        if (isFrappeError(error, 'DoesNotExistError')) return undefined;
        throw error;
      }),
    insert: async (doctype, doc) => (await ask({ method: 'POST', path: resource(doctype), ...json(doc) }))['data'] as Doc<typeof doctype>,
    update: async (doctype, name, patch) => (await ask({ method: 'PUT', path: resource(doctype, name), ...json(patch) }))['data'] as Doc<typeof doctype>,
    delete: async (doctype, name) => {
      await ask({ method: 'DELETE', path: resource(doctype, name) });
    },
    call: <T>(method: string, args: object = {}, verb: 'GET' | 'POST' = 'POST') => call(ask, verb, method, args as Arguments) as Promise<T>,
    upload: (file) => upload(ask, file),
  };
}

function asking({ transport, actor, timeoutMs = 15_000 }: SiteOptions): Ask {
  return async (request) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await transport({ ...request, headers: { accept: 'application/json', ...request.headers }, signal, ...(actor === undefined ? {} : { actor }) });
    if (response.status < 200 || response.status > 299) throw refusal(response);
    return answered(response);
  };
}

function answered(response: SiteResponse): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(new TextDecoder().decode(response.body)) as Record<string, unknown>;
  } catch (error) {
    throw new FrappeError('UnexpectedAnswer', response.status, ['The answer is not JSON.'], error);
  }
}

const resource = (...segments: readonly string[]): string => `/api/resource/${segments.map(encodeURIComponent).join('/')}`;
const json = (value: unknown): Pick<SiteRequest, 'headers' | 'body'> => ({ headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode(JSON.stringify(value)) });
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const asQuery = (args: Arguments): Record<string, string> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined).map(([key, value]) => [key, asText(value)]));
const isShort = (query: Record<string, string>): boolean => new URLSearchParams(query).toString().length <= LONGEST_QUERY;

async function call(ask: Ask, verb: 'GET' | 'POST', method: string, args: Arguments): Promise<unknown> {
  const path = `/api/method/${encodeURIComponent(method)}`;
  return (await ask(verb === 'GET' ? { method: 'GET', path, query: asQuery(args) } : { method: 'POST', path, ...json(args) }))['message'];
}

const read = (ask: Ask, method: string, args: Arguments): Promise<unknown> => call(ask, isShort(asQuery(args)) ? 'GET' : 'POST', method, args);

async function get<D extends DocTypeName>(ask: Ask, doctype: D, name: string): Promise<Doc<D>> {
  if (name === '') throw new FrappeError('DoesNotExistError', 404, [`${doctype} without a name`]); // the address would be the list's
  return (await ask({ method: 'GET', path: resource(doctype, name) }))['data'] as Doc<D>;
}

async function list<D extends DocTypeName>(ask: Ask, doctype: D, query: ListQuery = {}): Promise<Partial<Doc<D>>[]> {
  const args = {
    fields: query.fields ?? ['name'],
    filters: filtersOrNone(query.filters),
    or_filters: filtersOrNone(query.orFilters),
    group_by: query.groupBy,
    order_by: query.orderBy ?? (query.groupBy === undefined ? 'creation desc, name desc' : undefined),
    limit_start: query.start ?? 0,
    limit_page_length: query.limit ?? 20,
    parent: query.parent,
  };
  const asked = asQuery(args);
  const rows = isShort(asked)
    ? (await ask({ method: 'GET', path: resource(doctype), query: asked }))['data']
    : await call(ask, 'POST', 'frappe.client.get_list', { doctype, ...args });
  return (rows as Record<string, unknown>[]).map(withoutNulls) as Partial<Doc<D>>[];
}

const filtersOrNone = (filters: Filters | undefined): Filters | undefined => (filters === undefined || Object.keys(filters).length === 0 ? undefined : filters);
const withoutNulls = (row: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

async function upload(ask: Ask, file: Upload): Promise<Doc<'File'>> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(file.content)]), file.name);
  form.set('file_name', file.name);
  form.set('is_private', file.isPrivate ? '1' : '0');
  if (file.attachedTo !== undefined) {
    form.set('doctype', file.attachedTo.doctype);
    form.set('docname', file.attachedTo.name);
    if (file.attachedTo.field !== undefined) form.set('fieldname', file.attachedTo.field);
  }
  const encoded = new Response(form);
  const body = new Uint8Array(await encoded.arrayBuffer());
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
  return (await ask({ method: 'POST', path: '/api/method/upload_file', headers, body }))['message'] as Doc<'File'>;
}
