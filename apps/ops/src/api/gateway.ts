import { get, request } from './http.ts';

export type FilterValue = string | number | readonly string[];
export type Filter = readonly [field: string, operator: '=' | '!=' | 'like' | 'in' | 'not in' | '>=' | '<=', value: FilterValue];

export interface ListQuery {
  fields: readonly string[];
  filters?: readonly Filter[];
  orderBy?: string;
  start?: number;
  limit?: number;
}

const resource = (doctype: string, name?: string): string =>
  `/api/resource/${encodeURIComponent(doctype)}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;

/** Rows of a doctype through the ERP gateway, in Frappe's own shapes. */
export async function listDocuments<Row>(doctype: string, query: ListQuery, signal?: AbortSignal): Promise<Row[]> {
  const params = {
    fields: JSON.stringify(query.fields),
    filters: query.filters === undefined || query.filters.length === 0 ? undefined : JSON.stringify(query.filters),
    order_by: query.orderBy,
    limit_start: query.start ?? 0,
    limit_page_length: query.limit ?? 50,
  };
  const { data } = await get<{ data: Row[] }>(resource(doctype), params, signal);
  return data;
}

export async function countDocuments(doctype: string, filters: readonly Filter[], signal?: AbortSignal): Promise<number> {
  const { message } = await get<{ message: number }>('/api/method/frappe.client.get_count', { doctype, filters: JSON.stringify(filters) }, signal);
  return message;
}

/** Changes some fields. `modified` in the patch makes the ERP refuse it when someone else has saved since. */
export const updateDocument = (doctype: string, name: string, patch: Readonly<Record<string, unknown>>): Promise<unknown> =>
  request({ method: 'PUT', url: resource(doctype, name), data: patch });
