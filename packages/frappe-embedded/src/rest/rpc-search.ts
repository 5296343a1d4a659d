import { labelOf, type Meta } from '../meta.ts';
import { listIntent, readList } from '../query/index.ts';
import { findAnything } from '../search/find.ts';
import { jsonParameter, optional, required, type Call, type Rpc } from './call.ts';
import { knownDocType } from './resource.ts';
import { asText } from '../text.ts';

const DEFAULT_PAGE = 10;

/** The fields a search box looks into: name, title, then the DocType's own search fields. */
const searchedFields = (meta: Meta): string[] => [...new Set(['name', ...(meta.titleField === undefined ? [] : [meta.titleField]), ...meta.searchFields])].filter((field) => meta.columns.has(field));

async function matches(call: Call): Promise<{ meta: Meta; rows: Record<string, unknown>[] }> {
  const { ctx, parameters: p } = call;
  const doctype = required(call, 'doctype');
  knownDocType(ctx, doctype);
  const meta = ctx.meta(doctype);
  const fields = searchedFields(meta);
  const text = optional(call, 'txt') ?? '';
  const searchfield = optional(call, 'searchfield');
  const looked = searchfield !== undefined && meta.columns.has(searchfield) ? [searchfield] : fields;
  const given = jsonParameter(call, 'filters');
  const asked = conditionsOf(given);
  const switches = [...(meta.columns.has('disabled') ? [['disabled', '!=', 1]] : []), ...(meta.columns.has('enabled') ? [['enabled', '=', 1]] : [])];
  const orFilters = text === '' ? undefined : looked.map((field) => [field, 'like', `%${text}%`]);
  const limit = p['page_length'] ?? DEFAULT_PAGE;
  const { rows } = await readList(ctx, listIntent(doctype, { fields, filters: [...asked, ...switches], orFilters, orderBy: 'idx desc, name asc', start: p['start'], limit }, 'v1'));
  return { meta, rows };
}

/** Filters of any form as a list that more can be added to. */
function conditionsOf(given: unknown): unknown[] {
  if (Array.isArray(given)) return given as unknown[];
  const entries: [string, unknown][] = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return entries.map(([field, value]) => (Array.isArray(value) ? [field, ...(value as unknown[])] : [field, '=', value]));
}

async function searchLink(call: Call): Promise<unknown> {
  call.beside.cacheSeconds = 300;
  const { meta, rows } = await matches(call);
  const showsTitle = meta.source['show_title_field_in_link'] === 1 && meta.titleField !== undefined;
  return rows.map((row) => {
    const rest = Object.entries(row).filter(([field, value]) => field !== 'name' && value !== null && value !== '' && !(showsTitle && field === meta.titleField));
    const label = showsTitle ? { label: row[meta.titleField] } : {};
    return { value: row['name'], description: rest.map(([, value]) => asText(value)).join(', '), ...label };
  });
}

async function searchWidget(call: Call): Promise<unknown> {
  const { meta, rows } = await matches(call);
  return optional(call, 'as_dict') === '1' ? rows.map((row) => ({ ...row, label: labelOf(meta, 'name') })) : rows.map((row) => Object.values(row));
}

/** Searching: link fields as the desk has them, and everything at once as our own app has it. */
export const searchRpcs: Readonly<Record<string, Rpc>> = {
  'frappe.desk.search.search_link': { run: searchLink },
  'frappe.desk.search.search_widget': { run: searchWidget },
  'gigafibre_fsm.search.find': { run: (call) => findAnything(call.ctx, optional(call, 'txt') ?? '', Number(call.parameters['limit'] ?? 20)) },
};
