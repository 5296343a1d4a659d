import type { SiteDocument } from '../hooks.ts';
import { rowsOf } from '../documents/values.ts';
import { billionths, divided, fromCents, toCents, UNIT, type RoundingMethod } from './decimal.ts';
import { numberOf, textOf } from './lookup.ts';
import { takeOutIncluded, taxesOn } from './taxes.ts';

/** How a site rounds the figures of its sales documents. */
export interface TotalsRules {
  readonly method: RoundingMethod;
  /** `smallest_currency_fraction_value` of the currency in cents; 0 rounds to whole units. */
  readonly smallestFraction: bigint;
  /** Global Defaults: no document has a rounded total. */
  readonly neverRoundsTotal: boolean;
  /** Accounts Settings: taxes are rounded line by line rather than once per tax. */
  readonly roundsEachLine: boolean;
}

/** Computes every figure of a quotation, order or invoice from quantities, rates, taxes and the discount. What the client sent for them does not count. */
export function calculateTotals(doc: SiteDocument, rules: TotalsRules): void {
  const items = rowsOf(doc, 'items');
  for (const item of items) calculateLine(item, rules.method);
  doc['total_qty'] = Number(items.reduce((sum, item) => sum + billionths(numberOf(item['qty'])), 0n)) / Number(UNIT);
  put(doc, 'total', sumOf(items, 'amount'));
  takeOutIncluded(items, rowsOf(doc, 'taxes'), rules.method);
  const untaxed = calculateTaxes(doc, rules);
  discounted(doc, rules, untaxed);
  roundTotal(doc, rules);
  for (const field of ['total', 'net_total', 'total_taxes_and_charges', 'grand_total', 'rounding_adjustment', 'rounded_total', 'discount_amount']) inCompanyCurrency(doc, doc, field);
}

const cents = (value: unknown): bigint => toCents(numberOf(value));
const put = (doc: SiteDocument, field: string, amount: bigint): void => void (doc[field] = fromCents(amount));
const sumOf = (rows: readonly SiteDocument[], field: string): bigint => rows.reduce((sum, row) => sum + cents(row[field]), 0n);

function inCompanyCurrency(doc: SiteDocument, row: SiteDocument, field: string): void {
  const rate = numberOf(doc['conversion_rate']) || 1;
  row[`base_${field}`] = rate === 1 ? row[field] : fromCents(divided(cents(row[field]) * billionths(rate), UNIT, 'Commercial Rounding'));
}

function calculateLine(item: SiteDocument, method: RoundingMethod): void {
  const listed = cents(item['price_list_rate']);
  const percentage = billionths(numberOf(item['discount_percentage']));
  if (listed > 0n && percentage > 0n && numberOf(item['rate']) === 0) put(item, 'rate', divided(listed * (100n * UNIT - percentage), 100n * UNIT, method));
  const rate = toCents(numberOf(item['rate']), method);
  put(item, 'rate', rate);
  if (listed > 0n && listed > rate) {
    put(item, 'discount_amount', listed - rate);
    item['discount_percentage'] = Number(divided((listed - rate) * 100n * 1_000_000n, listed, method)) / 1_000_000;
  }
  put(item, 'amount', divided(rate * billionths(numberOf(item['qty'])), UNIT, method));
  item['stock_qty'] = numberOf(item['qty']) * (numberOf(item['conversion_factor']) || 1);
  Object.assign(item, { net_rate: item['rate'], net_amount: item['amount'] });
}

/** Fills net figures, taxes and the grand total for the net amounts that the lines have now. Gives the grand total. */
function calculateTaxes(doc: SiteDocument, rules: TotalsRules): bigint {
  const items = rowsOf(doc, 'items');
  taxesOn(items, rowsOf(doc, 'taxes'), rules);
  const net = sumOf(items, 'net_amount');
  put(doc, 'net_total', net);
  let running = net;
  for (const tax of rowsOf(doc, 'taxes')) {
    running += cents(tax['tax_amount']);
    put(tax, 'net_amount', net);
    put(tax, 'total', running);
    tax['tax_amount_after_discount_amount'] = tax['tax_amount'];
    for (const field of ['tax_amount', 'total', 'net_amount', 'tax_amount_after_discount_amount']) inCompanyCurrency(doc, tax, field);
  }
  for (const item of items) for (const field of ['rate', 'amount', 'net_rate', 'net_amount', 'price_list_rate']) inCompanyCurrency(doc, item, field);
  put(doc, 'total_taxes_and_charges', running - net);
  put(doc, 'grand_total', running);
  return running;
}

/** Takes the document's own discount off the lines in proportion, the last one bearing the odd cents, and taxes what is left. */
function discounted(doc: SiteDocument, rules: TotalsRules, untaxed: bigint): void {
  const onNet = textOf(doc['apply_discount_on']) === 'Net Total';
  const base = onNet ? cents(doc['net_total']) : untaxed;
  const percentage = billionths(numberOf(doc['additional_discount_percentage']));
  if (percentage > 0n) put(doc, 'discount_amount', divided(base * percentage, 100n * UNIT, rules.method));
  const discount = cents(doc['discount_amount']);
  if (discount === 0n || base === 0n) return;
  const items = rowsOf(doc, 'items');
  const net = cents(doc['net_total']);
  const share = onNet ? discount : divided(discount * net, base, rules.method);
  let left = share;
  for (const [at, item] of items.entries()) {
    const amount = cents(item['net_amount']);
    const part = at === items.length - 1 ? left : divided(share * amount, net, rules.method);
    left -= part;
    put(item, 'net_amount', amount - part);
    const quantity = billionths(numberOf(item['qty']));
    if (quantity !== 0n) put(item, 'net_rate', divided((amount - part) * UNIT, quantity, rules.method));
  }
  const total = calculateTaxes(doc, rules);
  if (!onNet) put(doc, 'grand_total', total + (base - discount - total));
}

function roundTotal(doc: SiteDocument, rules: TotalsRules): void {
  const grand = cents(doc['grand_total']);
  if (rules.neverRoundsTotal || numberOf(doc['disable_rounded_total']) === 1) {
    Object.assign(doc, { rounded_total: 0, rounding_adjustment: 0 });
    return;
  }
  const step = rules.smallestFraction === 0n ? 100n : rules.smallestFraction;
  const rounded = divided(grand, step, rules.method, true) * step;
  put(doc, 'rounded_total', rounded);
  put(doc, 'rounding_adjustment', rounded - grand);
}
