/*
 * Money here is whole cents in bigint. Rates and quantities carry nine decimals, as their columns do, and products stay exact
 * until the one place where Frappe rounds.
 */

/** System Settings' word for what happens to a half. */
export type RoundingMethod = "Banker's Rounding (legacy)" | "Banker's Rounding" | 'Commercial Rounding';

/** One unit with nine decimals. */
export const UNIT = 1_000_000_000n;

/** A number with up to nine decimals, as a whole number of billionths. */
export function billionths(value: number): bigint {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(9).split('.');
  const digits = BigInt(whole) * UNIT + BigInt(fraction.padEnd(9, '0'));
  return value < 0 ? -digits : digits;
}

/** Whole units nearest to `dividend / divisor`; `wholeUnits` says that there are no decimals below, where the legacy method differs. */
export function divided(dividend: bigint, divisor: bigint, method: RoundingMethod, wholeUnits = false): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [over, under] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const [quotient, rest] = [over / under, over % under];
  const half = rest * 2n - under;
  const tieGoesUp = method === 'Commercial Rounding' || (method === "Banker's Rounding (legacy)" && !wholeUnits) || quotient % 2n === 1n;
  const rounded = half > 0n || (half === 0n && tieGoesUp) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** An amount of the ERP in cents; what it has beyond them is rounded. */
export const toCents = (amount: number, method: RoundingMethod = 'Commercial Rounding'): bigint => divided(billionths(amount), UNIT / 100n, method);

export const fromCents = (cents: bigint): number => Number(cents) / 100;
