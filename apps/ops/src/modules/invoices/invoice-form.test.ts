import type { InvoiceReading } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { isDoubtful } from '../readings/index.ts';
import { amountText, centsOf, checkForm, formOf, marksOf, missingIn, payloadOf } from './invoice-form.ts';

const field = <Value>(value: Value | null, confidence = 0.95) => ({ value, text: value === null ? null : String(value), confidence, box: value === null ? null : { page: 0, x: 0.1, y: 0.2, w: 0.3, h: 0.02 } });
const INVOICE: InvoiceReading = {
  source: 'embedded',
  supplier: field('Fibre Nord inc.'),
  number: { ...field('DFN-2O41', 0.5), choices: ['DFN-2041', 'DFN-2O41'] },
  date: field('2026-03-02'),
  dueDate: field<string>(null, 0),
  currency: field('CAD'),
  lines: [{ description: field('Câble'), quantity: field(2.5), unitPrice: field(2400), amount: field(6000) }, { description: field<string>(null, 0), quantity: field<number>(null, 0), unitPrice: field<number>(null, 0), amount: field(4000) }],
  subtotal: field(10_000),
  tps: field(500),
  tvq: field(998),
  otherTaxes: [],
  total: field(11_498),
  tpsNumber: field('123456789 RT0001'),
  tvqNumber: field<string>(null, 0),
};
const read = () => formOf({ invoice: INVOICE, suppliers: [] }, { goods: 'Achats' });

describe('an invoice on screen', () => {
  it('writes amounts as they are typed here, and reads them back to the cent', () => {
    expect([12, 123_456, -5, null].map(amountText)).toEqual(['0,12', '1234,56', '-0,05', '']);
    expect(['1 234,56', '1234.5', '-5', '12,345', 'x', ''].map(centsOf)).toEqual([123_456, 123_450, -500, undefined, undefined, undefined]);
  });

  it('adds up anew with every change, and names the figure that differs', () => {
    const form = read();
    expect(checkForm(form)).toEqual({ differences: [], taxRounding: 'invoice' });
    form.tvq = '9,97';
    expect(checkForm(form).differences).toEqual([{ figure: 'tvq', expected: 998, found: 997, difference: -1 }, { figure: 'total', expected: 11_497, found: 11_498, difference: 1 }]);
  });

  it('takes the supplier that the tax number belongs to, and creates the one nobody knows', () => {
    const known = formOf({ invoice: INVOICE, suppliers: [{ name: 'SUP-1', supplierName: 'Fibre Nord', taxId: '', matched: 'tax-number' }] }, { goods: 'Achats' });
    expect([known.supplier, known.supplierId, payloadOf('r', known).supplier]).toEqual(['Fibre Nord', 'SUP-1', { name: 'SUP-1' }]);
    expect(payloadOf('r', read()).supplier).toEqual({ create: 'Fibre Nord inc.', taxId: '123456789 RT0001' });
  });

  it('is one line of the whole where no line was read', () => {
    const form = formOf({ invoice: { ...INVOICE, lines: [], subtotal: field<number>(null, 0) }, suppliers: [] }, { goods: 'Achats' });
    expect(form.lines).toEqual([{ description: 'Achats', quantity: '1', amount: '100,00' }]);
  });

  it('says what is missing before it can be confirmed', () => {
    const form = read();
    expect(missingIn(form)).toEqual([]);
    Object.assign(form, { number: ' ', total: 'beaucoup' });
    form.lines[0]!.amount = '';
    expect(missingIn(form)).toEqual(['number', 'total', 'lines']);
  });

  it('marks what the reader doubts, with where it stands and what else it may say', () => {
    const marks = marksOf(INVOICE);
    expect([isDoubtful(marks.get('number')), marks.get('number')?.choices, isDoubtful(marks.get('date')), isDoubtful(marks.get('dueDate'))]).toEqual([true, ['DFN-2041', 'DFN-2O41'], false, false]);
    expect(marks.get('line-1')?.zone).toEqual({ page: 0, x: 0.1, y: 0.2, w: 0.3, h: 0.02 });
  });
});
