import type { Context } from '../context.ts';
import type { Row } from '../database.ts';
import { invalid } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { rowsOf } from '../documents/values.ts';
import { columnsOf, fill, isBlank, numberOf, textOf } from './lookup.ts';

const ITEM = ['item_name', 'description', 'stock_uom', 'sales_uom', 'item_group', 'disabled', 'is_stock_item', 'standard_rate'];

/** Fills what the lines of a sales document take from their items, the price list and the company. @throws SiteError for an item out of use. */
export async function fillLines(ctx: Context, doc: SiteDocument): Promise<void> {
  const company = await columnsOf(ctx, 'Company', doc['company'], ['default_income_account', 'default_expense_account', 'cost_center']);
  for (const line of rowsOf(doc, 'items')) {
    const item = await columnsOf(ctx, 'Item', line['item_code'], ITEM);
    if (item !== undefined) await fillFromItem(ctx, doc, line, item);
    fill(line, {
      income_account: company?.['default_income_account'],
      expense_account: company?.['default_expense_account'],
      cost_center: company?.['cost_center'],
      delivery_date: doc['delivery_date'],
    });
    if (numberOf(line['conversion_factor']) === 0) line['conversion_factor'] = 1;
  }
}

async function fillFromItem(ctx: Context, doc: SiteDocument, line: SiteDocument, item: Row): Promise<void> {
  const code = textOf(line['item_code']);
  if (numberOf(item['disabled']) === 1) throw invalid(`Item ${code} is disabled`);
  const defaults = (await ctx.db.rows('select income_account, expense_account, selling_cost_center, default_warehouse from "tabItem Default" where parent = $1 and company = $2', [code, doc['company']]))[0];
  const uom = isBlank(item['sales_uom']) ? item['stock_uom'] : item['sales_uom'];
  fill(line, {
    item_name: item['item_name'],
    description: isBlank(item['description']) ? item['item_name'] : item['description'],
    item_group: item['item_group'],
    uom,
    stock_uom: item['stock_uom'],
    income_account: defaults?.['income_account'],
    expense_account: defaults?.['expense_account'],
    cost_center: defaults?.['selling_cost_center'],
    warehouse: defaults?.['default_warehouse'],
  });
  if (numberOf(line['price_list_rate']) === 0) line['price_list_rate'] = await listedPrice(ctx, doc, code, textOf(line['uom']));
  const isPriced = numberOf(line['rate']) !== 0 || numberOf(line['discount_percentage']) !== 0;
  if (!isPriced) line['rate'] = numberOf(line['price_list_rate']) || numberOf(item['standard_rate']);
}

/** The price of an item on the document's list, on its day: the customer's own before the common one, the newest before older ones. */
async function listedPrice(ctx: Context, doc: SiteDocument, item: string, uom: string): Promise<number> {
  const day = textOf(doc['transaction_date']) || textOf(doc['posting_date']) || ctx.today();
  const party = textOf(doc['customer']) || textOf(doc['party_name']);
  const rows = await ctx.db.rows<{ price_list_rate: number }>(
    `select price_list_rate from "tabItem Price" where item_code = $1 and price_list = $2 and coalesce(uom, $3) in ($3, '') and coalesce(customer, '') in ('', $4)
      and coalesce(valid_from, $5::date) <= $5::date and coalesce(valid_upto, $5::date) >= $5::date
      order by coalesce(customer, '') desc, valid_from desc nulls last limit 1`,
    [item, textOf(doc['selling_price_list']), uom, party, day.slice(0, 10)],
  );
  return rows[0]?.price_list_rate ?? 0;
}
