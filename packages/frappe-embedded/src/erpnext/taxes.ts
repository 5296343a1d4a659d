import type { SiteDocument } from '../hooks.ts';
import { SiteError } from '../errors.ts';
import { billionths, divided, fromCents, toCents, UNIT, type RoundingMethod } from './decimal.ts';
import { numberOf, textOf } from './lookup.ts';

interface TaxRules {
  readonly method: RoundingMethod;
  readonly roundsEachLine: boolean;
}

/** What one tax takes on one line and what stands below it then, in billionths of a cent. */
interface Taken {
  readonly amount: bigint;
  readonly running: bigint;
}

const cents = (value: unknown): bigint => toCents(numberOf(value));
const PERCENT = 100n * UNIT;

/** Fills `tax_amount` of every tax row: exact per line, summed, rounded once per tax. */
export function taxesOn(items: readonly SiteDocument[], taxes: readonly SiteDocument[], rules: TaxRules): void {
  const sums = taxes.map(() => 0n);
  for (const item of items) {
    const taken: Taken[] = [];
    for (const [at, tax] of taxes.entries()) {
      const exact = amountOn(item, tax, taken, items.length);
      const amount = rules.roundsEachLine ? divided(exact, UNIT, rules.method) * UNIT : exact;
      taken.push({ amount, running: (taken.at(-1)?.running ?? cents(item['net_amount']) * UNIT) + amount });
      sums[at] = (sums[at] ?? 0n) + amount;
    }
  }
  for (const [at, tax] of taxes.entries()) if (tax['charge_type'] !== 'Actual') tax['tax_amount'] = fromCents(divided(sums[at] ?? 0n, UNIT, rules.method));
}

function amountOn(item: SiteDocument, tax: SiteDocument, taken: readonly Taken[], lines: number): bigint {
  const rate = billionths(numberOf(tax['rate']));
  const earlier = (): Taken => taken[numberOf(tax['row_id']) - 1] ?? rowMissing(tax);
  switch (textOf(tax['charge_type'])) {
    case 'On Net Total':
      return (cents(item['net_amount']) * UNIT * rate) / PERCENT;
    case 'On Previous Row Amount':
      return (earlier().amount * rate) / PERCENT;
    case 'On Previous Row Total':
      return (earlier().running * rate) / PERCENT;
    case 'On Item Quantity':
      return divided(billionths(numberOf(item['qty'])) * rate * 100n, UNIT, 'Commercial Rounding');
    default:
      return (cents(tax['tax_amount']) * UNIT) / BigInt(lines);
  }
}

function rowMissing(tax: SiteDocument): never {
  throw new SiteError('ValidationError', `Please specify a valid Row ID for row ${numberOf(tax['idx'])} in table Sales Taxes and Charges`);
}

/** Net amounts of rates that include their taxes: the amount divided by one plus the included rates. */
export function takeOutIncluded(items: readonly SiteDocument[], taxes: readonly SiteDocument[], method: RoundingMethod): void {
  const included = taxes.filter((tax) => numberOf(tax['included_in_print_rate']) === 1 && tax['charge_type'] === 'On Net Total').reduce((sum, tax) => sum + billionths(numberOf(tax['rate'])), 0n);
  if (included === 0n) return;
  for (const item of items) {
    const net = divided(cents(item['amount']) * PERCENT, PERCENT + included, method);
    const quantity = billionths(numberOf(item['qty']));
    item['net_amount'] = fromCents(net);
    if (quantity !== 0n) item['net_rate'] = fromCents(divided(net * UNIT, quantity, method));
  }
}
