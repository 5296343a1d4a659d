import { addCents } from '@gigafibre/kernel';
import type { Cents } from '@gigafibre/kernel';
import { foldText } from '@gigafibre/kernel';
import { zoneOf } from './layout.ts';
import type { Row } from './layout.ts';
import type { Money } from './money.ts';
import { unread } from './reading.ts';
import type { LineFields, Read } from './reading.ts';

const COLUMNS = [/descri|d[ée]signation|article|item|produit|product|particular/, /qt[eéy]|quantit|qty|nbre/, /prix|price|unit|p\.?u\.?\b|taux|rate/, /montant|amount|total|amt/];

/** The heading of the table of lines: it names at least two of its columns and holds no amount. */
const headerIndex = (rows: readonly Row[]): number => rows.findIndex(({ text }) => COLUMNS.filter((form) => form.test(foldText(text))).length >= 2 && !/\d[.,]\d\d/.test(text));

const letterCount = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** Numbers in front of an amount, as quantities: `2`, `1,5`, `10.00`. */
const quantitiesIn = (text: string): number[] => [...text.matchAll(/(?<![\d.,/-])\d{1,5}(?:[.,]\d{1,3})?(?![\d%/-])/g)].map((match) => Number(match[0].replace(',', '.')));

interface Line {
  readonly amount: Money;
  readonly unit: Money | undefined;
  readonly quantity: number | undefined;
}

/** The quantity and the unit price that make the amount, when two of the row's numbers do. */
function lineOf(money: readonly Money[]): Line | undefined {
  const amount = money.at(-1);
  if (amount === undefined) return undefined;
  const units = money.slice(0, -1).toReversed();
  const quantities = quantitiesIn(amount.row.text.slice(0, amount.start));
  for (const unit of units) {
    const quantity = quantities.find((count) => count !== 0 && Math.round(count * unit.cents) === amount.cents);
    if (quantity !== undefined) return { amount, unit, quantity };
  }
  return { amount, unit: undefined, quantity: undefined };
}

const reads = <Value>(money: Money, value: Value, confidence: number): Read<Value> => ({ value, text: money.row.text.slice(money.start, money.end), confidence: Math.min(money.confidence, confidence), box: zoneOf(money.row, money.start, money.end) });

/** The words of a line: in its own row, or in a row of words alone above or below it. */
function describe(rows: readonly Row[], line: Line, taken: Set<number>): Read<string> {
  const index = line.amount.rowIndex;
  const own = rows[index];
  const ownText = own?.text.slice(0, line.unit?.start ?? line.amount.start).replace(/^\s*\d{1,3}\s+(?=\D)/, '') ?? '';
  const candidates = [{ row: own, at: index, text: ownText }, ...[index - 1, index + 1].map((at) => ({ row: rows[at], at, text: /\d[.,]\d\d/.test(rows[at]?.text ?? '') ? '' : (rows[at]?.text ?? '') }))];
  const chosen = candidates.find(({ at, text }) => letterCount(text) >= 3 && (at === index || !taken.has(at)));
  if (chosen?.row === undefined) return unread();
  taken.add(chosen.at);
  const isCounted = chosen.at === index && line.quantity !== undefined;
  const text = chosen.text.replaceAll(/\s+/g, ' ').replace(/[\s@xX]+$/, '').replace(isCounted ? /\s\d{1,5}(?:[.,]\d{1,3})?$/ : /$/, '').trim().slice(0, 400);
  const start = chosen.row.text.indexOf(chosen.text.trim().slice(0, 3));
  return { value: text, text, confidence: Math.min(0.8, chosen.row.cells[0]?.confidence ?? 0), box: zoneOf(chosen.row, Math.max(0, start), Math.max(0, start) + chosen.text.trim().length) };
}

/** The lines of an invoice: rows with an amount between the table's heading and the first total. */
export function linesOf(rows: readonly Row[], money: readonly Money[], target: Cents | null): LineFields[] {
  const header = headerIndex(rows);
  const sums = money.filter(({ role, rowIndex }) => rowIndex > header && !['none', 'discount'].includes(role));
  const end = sums[0]?.rowIndex ?? rows.length;
  const inside = money.filter(({ rowIndex }) => rowIndex > header && rowIndex < end);
  const lines = [...Map.groupBy(inside, ({ rowIndex }) => rowIndex).values()].map(lineOf).filter((line) => line !== undefined);
  const isWhole = target !== null && lines.length > 0 && addCents(...lines.map(({ amount }) => amount.cents)) === target;
  const taken = new Set([header]);
  return lines.slice(0, 200).map((line) => ({
    description: describe(rows, line, taken),
    quantity: line.quantity === undefined ? unread() : reads(line.amount, line.quantity, 0.85),
    unitPrice: line.unit === undefined ? unread() : reads(line.unit, line.unit.cents, 0.85),
    amount: reads(line.amount, line.amount.cents, isWhole ? 0.95 : 0.65),
  }));
}
