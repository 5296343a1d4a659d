import type { InvoiceReading, Zone } from '@gigafibre/contracts';
import { centsFromDecimal, normalizeMac, normalizeSerial } from '@gigafibre/kernel';
import type { LabelFields } from '@gigafibre/reader';
import type { GeminiField, GeminiInvoice, GeminiLabel } from './gemini-schema.ts';

interface Read<Value> {
  value: Value | null;
  text: string | null;
  confidence: number;
  box: Zone | null;
}

/** One field in our form. What is not of the form is no value: the text stays for a person to see. */
function read<Value>({ text, confidence, page, box }: GeminiField, form: (text: string) => Value | undefined): Read<Value> {
  const printed = text?.trim() ?? '';
  const value = printed === '' ? undefined : form(printed);
  return { value: value ?? null, text: printed === '' ? null : printed, confidence: value === undefined ? 0 : confidence, box: printed === '' ? null : zoneOf(page, box) };
}

function zoneOf(page: number, box: readonly number[] | null): Zone | null {
  const [top = 0, left = 0, bottom = 0, right = 0] = box ?? [];
  if (bottom <= top || right <= left) return null;
  return { page, x: left / 1000, y: top / 1000, w: (right - left) / 1000, h: (bottom - top) / 1000 };
}

const words = (text: string): string => text;
const day = (text: string): string | undefined => (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text) ? text : undefined);
const cents = (text: string): number | undefined => (/^-?\d{1,9}(?:[.]\d{1,2})?$/.test(text) ? centsFromDecimal(Number(text)) : undefined);
const quantity = (text: string): number | undefined => (/^\d{1,7}(?:[.]\d{1,4})?$/.test(text) ? Number(text) : undefined);
const currency = (text: string): string | undefined => (/^[A-Z]{3}$/.test(text) ? text : undefined);
const tps = (text: string): string | undefined => numbered(text, /^(\d{9})RT(\d{4})$/, 'RT');
const tvq = (text: string): string | undefined => numbered(text, /^(\d{10})TQ(\d{4})$/, 'TQ');
const numbered = (text: string, form: RegExp, letters: string): string | undefined => {
  const found = form.exec(text.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
  return found ? `${found[1] ?? ''} ${letters}${found[2] ?? ''}` : undefined;
};
const gpon = (text: string): string | undefined => {
  const serial = normalizeSerial(text);
  return serial !== undefined && /^[A-Z]{4}[0-9A-F]{8}$/.test(serial) ? serial : undefined;
};

export const invoiceFrom = (answer: GeminiInvoice): InvoiceReading => ({
  source: 'gemini',
  supplier: read(answer.supplier, words),
  number: read(answer.number, words),
  date: read(answer.date, day),
  dueDate: read(answer.dueDate, day),
  currency: read(answer.currency, currency),
  lines: answer.lines.map((line) => ({ description: read(line.description, words), quantity: read(line.quantity, quantity), unitPrice: read(line.unitPrice, cents), amount: read(line.amount, cents) })),
  subtotal: read(answer.subtotal, cents),
  tps: read(answer.tps, cents),
  tvq: read(answer.tvq, cents),
  otherTaxes: answer.otherTaxes.map(({ name, amount }) => ({ name, amount: read(amount, cents) })),
  total: read(answer.total, cents),
  tpsNumber: read(answer.tpsNumber, tps),
  tvqNumber: read(answer.tvqNumber, tvq),
});

export const labelFrom = (answer: GeminiLabel): LabelFields => ({
  brand: read(answer.brand, words),
  model: read(answer.model, words),
  serial: read(answer.serial, normalizeSerial),
  mac: read(answer.mac, normalizeMac),
  gponSerial: read(answer.gponSerial, gpon),
  wifiName: read(answer.wifiName, words),
  wifiKey: read(answer.wifiKey, words),
});
