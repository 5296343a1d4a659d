import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDocument, readDocument } from '../src/documents.ts';
import { openSite } from '../src/site/open.ts';
import { tradeDocTypes } from './fixtures.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

describe('a new site', () => {
  let trade: TradeSite;
  beforeAll(async () => {
    trade = await openTradeSite();
  });
  afterAll(() => trade.close());

  it('knows Administrator, Guest, its roles and its DocTypes as documents', async () => {
    const [user, role, doctype] = await trade.as('Administrator', async (ctx) => [await readDocument(ctx, 'User', 'Administrator'), await findDocument(ctx, 'Role', 'Service Agent'), await readDocument(ctx, 'DocType', 'Fibre Order')] as const);
    expect(user['full_name']).toBe('Administrator');
    expect(role?.['role_name']).toBe('Service Agent');
    expect((doctype['fields'] as { fieldname: string }[]).map((field) => field.fieldname).slice(0, 3)).toEqual(['naming_series', 'customer', 'customer_city']);
  });

  it('opens again on the same database without changing anything', async () => {
    const before = await trade.as('Administrator', (ctx) => readDocument(ctx, 'DocType', 'Fibre Order'));
    await openSite({ pool: trade.site.pool, doctypes: tradeDocTypes, clock: trade.clock.now, random: () => 0.5, filesDir: '/tmp' });
    expect(await trade.as('Administrator', (ctx) => readDocument(ctx, 'DocType', 'Fibre Order'))).toEqual(before);
  });

  it('compares text without case, accents, ligatures or trailing blanks', async () => {
    const rows = await trade.as('Administrator', (ctx) => ctx.db.rows(`select fold('Émile L''ŒUVRE  ') as folded, fold('Straße') as street, fold(null) as nothing`));
    expect(rows).toEqual([{ folded: "emile l'oeuvre", street: 'strasse', nothing: null }]);
  });
});
