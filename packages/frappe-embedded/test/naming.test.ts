import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDocument, findDocument, insertDocument, updateDocument } from '../src/documents.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const ADMIN = 'Administrator';

describe('names', () => {
  let trade: TradeSite;
  const bring = (name: string, autoname: string) =>
    trade.as(ADMIN, (ctx) => insertDocument(ctx, 'DocType', { name, module: 'Custom', custom: 1, autoname, permissions: [{ role: 'System Manager', read: 1 }], fields: [{ fieldname: 'zone', label: 'Zone', fieldtype: 'Data' }] }));
  const make = (doctype: string, values: object = {}) => trade.as(ADMIN, (ctx) => insertDocument(ctx, doctype, { ...values }));
  beforeAll(async () => {
    trade = await openTradeSite();
  });
  afterAll(() => trade.close());

  it.each([
    ['Old Style', 'GF-.YYYY.-.MM.-.###', {}, ['GF-2026-03-001', 'GF-2026-03-002']],
    ['No Width', 'HR-EMP-', {}, ['HR-EMP-00001', 'HR-EMP-00002']],
    ['By Field', 'LOG-.{zone}.-.##', { zone: 'Est' }, ['LOG-Est-01', 'LOG-Est-02']],
    ['Braces', 'format:J{JJJ}-W{WW}-{zone}-{####}', { zone: 'Sud' }, ['J069-W11-Sud-0001', 'J069-W11-Sud-0002']],
  ])('follow the rule of %s', async (doctype, autoname, values, names) => {
    await bring(doctype, autoname);
    expect([(await make(doctype, { ...values, name: 'mine' })).name, (await make(doctype, values)).name]).toEqual(names);
  });

  it('count in whole numbers that are never issued again where the DocType says autoincrement', async () => {
    await bring('Counted', 'autoincrement');
    const [first, second] = [await make('Counted', { zone: 'a' }), await make('Counted')];
    expect([first.name, second.name]).toEqual([1, 2]);
    await trade.as(ADMIN, (ctx) => deleteDocument(ctx, 'Counted', '2'));
    expect((await make('Counted')).name).toBe(3);
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Counted', '1', { zone: 'b' }));
    expect(await trade.as(ADMIN, (ctx) => findDocument(ctx, 'Counted', '1'))).toMatchObject({ name: 1, zone: 'b' });
    expect(await trade.as(ADMIN, (ctx) => findDocument(ctx, 'Counted', 'one'))).toBeUndefined();
  });

  it('are the client’s own where the DocType asks for one, and are demanded there', async () => {
    await bring('Asked', 'Prompt');
    await bring('Unique', 'UUID');
    expect((await make('Asked', { name: ' Chosen ' })).name).toBe('Chosen');
    expect((await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Asked', {}))).message).toBe('Please set the document name');
    expect((await make('Unique')).name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
  });

  it('are ten characters of 0-9a-v where nothing else is said, and no client may choose them', async () => {
    await bring('Hashed', 'hash');
    const names = await Promise.all(Array.from({ length: 20 }, async () => (await make('Hashed', { name: 'mine' })).name));
    expect(new Set(names).size).toBe(20);
    expect(names.every((name) => /^[0-9a-v]{10}$/.test(name))).toBe(true);
    expect((await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Hashed', { name: 'kept' }, { keepName: true }))).name).toBe('kept');
  });

  it.each([
    ['Asked', 'NameError', 409],
    ['a<b', 'NameError', 409],
    ['New Asked 1', 'NameError', 409],
    ['x'.repeat(141), 'DataTooLongException', 417],
  ])('may not be %s', async (name, excType, status) => {
    const refusal = await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Asked', { name }));
    expect([refusal.excType, refusal.httpStatus]).toEqual([excType, status]);
  });
});
