import { shareOfCents, type Cents } from '@gigafibre/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteDocument } from '../hooks.ts';
import { billionths, divided, fromCents, toCents, type RoundingMethod } from './decimal.ts';
import { calculateTotals, type TotalsRules } from './totals.ts';

const RULES: TotalsRules = { method: 'Commercial Rounding', smallestFraction: 1n, neverRoundsTotal: false, roundsEachLine: false };
const row = (values: object): SiteDocument => ({ doctype: 'Row', name: '', ...values });
const totals = (lines: readonly { qty: number; cents: number }[], more: object = {}, rules = RULES): SiteDocument => {
  const doc = row({ items: lines.map(({ qty, cents }) => row({ qty, rate: cents / 100 })), taxes: [row({ charge_type: 'On Net Total', rate: 5 }), row({ charge_type: 'On Net Total', rate: 9.975 })], ...more });
  calculateTotals(doc, rules);
  return doc;
};
const cents = (value: unknown): number => Math.round(Number(value) * 100);
const taxesOf = (doc: SiteDocument): number[] => (doc['taxes'] as SiteDocument[]).map((tax) => cents(tax['tax_amount']));
const line = fc.record({ qty: fc.integer({ min: 1, max: 40 }), cents: fc.integer({ min: -50_000, max: 500_000 }) });

describe('the figures of any sales document', () => {
  it('tax the net as Revenu Québec would, whatever the lines and their order', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const net = lines.reduce((sum, { qty, cents: rate }) => sum + qty * rate, 0) as Cents;
        const doc = totals(lines);
        expect([cents(doc['net_total']), ...taxesOf(doc)]).toEqual([net, shareOfCents(net, 5000), shareOfCents(net, 9975)]);
        expect(cents(doc['grand_total'])).toBe(net + taxesOf(doc).reduce((sum, tax) => sum + tax, 0));
        expect(taxesOf(totals(lines.toReversed()))).toEqual(taxesOf(doc));
      }),
    );
  });

  it('lose no cent of a discount, however it falls on the lines', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ qty: fc.constant(1), cents: fc.integer({ min: 1, max: 90_000 }) }), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 100 }), (lines, percent) => {
        const doc = totals(lines, { apply_discount_on: 'Net Total', additional_discount_percentage: percent });
        expect(cents(doc['total']) - cents(doc['discount_amount'])).toBe(cents(doc['net_total']));
        const whole = totals(lines, { apply_discount_on: 'Grand Total', additional_discount_percentage: percent });
        expect(cents(totals(lines)['grand_total']) - cents(whole['discount_amount'])).toBe(cents(whole['grand_total']));
      }),
    );
  });

  it('do not change when they are computed again', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const once = totals(lines);
        const figures = JSON.stringify(once);
        calculateTotals(once, RULES);
        expect(JSON.stringify(once)).toBe(figures);
      }),
    );
  });
});

describe('rounding', () => {
  it.each<[RoundingMethod, readonly number[]]>([
    ["Banker's Rounding", [0, 2, 2, 0, -2]],
    ["Banker's Rounding (legacy)", [1, 2, 3, -1, -2]],
    ['Commercial Rounding', [1, 2, 3, -1, -2]],
  ])('breaks ties by %s', (method, expected) => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5].map((half) => Number(divided(billionths(half), 1_000_000_000n, method)))).toEqual(expected);
  });

  it('takes halves of whole dollars to the even one by the legacy method', () => {
    expect(divided(25n, 10n, "Banker's Rounding (legacy)", true)).toBe(2n);
  });

  it('reads every amount of money that a float can carry to the cent', () => {
    fc.assert(fc.property(fc.integer({ min: -1e11, max: 1e11 }), (amount) => fromCents(toCents(amount / 100)) === amount / 100));
  });
});
