import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDocument } from '../src/documents.ts';
import { insertRows } from '../src/documents/rows.ts';
import { messagesOf, openFace, query, type Answer, type Ask } from './face.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const BASE = { owner: 'Administrator', modified_by: 'Administrator', docstatus: 0, idx: 0 };
const stamp = (day: number): Record<string, string> => ({ creation: `2026-03-0${day} 09:00:00.000000`, modified: `2026-03-0${day} 09:00:00.000000` });

async function fill(trade: TradeSite): Promise<void> {
  await trade.as('Administrator', async (ctx) => {
    for (const [email, role] of [['agent@example.com', 'Service Agent'], ['tech@example.com', 'Field Technician']] as const) {
      await insertDocument(ctx, 'User', { email, first_name: role, roles: [{ role }] });
    }
    await insertRows(ctx.db, ctx.meta('Fibre Customer'), [
      { ...BASE, ...stamp(1), name: 'Émile Côté', customer_name: 'Émile Côté', city: 'Montréal', kind: 'Residential', credit_limit: 100 },
      { ...BASE, ...stamp(2), name: 'Zoé Roy', customer_name: 'Zoé Roy', city: null, kind: 'Business', disabled: 1, credit_limit: 12.5 },
      { ...BASE, ...stamp(3), name: 'Anne Bolduc', customer_name: 'Anne Bolduc', city: '', kind: 'Residential', referred_by: 'Émile Côté' },
    ]);
    await insertRows(ctx.db, ctx.meta('Fibre Order'), [
      { ...BASE, ...stamp(1), name: 'FO-1', customer: 'Émile Côté', status: 'Draft', ordered_on: '2026-03-01', ordered_at: '2026-03-01 08:00:00', total: 10, at_time: '8:05:00' },
      { ...BASE, ...stamp(2), name: 'FO-2', customer: 'Émile Côté', status: 'Sent', ordered_on: '2026-03-10', ordered_at: '2026-03-10 23:30:00', total: 20.5, owner: 'tech@example.com' },
      { ...BASE, ...stamp(3), name: 'FO-3', customer: 'Zoé Roy', status: null, ordered_on: null, ordered_at: null, total: 30 },
    ]);
    const line = (name: string, parent: string, idx: number, plan: string): Record<string, unknown> => ({ ...BASE, ...stamp(1), name, parent, parenttype: 'Fibre Order', parentfield: 'lines', idx, plan, quantity: idx, rate: 5 });
    await insertRows(ctx.db, ctx.meta('Fibre Order Line'), [line('l1', 'FO-1', 1, 'Fibre 1G'), line('l2', 'FO-1', 2, 'Wi-Fi'), line('l3', 'FO-2', 1, 'Fibre 1G')]);
  });
}

describe('listing documents', () => {
  let trade: TradeSite;
  let ask: Ask;
  const faults: unknown[] = [];
  beforeAll(async () => {
    trade = await openTradeSite();
    await fill(trade);
    ask = await openFace(trade.site, faults);
  });
  afterAll(() => trade.close());

  const list = (doctype: string, values: Record<string, unknown> = {}, as = 'Administrator'): Promise<Answer> => ask('GET', `/api/resource/${encodeURIComponent(doctype)}${query(values)}`, { as });
  const names = async (doctype: string, values: Record<string, unknown>): Promise<string[]> => {
    const answer = await list(doctype, values);
    expect(answer.text).toMatch(/^\{"data"/);
    return (answer.body['data'] as { name: string }[]).map((row) => row.name);
  };
  const customers = (filters: unknown): Promise<string[]> => names('Fibre Customer', { filters, order_by: 'name asc' });
  const orders = (filters: unknown): Promise<string[]> => names('Fibre Order', { filters, order_by: 'name asc' });

  it('gives the name alone, in the order of names, when nothing is asked for', async () => {
    const answer = await list('Fibre Customer');
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"data":[{"name":"Anne Bolduc"},{"name":"Émile Côté"},{"name":"Zoé Roy"}]}');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store,no-cache,must-revalidate,max-age=0' });
  });

  it('keeps NULL in lists, writes decimals with their point, and gives arrays with as_dict=0', async () => {
    const rows = await list('Fibre Customer', { fields: ['name', 'city', 'credit_limit', 'disabled'], filters: [['name', '=', 'zoe roy']] });
    expect(rows.text).toBe('{"data":[{"name":"Zoé Roy","city":null,"credit_limit":12.5,"disabled":1}]}');
    const whole = await list('Fibre Customer', { fields: ['credit_limit'], filters: { name: 'Émile Côté' }, as_dict: '0' });
    expect(whole.text).toBe('{"data":[[100.0]]}');
  });

  it('pages by limit, limit_page_length and limit_start, 0 being all', async () => {
    expect(await names('Fibre Customer', { limit: '1' })).toEqual(['Anne Bolduc']);
    expect(await names('Fibre Customer', { limit: '1', limit_page_length: '2', limit_start: '1' })).toEqual(['Émile Côté', 'Zoé Roy']);
    expect(await names('Fibre Customer', { limit_page_length: '0' })).toHaveLength(3);
  });

  it('compares text without case and accents, in every operator', async () => {
    expect(await customers({ name: 'emile cote' })).toEqual(['Émile Côté']);
    expect(await customers({ name: ['like', '%BOLDÜC%'] })).toEqual(['Anne Bolduc']);
    expect(await customers([['name', 'in', 'ANNE BOLDUC,zoe roy']])).toEqual(['Anne Bolduc', 'Zoé Roy']);
    expect(await customers([['name', 'not in', ['anne bolduc']]])).toEqual(['Émile Côté', 'Zoé Roy']);
    expect(await customers([['name', 'not like', '%e%']])).toEqual([]);
  });

  it('counts NULL as the empty value of its type', async () => {
    expect(await orders([['status', '!=', 'Sent']])).toEqual(['FO-1', 'FO-3']);
    expect(await customers({ city: '' })).toEqual(['Anne Bolduc', 'Zoé Roy']);
    expect(await orders([['ordered_on', '<', '2026-03-05']])).toEqual(['FO-1', 'FO-3']);
    expect(await orders([['ordered_on', '>', '2026-03-05']])).toEqual(['FO-2']);
    expect(await orders([['status', 'in', []]])).toEqual(['FO-3']);
    expect(await customers([['city', 'is', 'not set']])).toEqual(['Anne Bolduc', 'Zoé Roy']);
    expect(await customers([['city', 'is', 'set']])).toEqual(['Émile Côté']);
    expect(await orders({ status: null })).toEqual(['FO-3']);
  });

  it('opens a bare date to the whole day when a moment lies between', async () => {
    expect(await orders([['ordered_at', 'between', ['2026-03-10', '2026-03-10']]])).toEqual(['FO-2']);
    expect(await orders([['creation', 'between', ['2026-03-02', '2026-03-03']]])).toEqual(['FO-2', 'FO-3']);
  });

  it('knows spans of time in words', async () => {
    expect(await orders([['ordered_on', 'timespan', 'today']])).toEqual(['FO-2']);
    expect(await orders([['ordered_on', 'Timespan', 'this month']])).toEqual(['FO-1', 'FO-2']);
    expect(await orders([['ordered_on', 'previous', '1 week']])).toEqual(['FO-1']);
    expect((await list('Fibre Order', { filters: [['ordered_on', 'timespan', 'one day']] })).status).toBe(417);
  });

  it('takes dicts, pairs in dicts, triples, quadruples and quintuples', async () => {
    expect(await orders({ status: 'Sent' })).toEqual(['FO-2']);
    expect(await orders({ total: ['>', 20] })).toEqual(['FO-2', 'FO-3']);
    expect(await orders([['Fibre Order', 'total', '=<', '20.5', false]])).toEqual(['FO-1', 'FO-2']);
    expect(await orders([['total', 'between', [15, 25]]])).toEqual(['FO-2']);
  });

  it('joins links by dotted names, and children at the price of repeated parents', async () => {
    expect(await orders([['customer.city', '=', 'montreal']])).toEqual(['FO-1', 'FO-2']);
    expect(await names('Fibre Order', { filters: [['Fibre Order Line', 'rate', '=', 5]], order_by: 'name asc' })).toEqual(['FO-1', 'FO-1', 'FO-2']);
    const joined = await list('Fibre Order', { fields: ['name', 'customer.city as town', 'lines.plan'], filters: { name: 'FO-1' }, order_by: '`tabFibre Order Line`.idx asc' });
    expect(joined.body).toEqual({ data: [{ name: 'FO-1', town: 'Montréal', plan: 'Fibre 1G' }, { name: 'FO-1', town: 'Montréal', plan: 'Wi-Fi' }] });
  });

  it('nests child rows, in their order', async () => {
    const nested = await list('Fibre Order', { fields: ['name', { lines: ['plan', 'rate'] }], order_by: 'name asc', limit: 2 });
    expect(nested.text).toBe('{"data":[{"name":"FO-1","lines":[{"plan":"Fibre 1G","rate":5.0},{"plan":"Wi-Fi","rate":5.0}]},{"name":"FO-2","lines":[{"plan":"Fibre 1G","rate":5.0}]}]}');
  });

  it('sums and counts by dict, grouped without case, ordered by alias', async () => {
    const grouped = await list('Fibre Order', { fields: ['customer', { COUNT: '*', as: 'n' }, { SUM: 'total', as: 'sum' }], group_by: 'customer', order_by: 'sum desc' });
    expect(grouped.text).toBe('{"data":[{"customer":"Émile Côté","n":2,"sum":30.5},{"customer":"Zoé Roy","n":1,"sum":30.0}]}'); 
    const months = await list('Fibre Order', { fields: [{ MONTH: 'creation', as: 'month' }, { SUM: 'total', as: 'sum' }], group_by: 'month' });
    expect(months.body['data']).toEqual([{ month: 3, sum: 60.5 }]);
    const alone = await list('Fibre Order', { fields: [{ COUNT: 'name' }] });
    expect(alone.body['data']).toEqual([{ 'COUNT(`name`)': 3 }]);
  });

  it('joins alternatives of or_filters with the filters', async () => {
    expect(await names('Fibre Order', { filters: [['total', '>', 10]], or_filters: [['status', '=', 'Draft'], ['customer', '=', 'Zoé Roy']], order_by: 'name asc' })).toEqual(['FO-3']);
  });

  it('expands * to every readable field, and links to records', async () => {
    const all = await list('Fibre Customer', { fields: ['*'], filters: { name: 'Anne Bolduc' } });
    expect(Object.keys((all.body['data'] as object[])[0] ?? {})).toEqual(['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx', 'customer_name', 'city', 'kind', 'email', 'phone', 'credit_limit', 'disabled', 'referred_by']);
    const expanded = await list('Fibre Order', { fields: ['name', 'customer'], filters: { name: 'FO-3' }, expand: ['customer'] });
    expect(expanded.body['data']).toMatchObject([{ name: 'FO-3', customer: { name: 'Zoé Roy', kind: 'Business' } }]);
  });

  it('refuses functions as text, unknown fields, broken JSON and nonsense, each with its own status', async () => {
    const refusal = async (values: Record<string, unknown>): Promise<[number, unknown]> => {
      const answer = await list('Fibre Order', values);
      return [answer.status, answer.body['exc_type']];
    };
    expect(await refusal({ fields: ['count(name) as n'] })).toEqual([417, 'ValidationError']);
    expect(await refusal({ fields: ['count(*)'] })).toEqual([417, 'DataError']);
    expect(await refusal({ fields: ['nonsense'] })).toEqual([417, 'DataError']);
    expect(await refusal({ fields: [{ SUM: '*' }] })).toEqual([417, 'DataError']);
    expect(await refusal({ filters: { nonsense: 1 } })).toEqual([417, 'DataError']);
    expect(await refusal({ filters: { plan: 'x' } })).toEqual([417, 'DataError']);
    expect(await refusal({ order_by: 'nonsense desc' })).toEqual([403, 'PermissionError']);
    expect(await refusal({ fields: ["name; drop table 'x'"] })).toEqual([403, 'PermissionError']);
    expect(await refusal({ fields: '*' })).toEqual([500, 'ValueError']);
    expect(await refusal({ filters: '[["status"' })).toEqual([500, 'ValueError']);
    expect(await refusal({ filters: [['status', 'Open']] })).toEqual([417, 'FrappeTypeError']);
    expect(await refusal({ filters: [['status', 'resembles', 'Open']] })).toEqual([417, 'ValidationError']);
    expect(await refusal({ filters: [['ordered_on', '>', 'soon']] })).toEqual([417, 'ValidationError']);
    expect(await refusal({ filters: [['customer', 'regex', '(']] })).toEqual([417, 'ValidationError']);
    expect(await refusal({ fields: [{ AVG: 'ordered_on', as: 'average' }] })).toEqual([417, 'ValidationError']);
  });

  it('says which field is not permitted', async () => {
    const answer = await list('Fibre Order', { fields: ['nonsense'] });
    expect(answer.body['exception']).toBe('frappe.exceptions.DataError: Field not permitted in query: nonsense');
    expect(messagesOf(answer)).toEqual([{ message: 'Field not permitted in query: nonsense', as_table: false, title: 'Message', indicator: 'red', raise_exception: 1, __frappe_exc_id: expect.any(String) as unknown }]);
  });

  it('shows an agent no field above her level and a technician only his own orders', async () => {
    const seen = await list('Fibre Customer', { fields: ['name', 'credit_limit'], limit: 1 }, 'agent@example.com');
    expect(seen.body['data']).toEqual([{ name: 'Anne Bolduc' }]);
    const own = await list('Fibre Order', {}, 'tech@example.com');
    expect(own.body['data']).toEqual([{ name: 'FO-2' }]);
    const denied = await list('Fibre Customer', {}, 'tech@example.com');
    expect([denied.status, denied.body['exc_type']]).toEqual([403, 'PermissionError']);
    expect(messagesOf(denied).at(-1)?.['message']).toBe('Insufficient Permission for <strong>Fibre Customer</strong>');
  });

  it('lists child rows for those who name a parent they may read', async () => {
    expect((await list('Fibre Order Line', {}, 'agent@example.com')).status).toBe(403);
    expect((await list('Fibre Order Line', { parent: 'Fibre Order' }, 'agent@example.com')).body['data']).toHaveLength(3);
    expect((await list('Fibre Order Line', { parent: 'Fibre Order' }, 'tech@example.com')).body['data']).toEqual([{ name: 'l3' }]);
  });

  it('counts with filters, alternatives, distinct and a limit', async () => {
    const count = async (values: Record<string, unknown>): Promise<unknown> => (await ask('GET', `/api/method/frappe.client.get_count${query({ doctype: 'Fibre Order', ...values })}`)).body['message'];
    expect(await count({})).toBe(3);
    expect(await count({ filters: { status: 'Sent' } })).toBe(1);
    expect(await count({ filters: [['Fibre Order Line', 'rate', '=', 5]] })).toBe(3);
    expect(await count({ filters: [['Fibre Order Line', 'rate', '=', 5]], distinct: 'true' })).toBe(2);
    expect(await count({ or_filters: { status: 'Sent', customer: 'Zoé Roy' }, limit: '1' })).toBe(1);
  });

  it('speaks v2: nested and / or, names, pairs, auto-joined children, and whether there is more', async () => {
    const v2 = (values: Record<string, unknown>): Promise<Answer> => ask('GET', `/api/v2/document/Fibre Order${query(values)}`);
    expect((await v2({ filters: [[['total', '=', 10]], 'or', [['total', '=', 30]]], order_by: 'name asc' })).text).toBe('{"data":[{"name":"FO-1"},{"name":"FO-3"}],"has_next_page":false}');
    expect((await v2({ filters: ['FO-2'] })).body['data']).toEqual([{ name: 'FO-2' }]);
    expect((await v2({ filters: [['status', 'Sent']] })).body['data']).toEqual([{ name: 'FO-2' }]);
    expect((await v2({ filters: [['plan', '=', 'Wi-Fi']] })).body['data']).toEqual([{ name: 'FO-1' }]);
    expect((await v2({ limit: '1', order_by: 'name asc' })).text).toBe('{"data":[{"name":"FO-1"}],"has_next_page":true}');
    expect((await v2({ fields: ['name', 'nonsense'], limit: '1', order_by: 'name' })).body['data']).toEqual([{ name: 'FO-1' }]);
    expect((await v2({ filters: { nonsense: 1 } })).status).toBe(403);
  });

  it('shows the statement to those who debug', async () => {
    const answer = await list('Fibre Order', { debug: '1' });
    expect(JSON.parse(answer.body['_debug_messages'] as string)).toHaveLength(1);
  });

  it('never met an unforeseen error', () => {
    expect(faults).toEqual([]);
  });
});
