import type { CommandPayload, InvoiceReading, Reading } from '@gigafibre/contracts';
import type { Cents } from '@gigafibre/kernel';
import { checkInvoice } from '@gigafibre/reader';
import type { InvoiceCheck } from '@gigafibre/reader';
import { markOf, type FieldMark } from '../readings/index.ts';

export const HEAD_FIELDS = ['supplier', 'number', 'date', 'dueDate', 'currency'] as const;
export const SUM_FIELDS = ['subtotal', 'tps', 'tvq', 'total'] as const;
export type FieldName = (typeof HEAD_FIELDS)[number] | (typeof SUM_FIELDS)[number];

export interface FormLine {
  description: string;
  quantity: string;
  amount: string;
}

/** The invoice as a person sees and mends it: amounts are texts, `1 234,56`. */
export interface InvoiceForm extends Record<FieldName, string> {
  /** The ERP's supplier; empty for one to be created under the name above. */
  supplierId: string;
  taxId: string;
  lines: FormLine[];
  otherTaxes: { name: string; amount: string }[];
}

/** `1 234,56` or `1234.56` in whole cents; undefined for what is no amount. */
export function centsOf(text: string): Cents | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f$]/g, '').replace('−', '-').replace(',', '.');
  if (!/^-?\d{1,9}(?:[.]\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100) as Cents;
}

/** Cents as typed: two decimals behind a comma. */
export const amountText = (cents: number | null): string => (cents === null ? '' : (cents / 100).toFixed(2).replace('.', ','));
const quantityOf = (text: string): number | undefined => {
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) && value > 0 ? value : undefined;
};

const words = (read: { readonly value: string | null } | undefined): string => read?.value ?? '';
const amount = (read: { readonly value: number | null } | undefined): string => amountText(read?.value ?? null);

/** What was read, ready to be mended. Without any line the whole before tax is the one line. */
export function formOf({ invoice, suppliers }: Pick<Reading, 'invoice' | 'suppliers'>, { goods }: { goods: string }): InvoiceForm {
  const known = suppliers.find(({ matched }) => matched !== 'similar');
  const { supplier, tpsNumber, number, date, dueDate, currency, subtotal, tps, tvq, total, otherTaxes = [] }: Partial<InvoiceReading> = invoice ?? {};
  return {
    ...(known === undefined ? { supplier: words(supplier), supplierId: '' } : { supplier: known.supplierName, supplierId: known.name }),
    ...{ taxId: words(tpsNumber), number: words(number), date: words(date), dueDate: words(dueDate), currency: words(currency) || 'CAD' },
    ...{ subtotal: amount(subtotal), tps: amount(tps), tvq: amount(tvq), total: amount(total) },
    lines: linesOf(invoice, goods),
    otherTaxes: otherTaxes.map((tax) => ({ name: tax.name, amount: amount(tax.amount) })),
  };
}

function linesOf(invoice: InvoiceReading | null, goods: string): FormLine[] {
  const lines = (invoice?.lines ?? []).filter((line) => line.amount.value !== null).map((line) => ({ description: words(line.description) || goods, quantity: String(line.quantity.value ?? 1).replace('.', ','), amount: amount(line.amount) }));
  return lines.length > 0 ? lines : [{ description: goods, quantity: '1', amount: amountText(netOf(invoice)) }];
}

function netOf(invoice: InvoiceReading | null): number | null {
  if (invoice === null || invoice.subtotal.value !== null) return invoice?.subtotal.value ?? null;
  return invoice.total.value === null ? null : invoice.total.value - (invoice.tps.value ?? 0) - (invoice.tvq.value ?? 0);
}

/** Adds the form up anew, to the cent. */
export function checkForm(form: InvoiceForm): InvoiceCheck {
  const cents = (text: string): Cents | null => centsOf(text) ?? null;
  return checkInvoice({ lines: form.lines.map(({ amount }) => cents(amount)), subtotal: cents(form.subtotal) ?? sumOf(form), tps: cents(form.tps), tvq: cents(form.tvq), otherTaxes: form.otherTaxes.map(({ amount }) => cents(amount)), total: cents(form.total) });
}

const sumOf = ({ lines }: InvoiceForm): Cents | null => {
  const amounts = lines.map(({ amount }) => centsOf(amount));
  return amounts.includes(undefined) ? null : (amounts.reduce<number>((sum, each) => sum + (each ?? 0), 0) as Cents);
};

/** Fields that are wanted and are not there, or are no amount. */
export function missingIn(form: InvoiceForm): (FieldName | 'lines')[] {
  const wanted = (['supplier', 'number', 'date'] as const).filter((name) => form[name].trim() === '');
  const sums = (['tps', 'tvq'] as const).filter((name) => form[name] !== '' && centsOf(form[name]) === undefined);
  const lines = form.lines.length === 0 || form.lines.some(({ description, quantity, amount }) => description.trim() === '' || quantityOf(quantity) === undefined || centsOf(amount) === undefined);
  return [...wanted, ...sums, ...(centsOf(form.total) === undefined ? (['total'] as const) : []), ...(lines ? (['lines'] as const) : [])];
}

/** @throws when something is missing. */
export function payloadOf(reading: string, form: InvoiceForm): CommandPayload<'invoice.draft'> {
  const cents = (text: string): number => centsOf(text) ?? 0;
  if (missingIn(form).length > 0) throw new RangeError('The invoice is not complete');
  return {
    reading,
    supplier: form.supplierId === '' ? { create: form.supplier.trim(), ...(form.taxId === '' ? {} : { taxId: form.taxId }) } : { name: form.supplierId },
    number: form.number.trim(),
    date: form.date,
    ...(form.dueDate === '' ? {} : { dueDate: form.dueDate }),
    currency: form.currency,
    lines: form.lines.map(({ description, quantity, amount }) => ({ description: description.trim().slice(0, 140), quantity: quantityOf(quantity) ?? 1, amount: cents(amount) })),
    tps: cents(form.tps),
    tvq: cents(form.tvq),
    otherTaxes: form.otherTaxes.map(({ name, amount }) => ({ name: name.trim().slice(0, 140) || '—', amount: cents(amount) })),
    total: cents(form.total),
  };
}

/** Where each field stands in the picture, how sure the reader is, and what else it may say. */
export function marksOf(invoice: InvoiceReading | null): ReadonlyMap<string, FieldMark> {
  if (invoice === null) return new Map();
  const heads = HEAD_FIELDS.map((name) => markOf(name, invoice[name], (value) => value));
  const sums = SUM_FIELDS.map((name) => markOf(name, invoice[name], amountText));
  const lines = invoice.lines.filter(({ amount }) => amount.value !== null).map(({ amount }, at) => markOf(`line-${String(at)}`, amount, amountText));
  return new Map([...heads, ...sums, ...lines].map((mark) => [mark.name, mark]));
}
