import type { Cents, Random } from '@gigafibre/kernel';
import { createDrawing, sheetOf } from './drawing.ts';
import type { Drawing } from './drawing.ts';
import { between, digits, pick, printedAmount, printedDate } from './invoice-facts.ts';
import type { InvoiceFacts } from './invoice-facts.ts';
import type { FontName } from './fonts.ts';
import type { Sheet } from './sheet.ts';

const LETTER = { width: 612, height: 792 } as const;

const WORDS = {
  fr: { invoice: 'FACTURE', number: 'Facture no', date: 'Date', due: 'Échéance', to: 'Facturé à', subtotal: 'Sous-total', tps: 'TPS 5 %', tvq: 'TVQ 9,975 %', total: 'TOTAL', tpsNo: 'No TPS', tvqNo: 'No TVQ', thanks: 'Merci de votre confiance. Payable à 30 jours.', heads: ['Code', 'Description', 'Qté', 'Prix', 'Montant'] },
  en: { invoice: 'INVOICE', number: 'Invoice No.', date: 'Date', due: 'Due date', to: 'Bill to', subtotal: 'Subtotal', tps: 'GST 5%', tvq: 'QST 9.975%', total: 'Total', tpsNo: 'GST No.', tvqNo: 'QST No.', thanks: 'Thank you for your business. Net 30 days.', heads: ['Code', 'Description', 'Qty', 'Price', 'Amount'] },
} as const;

interface Style {
  readonly facts: InvoiceFacts;
  readonly random: Random;
  readonly bold: FontName;
  readonly form: 'words' | 'iso' | 'slashes';
}

const money = ({ facts }: Style, cents: Cents, withSign = true): string => printedAmount(cents, facts.language, withSign);

function table(drawing: Drawing, style: Style, top: number): number {
  const { facts, bold } = style;
  const heads = WORDS[facts.language].heads;
  const columns = [50, 110, 380, 470, 560] as const;
  heads.forEach((head, index) => drawing.put(head, columns[index] ?? 0, top, { font: bold, anchor: index < 2 ? 'start' : 'end' }));
  drawing.rule(50, top + 5, 512);
  facts.lines.forEach((line, index) => {
    const y = top + 22 + index * 18;
    drawing.put(line.code, columns[0], y);
    drawing.put(line.description, columns[1], y);
    drawing.put(String(line.quantity), columns[2], y, { anchor: 'end' });
    drawing.put(money(style, line.unitPrice, false), columns[3], y, { anchor: 'end' });
    drawing.put(money(style, line.amount), columns[4], y, { anchor: 'end' });
  });
  return top + 30 + facts.lines.length * 18;
}

function totals(drawing: Drawing, style: Style, top: number, left: number): number {
  const { facts, bold } = style;
  const words = WORDS[facts.language];
  const rows: readonly (readonly [string, Cents])[] = [[words.subtotal, facts.subtotal], [words.tps, facts.tps], [words.tvq, facts.tvq], [words.total, facts.total]];
  rows.forEach(([name, cents], index) => {
    const look = index === 3 ? { font: bold, size: 12 } : {};
    drawing.put(name, left, top + index * 18, look);
    drawing.put(money(style, cents), 560, top + index * 18, { ...look, anchor: 'end' });
  });
  return top + 80;
}

function registrations(drawing: Drawing, { facts }: Style, y: number): void {
  const words = WORDS[facts.language];
  drawing.put(`${words.tpsNo} : ${facts.tpsNumber}`, 50, y, { size: 8 });
  drawing.put(`${words.tvqNo} : ${facts.tvqNumber}`, 50, y + 12, { size: 8 });
  drawing.put(words.thanks, 50, y + 30, { size: 8 });
}

/** The supplier's block at the left, the invoice's own facts at the right. */
function classic(style: Style): Sheet {
  const { facts, bold, form } = style;
  const words = WORDS[facts.language];
  const drawing = createDrawing({ font: bold === 'narrow-bold' ? 'narrow' : 'sans', size: 10 });
  drawing.put(facts.supplier, 50, 60, { font: bold, size: 17 });
  facts.address.forEach((line, index) => drawing.put(line, 50, 78 + index * 13));
  drawing.put(words.invoice, 560, 60, { font: bold, size: 20, anchor: 'end' });
  [`${words.number} : ${facts.number}`, `${words.date} : ${printedDate(facts.date, facts.language, form)}`, `${words.due} : ${printedDate(facts.dueDate, facts.language, form)}`].forEach((line, index) => drawing.put(line, 560, 82 + index * 14, { anchor: 'end' }));
  [`${words.to} :`, ...facts.customer].forEach((line, index) => drawing.put(line, 50, 150 + index * 13, index === 0 ? { font: bold } : {}));
  const end = totals(drawing, style, table(drawing, style, 230) + 10, 400);
  registrations(drawing, style, end + 20);
  return sheetOf(drawing, LETTER);
}

/** The name in the middle, the facts under headings, and a total set apart. */
function centred(style: Style): Sheet {
  const { facts, bold, form } = style;
  const words = WORDS[facts.language];
  const drawing = createDrawing({ font: bold === 'mono-bold' ? 'mono' : 'sans', size: 9.5 });
  drawing.put(facts.supplier.toUpperCase(), 306, 56, { font: bold, size: 16, anchor: 'middle' });
  drawing.put(facts.address.slice(0, 2).join(', '), 306, 72, { anchor: 'middle' });
  drawing.put(`${words.tpsNo} ${facts.tpsNumber}   ${words.tvqNo} ${facts.tvqNumber}`, 306, 86, { anchor: 'middle', size: 8 });
  drawing.put(words.invoice, 50, 120, { font: bold, size: 14 });
  const heads: readonly (readonly [string, string])[] = [[words.number, facts.number], [words.date, printedDate(facts.date, facts.language, form)], [words.due, printedDate(facts.dueDate, facts.language, form)]];
  heads.forEach(([head, value], index) => {
    drawing.put(head, 300 + index * 90, 112, { font: bold, size: 8.5 });
    drawing.put(value, 300 + index * 90, 128, { size: 8.5 });
  });
  [words.to, ...facts.customer].forEach((line, index) => drawing.put(line, 50, 160 + index * 13, index === 0 ? { font: bold } : {}));
  const end = table(drawing, style, 240);
  drawing.rule(380, end - 4, 182);
  totals(drawing, style, end + 12, 390);
  drawing.put(words.thanks, 306, 740, { anchor: 'middle', size: 8 });
  return sheetOf(drawing, LETTER);
}

/** A till's roll: one narrow column, payment and change behind the total. */
function receipt(style: Style): Sheet {
  const { facts, random, form } = style;
  const words = WORDS[facts.language];
  const font = pick<FontName>(random, ['mono', 'till', 'narrow']);
  const size = font === 'till' ? 13 : 9.5;
  const drawing = createDrawing({ font, size });
  const step = size * 1.35;
  let y = 30;
  const middle = (text: string, look: { size?: number } = {}) => drawing.put(text, 115, (y += step), { anchor: 'middle', ...look });
  const pair = (left: string, right: string) => {
    drawing.put(left, 15, (y += step));
    drawing.put(right, 215, y, { anchor: 'end' });
  };
  middle(facts.supplier.toUpperCase(), { size: Math.min(size, 200 / (facts.supplier.length * 0.62)) });
  facts.address.forEach((line) => middle(line.replace('  ', ' '), { size: size * 0.8 }));
  middle(`TPS ${facts.tpsNumber}`, { size: size * 0.85 });
  middle(`TVQ ${facts.tvqNumber}`, { size: size * 0.85 });
  y += step;
  pair(`${words.number} ${facts.number}`, '');
  pair(printedDate(facts.date, facts.language, form), `${between(random, 8, 20)}:${digits(random, 1)}${digits(random, 1)}`.replace(/:([6-9])/, ':1'));
  y += step / 2;
  for (const line of facts.lines) {
    drawing.put(line.description.slice(0, 24), 15, (y += step));
    pair(`  ${line.quantity} x ${money(style, line.unitPrice, false)}`, money(style, line.amount, false));
  }
  y += step / 2;
  pair(words.subtotal.toUpperCase(), money(style, facts.subtotal, false));
  pair(words.tps, money(style, facts.tps, false));
  pair(words.tvq, money(style, facts.tvq, false));
  pair(words.total.toUpperCase(), money(style, facts.total));
  const tendered = (Math.ceil(facts.total / 2000) * 2000) as Cents;
  y += step / 2;
  pair(facts.language === 'fr' ? 'COMPTANT' : 'CASH', money(style, tendered, false));
  pair(facts.language === 'fr' ? 'MONNAIE' : 'CHANGE', money(style, (tendered - facts.total) as Cents, false));
  middle(facts.language === 'fr' ? 'MERCI, À BIENTÔT' : 'THANK YOU, COME AGAIN');
  return sheetOf(drawing, { width: 230, height: y + 40 });
}

export const INVOICE_LAYOUTS = { classic, centred, receipt } as const;
export type InvoiceLayout = keyof typeof INVOICE_LAYOUTS;

/** Draws an invoice in one of the layouts, in a typeface and a date form that the seed chooses. */
export function drawInvoice(facts: InvoiceFacts, layout: InvoiceLayout, random: Random): Sheet {
  const bold = pick<FontName>(random, ['sans-bold', 'narrow-bold', 'mono-bold']);
  return INVOICE_LAYOUTS[layout]({ facts, random, bold, form: pick<Style['form']>(random, ['words', 'iso', 'slashes']) });
}
