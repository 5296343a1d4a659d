import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDocument, readDocument, rowsOf } from '../src/documents.ts';
import { createLoader, hasData, type Loader } from '../src/load/loader.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const ADMIN = 'Administrator';

describe('loading whole documents', () => {
  let trade: TradeSite;
  let loader: Loader;
  const orders = (from: number, to: number): object[] =>
    Array.from({ length: to - from + 1 }, (_, at) => ({
      name: `FO-2026-${String(from + at).padStart(5, '0')}`, customer: 'Ôté & Fils', docstatus: 1, creation: '2026-01-02 03:04:05.000006', note: 'a\tb\nc\\d "e" 🐕\0',
      lines: [{ plan: 'Fibre 500', rate: 64.95, quantity: 2 }, { plan: 'Wi-Fi' }],
    }));

  beforeAll(async () => {
    trade = await openTradeSite();
    loader = createLoader(trade.site);
    await loader.load('Fibre Customer', [{ customer_name: 'Ôté & Fils', city: 'Mercier' }]);
    expect(await loader.load('Fibre Order', orders(1, 4500))).toBe(4500);
    await loader.finish();
  });
  afterAll(() => trade.close());

  it('keeps every text as it was, fills constant defaults, and gives rows their place', async () => {
    const doc = await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', 'FO-2026-04321'));
    expect(doc).toMatchObject({ note: 'a\tb\nc\\d "e" 🐕', status: 'Draft', docstatus: 1, total: 0, creation: '2026-01-02 03:04:05.000006', modified: '2026-01-02 03:04:05.000006', owner: ADMIN, ordered_on: null });
    expect(rowsOf(doc, 'lines').map((row) => [row['idx'], row['plan'], row['quantity'], row['rate'], row['docstatus'], row['parentfield']])).toEqual([[1, 'Fibre 500', 2, 64.95, 1, 'lines'], [2, 'Wi-Fi', 1, 0, 1, 'lines']]);
  });

  it('goes on numbering behind what was loaded, and takes names from the naming field', async () => {
    const next = await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Order', { customer: 'ote & fils', lines: [{ plan: 'x' }] }));
    expect([next.name, next['customer_city']]).toEqual(['FO-2026-04501', 'Mercier']);
  });

  it('serves filters by index afterwards, without case and accents', async () => {
    const plan = await trade.as(ADMIN, async (ctx) => {
      await ctx.db.write('set local enable_seqscan = off');
      return ctx.db.rows<{ 'QUERY PLAN': string }>(`explain select name from "tabFibre Order" where fold(customer) = fold($1)`, ['OTE & FILS']);
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('customer');
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index/);
  });

  it('loads all of one call or nothing', async () => {
    await expect(loader.load('Fibre Order', [...orders(5001, 5001), ...orders(1, 1)])).rejects.toThrow(/duplicate key/);
    await expect(trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', 'FO-2026-05001'))).rejects.toMatchObject({ excType: 'DoesNotExistError' });
  });

  it('says whether a site holds customers yet', async () => {
    expect(await hasData(trade.site)).toBe(false);
  });
});
