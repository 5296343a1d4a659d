import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import { toCents, type RoundingMethod } from './decimal.ts';
import { columnsOf, numberOf, setting } from './lookup.ts';
import type { TotalsRules } from './totals.ts';

const METHODS: readonly string[] = ["Banker's Rounding (legacy)", "Banker's Rounding", 'Commercial Rounding'];

/** System Settings' rounding method; the bare default when it was never set. */
export async function roundingMethod(ctx: Context): Promise<RoundingMethod> {
  const method = await setting(ctx, 'System Settings', 'rounding_method');
  return METHODS.includes(method) ? (method as RoundingMethod) : "Banker's Rounding (legacy)";
}

/** How this site rounds this document. */
export async function totalsRules(ctx: Context, doc: SiteDocument): Promise<TotalsRules> {
  const currency = await columnsOf(ctx, 'Currency', doc['currency'], ['smallest_currency_fraction_value']);
  return {
    method: await roundingMethod(ctx),
    smallestFraction: toCents(numberOf(currency?.['smallest_currency_fraction_value'])),
    neverRoundsTotal: (await setting(ctx, 'Global Defaults', 'disable_rounded_total')) === '1',
    roundsEachLine: (await setting(ctx, 'Accounts Settings', 'round_row_wise_tax')) === '1',
  };
}
