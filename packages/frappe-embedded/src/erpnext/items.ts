import { actAsSite } from '../context.ts';
import { insertDocument } from '../documents.ts';
import { rowsOf } from '../documents/values.ts';
import { SiteError } from '../errors.ts';
import type { DoctypeHooks } from '../hooks.ts';
import { columnsOf, fill, isBlank, newRow, numberOf, setting, textOf } from './lookup.ts';

const item: DoctypeHooks = {
  async beforeValidate(ctx, doc) {
    if (isBlank(doc['stock_uom'])) doc['stock_uom'] = (await setting(ctx, 'Stock Settings', 'stock_uom')) || null;
  },
  validate(ctx, doc) {
    fill(doc, { item_name: doc['item_code'] });
    fill(doc, { description: doc['item_name'] });
    const units = rowsOf(doc, 'uoms');
    if (!isBlank(doc['stock_uom']) && !units.some((row) => row['uom'] === doc['stock_uom'])) doc['uoms'] = [...units, newRow(ctx, doc, 'uoms', { uom: doc['stock_uom'], conversion_factor: 1 })];
  },
  async afterInsert(ctx, doc) {
    const list = await setting(ctx, 'Selling Settings', 'selling_price_list');
    if (numberOf(doc['standard_rate']) === 0 || list === '') return;
    await insertDocument(actAsSite(ctx), 'Item Price', { item_code: doc.name, price_list: list, uom: doc['stock_uom'], price_list_rate: doc['standard_rate'] });
  },
};

const itemPrice: DoctypeHooks = {
  async validate(ctx, doc) {
    const list = await columnsOf(ctx, 'Price List', doc['price_list'], ['currency', 'selling', 'buying']);
    if (list !== undefined) Object.assign(doc, list);
    const [same] = await ctx.db.rows<{ name: string }>(
      `select name from "tabItem Price" where item_code = $1 and price_list = $2 and coalesce(uom, '') = $3 and coalesce(customer, '') = $4 and valid_from is not distinct from $5::date and valid_upto is not distinct from $6::date and name <> $7`,
      [doc['item_code'], doc['price_list'], textOf(doc['uom']), textOf(doc['customer']), doc['valid_from'] ?? null, doc['valid_upto'] ?? null, doc.name],
    );
    if (same !== undefined) throw new SiteError('ItemPriceDuplicateItem', 'Item Price appears multiple times based on Price List, Supplier/Customer, Currency, Item, Batch, UOM, Qty, and Dates.');
  },
};

/** Items and their prices. */
export const itemHooks: Readonly<Record<string, DoctypeHooks>> = { Item: item, 'Item Price': itemPrice };
