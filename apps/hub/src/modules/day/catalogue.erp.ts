import type { CatalogueItem } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { centsFromDecimal } from '@gigafibre/kernel';
import { all, nameOr, textOr } from '../book/index.ts';
import type { CatalogueBook } from './day.ports.ts';

const ITEM_FIELDS = ['name', 'item_name', 'item_group', 'stock_uom', 'is_stock_item', 'has_serial_no', 'standard_rate'] as const;
const PRICE_FIELDS = ['item_code', 'uom', 'price_list_rate', 'customer', 'valid_from', 'valid_upto'] as const;

/** Items and their selling prices are the same for everybody, and read as the hub itself: technicians may not browse price lists. */
export const createCatalogueBook = (site: FrappeSite): CatalogueBook => ({
  async items(on) {
    const [items, prices] = await Promise.all([
      site.list('Item', all({ fields: ITEM_FIELDS, filters: [['disabled', '=', 0], ['has_variants', '=', 0]], orderBy: 'item_name asc, name asc' })),
      site.list('Item Price', all({ fields: PRICE_FIELDS, filters: [['selling', '=', 1]], orderBy: 'valid_from desc, modified desc' })),
    ]);
    return items.map((item) => itemOf(item, prices.find((price) => isPriceOf(item, price, on))));
  },
  parts: async (warehouse) => {
    const bins = await site.list('Bin', all({ fields: ['item_code', 'actual_qty'], filters: [['warehouse', '=', warehouse], ['actual_qty', '!=', 0]], orderBy: 'item_code asc' }));
    return bins.flatMap(({ item_code: item, actual_qty: quantity }) => (item === undefined || quantity === undefined ? [] : [{ item, quantity }]));
  },
});

type Price = Partial<Doc<'Item Price'>>;

function isPriceOf(item: Partial<Doc<'Item'>>, price: Price, on: string): boolean {
  const isInForce = textOr(price.valid_from) <= on && (nameOr(price.valid_upto) === null || textOr(price.valid_upto) >= on);
  const isForAnybody = nameOr(price.customer) === null;
  return price.item_code === item.name && isForAnybody && isInForce && (nameOr(price.uom) === null || price.uom === item.stock_uom);
}

function itemOf(item: Partial<Doc<'Item'>>, price: Price | undefined): CatalogueItem {
  const rate = price?.price_list_rate ?? item.standard_rate ?? 0;
  return {
    item: textOr(item.name),
    label: textOr(item.item_name, textOr(item.name)),
    group: textOr(item.item_group),
    unit: textOr(item.stock_uom),
    kind: item.has_serial_no === 1 ? 'device' : item.is_stock_item === 1 ? 'part' : 'service',
    // Frappe keeps no empty numbers: a rate of nought that nobody set must not become a gift.
    priceCents: price === undefined && rate === 0 ? null : centsFromDecimal(rate),
  };
}
