import { actAsSite, type Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { insertDocument } from '../documents.ts';
import { setColumns } from './lookup.ts';
import { ACCOUNTS, beforeCompany, COMPANY, companyRecords, fiscalYears, SETTINGS, type Records } from './setup.ts';

/** Raised when the records below gain some that older sites shall get as well. */
const EDITION = '2';

/**
 * Lays the records that a set-up ERPNext of a Québec provider has: company, accounts, taxes, places, groups, prices, ticket kinds.
 * Once per site and edition: what people delete later stays deleted, what exists stays as it is.
 */
export async function layErpRecords(ctx: Context): Promise<void> {
  if (ctx.findMeta('Company') === undefined) return;
  const laid = await ctx.db.rows<{ value: string }>(`select value from "tabSingles" where doctype = 'Setup' and field = 'erp_records'`);
  if (laid[0]?.value === EDITION) return;
  await layAll(ctx, beforeCompany);
  await layAll(ctx, [['Company', [COMPANY]]]);
  await layAll(ctx, companyRecords);
  await layAll(ctx, [['Fiscal Year', fiscalYears(Number(ctx.today().slice(0, 4)))]]);
  await setColumns(ctx, 'Company', COMPANY.name, ACCOUNTS);
  for (const [doctype, field, value] of SETTINGS) await ctx.db.write('insert into "tabSingles" (doctype, field, value) values ($1, $2, $3) on conflict do nothing', [doctype, field, value]);
  await ctx.db.write(`delete from "tabSingles" where doctype = 'Setup' and field = 'erp_records'`);
  await ctx.db.write(`insert into "tabSingles" (doctype, field, value) values ('Setup', 'erp_records', $1)`, [EDITION]);
  ctx.site.cache.defaults = undefined;
}

async function layAll(ctx: Context, records: Records): Promise<void> {
  for (const [doctype, rows] of records) {
    const present = new Set((await ctx.db.rows<{ name: string }>(`select name from ${tableOf(doctype)}`)).map((row) => row.name));
    for (const row of rows) if (!present.has(row.name)) await insertDocument(actAsSite(ctx), doctype, row, { keepName: true });
  }
}
