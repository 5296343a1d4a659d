import type { Cents } from '@gigafibre/kernel';
import { describe, expect, it } from 'vitest';
import { checkInvoice } from '../src/index.ts';

const cents = (...amounts: number[]) => amounts as Cents[];
const bill = (figures: { subtotal: number; tps: number; tvq: number; total: number }, lines: number[] = []) =>
  checkInvoice({ lines: cents(...lines), subtotal: figures.subtotal as Cents, tps: figures.tps as Cents, tvq: figures.tvq as Cents, otherTaxes: [], total: figures.total as Cents });

describe('an invoice that is recomputed (R16)', () => {
  it.each([
    { subtotal: 6495, tps: 325, tvq: 648, total: 7468 },
    { subtotal: 8495, tps: 425, tvq: 847, total: 9767 },
    { subtotal: 14900, tps: 745, tvq: 1486, total: 17131 },
  ])('finds TPS and TVQ right to the cent on $subtotal', (figures) => {
    expect(bill(figures)).toEqual({ differences: [], taxRounding: 'invoice' });
  });

  it('accepts taxes rounded once on the subtotal, and says so', () => {
    expect(bill({ subtotal: 9980, tps: 499, tvq: 996, total: 11475 }, [6495, 1995, 995, 495])).toEqual({ differences: [], taxRounding: 'invoice' });
  });

  it('accepts taxes rounded line by line, and says so', () => {
    expect(bill({ subtotal: 9980, tps: 500, tvq: 995, total: 11475 }, [6495, 1995, 995, 495])).toEqual({ differences: [], taxRounding: 'lines' });
  });

  it('names a tax that is one cent off', () => {
    expect(bill({ subtotal: 6495, tps: 326, tvq: 648, total: 7469 })).toEqual({ differences: [{ figure: 'tps', expected: 325, found: 326, difference: 1 }], taxRounding: null });
  });

  it('names a total that is not subtotal and taxes', () => {
    expect(bill({ subtotal: 6495, tps: 325, tvq: 648, total: 8468 }).differences).toEqual([{ figure: 'total', expected: 7468, found: 8468, difference: 1000 }]);
  });

  it('names a subtotal that is not the sum of its lines', () => {
    expect(bill({ subtotal: 6495, tps: 325, tvq: 648, total: 7468 }, [5000, 1000]).differences).toEqual([{ figure: 'subtotal', expected: 6000, found: 6495, difference: 495 }]);
  });

  it('adds a tax of another kind to the total', () => {
    expect(checkInvoice({ lines: [], subtotal: 10_000 as Cents, tps: null, tvq: null, otherTaxes: cents(2000), total: 12_000 as Cents }).differences).toEqual([]);
  });

  it('compares nothing with a figure that is missing', () => {
    expect(checkInvoice({ lines: [null], subtotal: null, tps: 325 as Cents, tvq: null, otherTaxes: [null], total: 7468 as Cents })).toEqual({ differences: [], taxRounding: null });
  });
});
