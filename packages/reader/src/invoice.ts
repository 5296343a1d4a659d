import type { Cents } from '@gigafibre/kernel';
import { amountsIn, wholeAmountsIn } from './amounts.ts';
import type { Amount } from './amounts.ts';
import { documentDates } from './document-dates.ts';
import { figuresOf } from './figures.ts';
import type { Figures } from './figures.ts';
import { currencyOf, numberOf, registrationOf } from './identifiers.ts';
import { rowsOf, zoneOf } from './layout.ts';
import type { Page, Row } from './layout.ts';
import { linesOf } from './lines.ts';
import { moneyIn } from './money.ts';
import type { Money } from './money.ts';
import { unread } from './reading.ts';
import type { InvoiceFields, Read } from './reading.ts';
import { supplierOf } from './supplier.ts';

function readMoney(money: Money | undefined, confidence: number, choices: readonly Cents[] = []): Read<Cents> {
  if (money === undefined) return unread();
  const sure = Math.min(money.confidence, money.isRepaired ? Math.min(0.8, confidence) : confidence);
  return { value: money.cents, text: money.row.text.slice(money.start, money.end).trim(), confidence: sure, box: zoneOf(money.row, money.start, money.end), ...(choices.length > 0 ? { choices: [...choices] } : {}) };
}

/** The name of a tax as printed: its letters, without the rate. */
const taxName = (label: string): string => label.replaceAll(/[\d.,]+\s*%?|[():@*]/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 80) || 'Taxe';

type Sums = Pick<InvoiceFields, 'subtotal' | 'tps' | 'tvq' | 'otherTaxes' | 'total'>;

/** TPS is ours alone: a GST in another currency is that country's tax. */
function sumsOf(figures: Figures, currency: string | null): Sums {
  const confidence = figures.isBalanced ? 0.97 : 0.6;
  const isOurs = currency === null || currency === 'CAD';
  const tax = (money: Money) => ({ name: taxName(money.label), amount: readMoney(money, confidence) });
  const foreign = isOurs || figures.tps === undefined ? [] : [figures.tps];
  return {
    subtotal: readMoney(figures.subtotal, confidence),
    tps: isOurs ? readMoney(figures.tps, confidence) : unread(),
    tvq: isOurs ? readMoney(figures.tvq, confidence) : unread(),
    otherTaxes: [...foreign, ...figures.otherTaxes].map(tax),
    total: readMoney(figures.total, figures.isBalanced ? 0.98 : 0.55 + 0.4 * figures.lead, figures.isBalanced ? [] : figures.others),
  };
}

/** So many amounts without hundredths to one with them, and the currency has none. */
const WHOLE_AMOUNTS = 2;

/** A blank may group thousands or part two columns: the reading that adds up wins, the grouped one otherwise. */
function bestFigures(rows: readonly Row[]): { money: Money[]; figures: Figures } {
  const readAs = (amountsOfText: (text: string) => Amount[]) => {
    const money = moneyIn(rows, amountsOfText);
    return { money, figures: figuresOf(money) };
  };
  const grouped = readAs((text) => amountsIn(text));
  const split = readAs((text) => amountsIn(text, true));
  const whole = readAs(wholeAmountsIn);
  // one stray figure with decimals, a rate or a quantity, does not make a currency of hundredths
  if (whole.money.length > WHOLE_AMOUNTS * (1 + grouped.money.length)) return whole;
  return split.figures.isBalanced && !grouped.figures.isBalanced ? split : grouped;
}

/**
 * Reads the fields of an invoice or a receipt, French or English, from its words and where they stand.
 * What the words say is data: nothing in them changes how they are read.
 * @param pages in their order; an invoice's totals may stand on any of them.
 * @param latest the last day that can be a day of issue, `2026-11-23`.
 */
export function readInvoiceFields(pages: readonly Page[], latest?: string): InvoiceFields {
  const rows = pages.flatMap((page, index) => rowsOf(page, index));
  const { money, figures } = bestFigures(rows);
  const currency = currencyOf(rows);
  return {
    supplier: supplierOf(rows),
    number: numberOf(rows),
    ...documentDates(rows, latest),
    currency,
    ...sumsOf(figures, currency.value),
    lines: linesOf(rows, money, figures.subtotal?.cents ?? figures.total?.cents ?? null),
    tpsNumber: registrationOf(rows, 'tps'),
    tvqNumber: registrationOf(rows, 'tvq'),
  };
}
