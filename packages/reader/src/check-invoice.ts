import { addCents, shareOfCents } from '@gigafibre/kernel';
import type { Cents } from '@gigafibre/kernel';

/** Parts per hundred thousand: TPS 5 %, TVQ 9.975 %, both on the price before tax. */
export const TPS_RATE = 5000;
export const TVQ_RATE = 9975;

/** The figures of an invoice, in whole cents; null where none is printed or read. */
export interface InvoiceFigures {
  readonly lines: readonly (Cents | null)[];
  readonly subtotal: Cents | null;
  readonly tps: Cents | null;
  readonly tvq: Cents | null;
  readonly otherTaxes: readonly (Cents | null)[];
  readonly total: Cents | null;
}

export interface Difference {
  /** Which figure differs from what the others make it. */
  readonly figure: 'subtotal' | 'tps' | 'tvq' | 'total';
  readonly expected: Cents;
  readonly found: Cents;
  /** found − expected */
  readonly difference: Cents;
}

export interface InvoiceCheck {
  /** Every figure that the others contradict, to the cent. */
  readonly differences: readonly Difference[];
  /** Where the taxes were rounded: once on the subtotal, or line by line; null when that cannot be told or neither fits. */
  readonly taxRounding: 'invoice' | 'lines' | null;
}

const differs = (figure: Difference['figure'], found: Cents | null, expected: Cents): Difference[] =>
  found === null || found === expected ? [] : [{ figure, expected, found, difference: (found - expected) as Cents }];

const known = (amounts: readonly (Cents | null)[]): Cents[] | null => (amounts.includes(null) ? null : amounts.filter((amount) => amount !== null));

function taxesOf({ lines, subtotal, tps, tvq }: InvoiceFigures): InvoiceCheck {
  const whole = known(lines);
  const base = subtotal ?? (whole === null || whole.length === 0 ? null : addCents(...whole));
  if (base === null || (tps === null && tvq === null)) return { differences: [], taxRounding: null };
  const against = (expectedTps: Cents, expectedTvq: Cents) => [...differs('tps', tps, expectedTps), ...differs('tvq', tvq, expectedTvq)];
  const atOnce = against(shareOfCents(base, TPS_RATE), shareOfCents(base, TVQ_RATE));
  if (atOnce.length === 0) return { differences: [], taxRounding: 'invoice' };
  const byLine = (rate: number) => addCents(...(whole ?? []).map((line) => shareOfCents(line, rate)));
  const canTell = whole !== null && whole.length > 1 && addCents(...whole) === base;
  return canTell && against(byLine(TPS_RATE), byLine(TVQ_RATE)).length === 0 ? { differences: [], taxRounding: 'lines' } : { differences: atOnce, taxRounding: null };
}

/**
 * Recomputes an invoice to the cent. Taxes may be rounded on the subtotal or line by line: both are in use, and which one
 * fits is named. Figures that are missing are not guessed, and nothing is compared with them.
 */
export function checkInvoice(figures: InvoiceFigures): InvoiceCheck {
  const { subtotal, total } = figures;
  const lines = known(figures.lines);
  const others = known(figures.otherTaxes);
  const taxes = taxesOf(figures);
  const sum = lines === null || lines.length === 0 || subtotal === null ? [] : differs('subtotal', subtotal, addCents(...lines));
  const payable = subtotal === null || others === null ? [] : differs('total', total, addCents(subtotal, figures.tps ?? (0 as Cents), figures.tvq ?? (0 as Cents), ...others));
  return { differences: [...sum, ...taxes.differences, ...payable], taxRounding: taxes.taxRounding };
}
