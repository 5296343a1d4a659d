import type { Brand } from './brand.ts';

/** Canadian cents, always a whole number. 74.68 $ is `7468`. */
export type Cents = Brand<number, 'Cents'>;

const DECIMAL = /^-?\d+(?:[.]\d{1,9})?$/;

/**
 * Reads an amount as the ERP writes it ("74.68", 74.68, 0) into cents.
 * @throws {RangeError} when the amount has a fraction of a cent, or is no plain decimal number: we never round somebody's money.
 */
export function centsFromDecimal(amount: number | string): Cents {
  const text = typeof amount === 'number' ? amount.toFixed(6) : amount.trim();
  if (!DECIMAL.test(text)) throw new RangeError(`Not an amount: ${text}`);
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  if (/[1-9]/.test(fraction.slice(2))) throw new RangeError(`Not a whole number of cents: ${text}`);
  const cents = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return (text.startsWith('-') && cents !== 0 ? -cents : cents) as Cents;
}

/** The ERP's decimal for an amount in cents: `7468` gives `74.68`. */
export const decimalFromCents = (cents: Cents): number => cents / 100;

export const addCents = (...amounts: readonly Cents[]): Cents => amounts.reduce((sum, amount) => sum + amount, 0) as Cents;

/**
 * A share of an amount, rounded half away from zero to the cent, as the tax authorities ask.
 * @param partsPerHundredThousand 5 % is 5000; 9.975 % is 9975.
 */
export function shareOfCents(amount: Cents, partsPerHundredThousand: number): Cents {
  const exact = Math.abs(amount) * partsPerHundredThousand;
  const rounded = Math.floor((exact + 50_000) / 100_000);
  return (amount < 0 && rounded !== 0 ? -rounded : rounded) as Cents;
}

/** `1 234,56 $` in French, `$1,234.56` in English. */
export function formatMoney(amount: Cents, locale: 'fr-CA' | 'en-CA'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'CAD', currencyDisplay: 'narrowSymbol' }).format(amount / 100);
}
