import type { Cents } from '@gigafibre/kernel';
import { amountsIn, pointlessAmountIn } from './amounts.ts';
import type { Amount } from './amounts.ts';
import { cellAt, COLUMN, sureness } from './layout.ts';
import type { Cell, Row } from './layout.ts';
import { isTaxSummary, roleOf, squash } from './wording.ts';
import type { Role } from './wording.ts';

/** An amount on the page, with what the words beside it make of it. */
export interface Money {
  readonly cents: Cents;
  readonly role: Role;
  readonly label: string;
  readonly row: Row;
  readonly rowIndex: number;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  readonly isMarked: boolean;
  readonly isRepaired: boolean;
  /** No amount follows it in its row. */
  readonly isLast: boolean;
  /** It stands in a table by tax code, below the totals. */
  readonly isSummary: boolean;
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** The nearest words to the left; a rate or a count may stand between. */
function labelLeft(text: string): string {
  const parts = text.split(COLUMN);
  const last = parts.findLastIndex((part) => letters(part) >= 2 && squash(part).length > 1);
  return last === -1 ? '' : parts.slice(last).join(' ');
}

const SUMS: readonly Role[] = ['total', 'payable', 'subtotal', 'tps', 'tvq', 'tax'];

const nameOver = (names: readonly Cell[], cell: Cell): string => names.findLast((name) => name.x < cell.x + cell.w && cell.x < name.x + name.w)?.text ?? '';

/** Totals may stand side by side under their names, or one under its own. A heading over a column of prices is not such a name. */
function labelAbove(above: Row, row: Row, start: number, amounts: number): string {
  const cell = cellAt(row, start);
  const names = above.cells.filter((name) => SUMS.includes(roleOf(name.text, 10_000)));
  const isTable = amounts > 1 && names.length > 1 && names.length + 1 >= amounts;
  if (isTable) return cell === undefined ? '' : nameOver(names, cell);
  const isStack = amounts === 1 && row.cells.length === 1 && above.cells.length === 1 && amountsIn(above.text).length === 0;
  return isStack ? (names[0]?.text ?? '') : '';
}

/** The amounts of a row; in a row of totals without any, what may be one whose decimal sign was lost. */
function amountsOf(row: Row, amountsOfText: (text: string) => Amount[]): Amount[] {
  const amounts = amountsOfText(row.text);
  if (amounts.length > 0) return amounts;
  const pointless = pointlessAmountIn(row.text);
  return pointless !== undefined && SUMS.includes(roleOf(labelLeft(row.text.slice(0, pointless.start)), pointless.cents)) ? [pointless] : [];
}

/**
 * Every amount of a document in reading order.
 * @param amountsOfText how amounts are written here.
 */
export function moneyIn(rows: readonly Row[], amountsOfText: (text: string) => Amount[] = (text) => amountsIn(text)): Money[] {
  const summary = rows.findIndex(({ text }) => isTaxSummary(text));
  return rows.flatMap((row, rowIndex) => {
    const amounts = amountsOf(row, amountsOfText);
    let rowLabel = '';
    return amounts.map((amount, position) => {
      const own = labelLeft(row.text.slice(amounts[position - 1]?.end ?? 0, amount.start));
      rowLabel = own === '' ? rowLabel : own;
      const above = rows[rowIndex - 1];
      const label = rowLabel === '' && above !== undefined ? labelAbove(above, row, amount.start, amounts.length) : rowLabel;
      return {
        ...amount,
        label,
        role: roleOf(label, amount.cents),
        row,
        rowIndex,
        confidence: sureness(row, amount.start),
        isLast: position === amounts.length - 1,
        isSummary: summary !== -1 && rowIndex >= summary,
      };
    });
  });
}
