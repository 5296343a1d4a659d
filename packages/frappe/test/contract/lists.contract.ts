import { beforeAll, describe, expect, it } from 'vitest';
import { refused, type Voice } from './subject.ts';
import { tradeOf, type Trade } from './trade.ts';

const PLACE = 'Contract Place';
const PLACES = [
  { place_name: 'L1', city: 'Saint-Rémi', kind: 'House', opened_on: '2026-01-10', checked_at: '2026-03-01 23:30:00', floor: 1 },
  { place_name: 'L2', city: 'Hemmingford', kind: 'Flat', opened_on: '2026-02-10', checked_at: '2026-03-02 00:00:00', floor: 2 },
  { place_name: 'L3', city: 'Napierville', kind: 'House', floor: 3, active: 0 },
  { place_name: 'L4', kind: 'Flat', opened_on: '2026-04-10' },
] as const;

const CONDITIONS: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['equality in a dict', { kind: 'Flat' }, ['L2', 'L4']],
  ['an operator in a dict', { floor: ['>', 1] }, ['L2', 'L3']],
  ['triples, all of which hold', [['kind', '=', 'House'], ['active', '=', 1]], ['L1']],
  ['the DocType in front of a triple', [[PLACE, 'floor', '<=', 1]], ['L1', 'L4']],
  ['text without regard to case or accents', [['city', '=', 'SAINT-REMI']], ['L1']],
  ['like, with the caller’s own wildcards', [['city', 'like', '%rémi%']], ['L1']],
  ['not like, nulls included', [['city', 'not like', '%ville']], ['L1', 'L2', 'L4']],
  ['in a list', [['city', 'in', ['Napierville', 'Hemmingford']]], ['L2', 'L3']],
  ['in a text with commas', [['city', 'in', 'Napierville,Hemmingford']], ['L2', 'L3']],
  ['not in, nulls included', [['city', 'not in', ['Napierville']]], ['L1', 'L2', 'L4']],
  ['unequal, nulls included', [['city', '!=', 'Napierville']], ['L1', 'L2', 'L4']],
  ['the empty text, which null equals', [['city', '=', '']], ['L4']],
  ['set', [['opened_on', 'is', 'set']], ['L1', 'L2', 'L4']],
  ['not set', [['city', 'is', 'not set']], ['L4']],
  ['between two dates', [['opened_on', 'between', ['2026-01-10', '2026-02-10']]], ['L1', 'L2']],
  ['between two dates on a datetime, to the end of the second day', [['checked_at', 'between', ['2026-03-01', '2026-03-01']]], ['L1']],
  ['before a date, nulls included', [['opened_on', '<', '2026-02-01']], ['L1', 'L3']],
];

export function describeLists(voice: () => Voice): void {
  describe('lists', () => {
    let trade: Trade;
    const mine = ['place_name', 'like', 'L%'];
    const found = (filters: unknown): Promise<string[]> => trade.names(PLACE, Array.isArray(filters) ? [...(filters as unknown[]), mine] : { ...(filters as object), place_name: ['like', 'L%'] });

    beforeAll(async () => {
      trade = tradeOf(voice());
      for (const place of PLACES) await trade.create(PLACE, place);
    });

    it.each(CONDITIONS)('filters by %s', async (_, filters, expected) => {
      expect(await found(filters)).toEqual(expected);
    });

    it('counts what it would list', async () => {
      expect(await trade.count(PLACE, [mine, ['kind', '=', 'House']])).toBe(2);
    });

    it('wants one of the or-filters to hold besides all filters', async () => {
      expect(await trade.names(PLACE, [mine], { orFilters: [['city', '=', 'Napierville'], ['floor', '=', 2]] })).toEqual(['L2', 'L3']);
    });

    it('gives only names, twenty of them, when nothing is said', async () => {
      const created = await Promise.all(Array.from({ length: 25 }, (_, i) => trade.create(PLACE, { place_name: `M${String(i).padStart(2, '0')}` })));
      const { json } = await voice().raw('GET', `/api/resource/${encodeURIComponent(PLACE)}`, { query: { filters: '[["name","like","M%"]]', order_by: 'name asc' } });
      expect(json['data']).toEqual(Array.from({ length: 20 }, (_, i) => ({ name: `M${String(i).padStart(2, '0')}` })));
      expect((await trade.rows(PLACE, { filters: [['name', 'like', 'M%']], limit: 0 })).length).toBe(25);
      expect(await trade.names(PLACE, [['name', 'like', 'M%']], { start: 23, limit: 20 })).toEqual(['M23', 'M24']);
      for (const { name } of created) await trade.remove(PLACE, name);
    });

    it('keeps nulls in rows and never says the DocType', async () => {
      const { json } = await voice().raw('GET', `/api/resource/${encodeURIComponent(PLACE)}`, { query: { fields: '["name","city","floor","opened_on"]', filters: '{"name":"L4"}' } });
      expect(json['data']).toEqual([{ name: 'L4', city: null, floor: 0, opened_on: '2026-04-10' }]);
    });

    it('expands the star to the standard fields and every column', async () => {
      const [row = {}] = await trade.rows(PLACE, { fields: ['*'], filters: { name: 'L1' } });
      expect(Object.keys(row)).toEqual(expect.arrayContaining(['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx', 'place_name', 'city', 'kind', 'active']));
    });

    it('renames a column, and gives rows as arrays when objects are not wanted', async () => {
      const { json } = await voice().raw('GET', `/api/resource/${encodeURIComponent(PLACE)}`, { query: { fields: '["city as town"]', filters: '{"name":"L2"}' } });
      expect(json['data']).toEqual([{ town: 'Hemmingford' }]);
      const arrays = await voice().raw('GET', `/api/resource/${encodeURIComponent(PLACE)}`, { query: { fields: '["name","floor"]', filters: '{"name":"L2"}', as_dict: '0' } });
      expect(arrays.json['data']).toEqual([['L2', 2]]);
    });

    it('sums and counts by group', async () => {
      const rows = await trade.rows(PLACE, { fields: ['kind', { COUNT: 'name', as: 'places' }, { SUM: 'floor', as: 'floors' }], filters: [mine], groupBy: 'kind', limit: 0 });
      expect(rows.toSorted((a, b) => (String(a['kind']) < String(b['kind']) ? -1 : 1))).toEqual([{ kind: 'Flat', places: 2, floors: 2 }, { kind: 'House', places: 2, floors: 4 }]);
    });

    it('follows a link for a column, an order and a filter', async () => {
      const order = await trade.create('Contract Order', { place: 'L1', lines: [{ plan: 'Fibre 500', quantity: 2 }, { plan: 'Fibre 500', quantity: 3 }] });
      expect(await trade.rows('Contract Order', { fields: ['name', 'place.city as town'], filters: [['place.city', '=', 'saint-remi']] })).toEqual([{ name: order.name, town: 'Saint-Rémi' }]);
      expect(await trade.rows('Contract Order', { fields: ['name', { lines: ['plan', 'quantity'] }], filters: { name: order.name } })).toMatchObject([{ lines: [{ plan: 'Fibre 500', quantity: 2 }, { plan: 'Fibre 500', quantity: 3 }] }]);
    });

    it('gives a document once for every row of its table that the filter meets', async () => {
      const order = await trade.create('Contract Order', { place: 'L2', lines: [{ plan: 'Fibre 900' }, { plan: 'Fibre 900' }] });
      expect(await trade.names('Contract Order', [['Contract Line', 'plan', '=', 'Fibre 900']])).toEqual([order.name, order.name]);
    });

    it('refuses unknown fields, functions written as text, and filters that are no JSON', async () => {
      expect(await refused(trade.rows(PLACE, { fields: ['nonsense'] }))).toEqual(['DataError', 417]);
      expect(await refused(trade.rows(PLACE, { filters: { nonsense: 1 } }))).toEqual(['DataError', 417]);
      expect(await refused(trade.rows(PLACE, { fields: ['count(name) as n'] }))).toEqual(['ValidationError', 417]);
      expect(await refused(trade.rows(PLACE, { orderBy: 'nonsense asc' }))).toEqual(['PermissionError', 403]);
      expect((await voice().raw('GET', `/api/resource/${encodeURIComponent(PLACE)}`, { query: { filters: '[[' } })).status).toBe(500);
    });

    it('refuses text that tries to be SQL', async () => {
      expect(await trade.names(PLACE, [['city', '=', "'; drop table \"tabContract Place\"; --"]])).toEqual([]);
      expect((await refused(trade.rows(PLACE, { orderBy: 'name; drop table x' })))[1]).toBeGreaterThanOrEqual(400);
      expect(await trade.count(PLACE, [mine])).toBe(4);
    });
  });
}
