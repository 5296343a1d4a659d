import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withContext } from '../src/context.ts';
import { insertDocument, readDocument, updateDocument } from '../src/documents.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const ADMIN = 'Administrator';

describe('requests at the same time', () => {
  let trade: TradeSite;
  const order = () => trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Order', { customer: 'Same', lines: [{ plan: 'x' }] }));
  beforeAll(async () => {
    trade = await openTradeSite();
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'Same' }));
  });
  afterAll(() => trade.close());

  it('number a series without gaps or doubles', async () => {
    const names = (await Promise.all(Array.from({ length: 20 }, order))).map((doc) => doc.name).toSorted();
    expect(names).toEqual(Array.from({ length: 20 }, (_, at) => `FO-2026-${String(at + 1).padStart(5, '0')}`));
  });

  it('change different fields of one document without losing either', async () => {
    const doc = await order();
    await Promise.all([{ note: 'by one' }, { status: 'Sent' }, { at_time: '8:05:00' }].map((patch) => trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, patch))));
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', doc.name))).toMatchObject({ note: 'by one', status: 'Sent', at_time: '8:05:00' });
  });

  it('let one of two decisions on the same copy through', async () => {
    const doc = await order();
    const decide = (note: string) => trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { note, modified: doc['modified'] })).then(() => 'kept', (error: unknown) => (error as { excType: string }).excType);
    expect((await Promise.all([decide('a'), decide('b')])).toSorted()).toEqual(['TimestampMismatchError', 'kept']);
  });

  it('keep nothing of a request that only reads, nor of one that failed', async () => {
    await withContext(trade.site, ADMIN, { write: false }, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'Unkept' }));
    await trade.refusal(ADMIN, async (ctx) => {
      await insertDocument(ctx, 'Fibre Customer', { customer_name: 'Undone' });
      await insertDocument(ctx, 'Fibre Customer', { customer_name: 'Undone' });
    });
    const rows = await trade.as(ADMIN, (ctx) => ctx.db.rows(`select name from "tabFibre Customer" where name in ('Unkept', 'Undone')`));
    expect(rows).toEqual([]);
  });

  it('stamp every change later than the one before, even while the clock stands still', async () => {
    const stamps = await trade.as(ADMIN, async (ctx) => [ctx.now(), ctx.now(), ctx.now()]);
    expect(stamps).toEqual([...new Set(stamps)].toSorted());
    expect(stamps.every((stamp) => /^2026-03-10 10:00:0\d\.\d{6}$/.test(stamp))).toBe(true);
  });
});
