import type { Voice } from './subject.ts';

export type TradeRecord = Record<string, unknown> & { name: string };

/** DocTypes of its own that a contract brings to the site and takes away again. */
export const TRADE = [
  {
    name: 'Contract Line',
    istable: 1,
    fields: [
      { fieldname: 'plan', label: 'Plan', fieldtype: 'Data', reqd: 1 },
      { fieldname: 'quantity', label: 'Quantity', fieldtype: 'Int', default: '1' },
      { fieldname: 'rate', label: 'Rate', fieldtype: 'Currency' },
    ],
    permissions: [],
  },
  {
    name: 'Contract Place',
    autoname: 'field:place_name',
    naming_rule: 'By fieldname',
    allow_rename: 1,
    track_changes: 1,
    title_field: 'place_name',
    search_fields: 'city',
    fields: [
      { fieldname: 'place_name', label: 'Place Name', fieldtype: 'Data', reqd: 1, unique: 1 },
      { fieldname: 'city', label: 'City', fieldtype: 'Data' },
      { fieldname: 'kind', label: 'Kind', fieldtype: 'Select', options: 'House\nFlat' },
      { fieldname: 'opened_on', label: 'Opened On', fieldtype: 'Date' },
      { fieldname: 'checked_at', label: 'Checked At', fieldtype: 'Datetime' },
      { fieldname: 'floor', label: 'Floor', fieldtype: 'Int' },
      { fieldname: 'active', label: 'Active', fieldtype: 'Check', default: '1' },
      { fieldname: 'account_no', label: 'Account No', fieldtype: 'Data', unique: 1 },
    ],
  },
  {
    name: 'Contract Order',
    autoname: 'naming_series:',
    naming_rule: 'By "Naming Series" field',
    is_submittable: 1,
    fields: [
      { fieldname: 'naming_series', label: 'Series', fieldtype: 'Select', options: 'CTO-.YYYY.-', reqd: 1, set_only_once: 1 },
      { fieldname: 'place', label: 'Place', fieldtype: 'Link', options: 'Contract Place', reqd: 1 },
      { fieldname: 'place_city', label: 'Place City', fieldtype: 'Data', fetch_from: 'place.city', read_only: 1 },
      { fieldname: 'email', label: 'E-mail', fieldtype: 'Data', options: 'Email' },
      { fieldname: 'crates', label: 'Crates', fieldtype: 'Int', non_negative: 1 },
      { fieldname: 'ordered_on', label: 'Ordered On', fieldtype: 'Date', default: 'Today' },
      { fieldname: 'note', label: 'Note', fieldtype: 'Small Text', allow_on_submit: 1 },
      { fieldname: 'total', label: 'Total', fieldtype: 'Currency' },
      { fieldname: 'lines', label: 'Lines', fieldtype: 'Table', options: 'Contract Line', reqd: 1 },
    ],
    permissions: [{ role: 'System Manager', permlevel: 0, read: 1, write: 1, create: 1, delete: 1, submit: 1, cancel: 1, amend: 1 }],
  },
] as const;

const MANAGER = [{ role: 'System Manager', permlevel: 0, read: 1, write: 1, create: 1, delete: 1, report: 1, export: 1, share: 1, print: 1, email: 1 }];

/** Creates the DocTypes, after removing what an interrupted run may have left. */
export async function bringTrade(voice: Voice): Promise<void> {
  await removeTrade(voice);
  for (const doctype of TRADE) {
    const answer = await voice.raw('POST', '/api/resource/DocType', { body: { module: 'Custom', custom: 1, permissions: MANAGER, ...doctype } });
    if (answer.status !== 200) throw new Error(`${doctype.name} cannot be created: ${answer.text}`);
  }
}

export async function removeTrade(voice: Voice): Promise<void> {
  for (const { name } of TRADE.toReversed()) {
    if ((await voice.raw('GET', `/api/resource/DocType/${encodeURIComponent(name)}`)).status !== 200) continue;
    if (name !== 'Contract Line') await emptied(voice, name);
    await voice.raw('DELETE', `/api/resource/DocType/${encodeURIComponent(name)}`);
  }
}

async function emptied(voice: Voice, doctype: string): Promise<void> {
  const path = `/api/resource/${encodeURIComponent(doctype)}`;
  const all = await voice.raw('GET', path, { query: { fields: '["name","docstatus"]', limit_page_length: '0', order_by: 'creation desc' } });
  for (const { name, docstatus } of all.json['data'] as { name: string; docstatus: number }[]) {
    if (docstatus === 1) await voice.raw('PUT', `${path}/${encodeURIComponent(name)}`, { body: { docstatus: 2 } });
    await voice.raw('DELETE', `${path}/${encodeURIComponent(name)}`);
  }
}

/** Trade records by plain objects: their DocTypes are not among the generated types. */
export interface Trade {
  create(doctype: string, values: object): Promise<TradeRecord>;
  read(doctype: string, name: string): Promise<TradeRecord>;
  change(doctype: string, name: string, patch: object): Promise<TradeRecord>;
  remove(doctype: string, name: string): Promise<void>;
  rows(doctype: string, query?: object): Promise<Record<string, unknown>[]>;
  names(doctype: string, filters: unknown, more?: object): Promise<string[]>;
  count(doctype: string, filters: unknown): Promise<number>;
}

export function tradeOf({ site }: Voice): Trade {
  const any = site as unknown as {
    insert: Trade['create'];
    get: Trade['read'];
    update: Trade['change'];
    delete: Trade['remove'];
    list: (doctype: string, query: object) => Promise<Record<string, unknown>[]>;
    count: Trade['count'];
  };
  return {
    create: (doctype, values) => any.insert(doctype, values),
    read: (doctype, name) => any.get(doctype, name),
    change: (doctype, name, patch) => any.update(doctype, name, patch),
    remove: (doctype, name) => any.delete(doctype, name),
    rows: (doctype, query = {}) => any.list(doctype, query),
    names: async (doctype, filters, more = {}) => (await any.list(doctype, { filters, orderBy: 'name asc', limit: 0, ...more })).map((row) => String(row['name'])),
    count: (doctype, filters) => any.count(doctype, filters),
  };
}
