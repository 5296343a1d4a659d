import { assertNever } from '@gigafibre/kernel';
import type { SiteRequest } from '@gigafibre/frappe';
import type { Clause, Intent } from './intent.ts';

const resource = (doctype: string, name?: string): string => `/api/resource/${encodeURIComponent(doctype)}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
const filtersText = (clauses: readonly Clause[]): string => JSON.stringify(clauses);
const ACCEPT = { accept: 'application/json' };

/** Writes the request that goes upstream, from an understood intent and from nothing the client sent. */
export function requestOf(intent: Intent): SiteRequest {
  switch (intent.kind) {
    case 'list':
      return {
        method: 'GET',
        path: resource(intent.doctype),
        headers: ACCEPT,
        query: {
          fields: JSON.stringify(intent.fields),
          ...(intent.filters.length === 0 ? {} : { filters: filtersText(intent.filters) }),
          ...(intent.orFilters.length === 0 ? {} : { or_filters: filtersText(intent.orFilters) }),
          order_by: intent.orderBy.map(([field, direction]) => `${field} ${direction}`).join(', '),
          limit_start: String(intent.start),
          limit_page_length: String(intent.limit),
        },
      };
    case 'count':
      return { method: 'GET', path: '/api/method/frappe.client.get_count', headers: ACCEPT, query: { doctype: intent.doctype, ...(intent.filters.length === 0 ? {} : { filters: filtersText(intent.filters) }) } };
    case 'read':
      return { method: 'GET', path: resource(intent.doctype, intent.name), headers: ACCEPT };
    case 'update':
      return {
        method: 'PUT',
        path: resource(intent.doctype, intent.name),
        headers: { ...ACCEPT, 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify({ ...intent.changes, modified: intent.modified })),
      };
    default:
      return assertNever(intent);
  }
}
