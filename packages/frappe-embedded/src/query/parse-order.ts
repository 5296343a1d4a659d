import { parseColumn } from './parse-fields.ts';
import { orderNotPermitted } from './refusals.ts';
import type { ColumnName, OrderTerm } from './intent.ts';

/**
 * Reads `"creation desc, name"`. A missing direction is ascending; empty text is no order at all.
 * @throws {ErpError} 403 when a term is no field.
 */
export function parseOrderBy(text: string | undefined): OrderTerm[] {
  return terms(text).map((term) => {
    const match = /^(.*?)(?:\s+(asc|desc))?$/i.exec(term);
    return { column: columnOf(match?.[1] ?? term), descending: match?.[2]?.toLowerCase() === 'desc' };
  });
}

/**
 * Reads the comma-separated fields of `group_by`.
 * @throws {ErpError} 403 when one is no field.
 */
export const parseGroupBy = (text: string | undefined): ColumnName[] => terms(text).map(columnOf);

const terms = (text: string | undefined): string[] => (text ?? '').split(',').map((term) => term.trim()).filter((term) => term !== '');

function columnOf(text: string): ColumnName {
  const column = parseColumn(text);
  if (column === undefined) throw orderNotPermitted(text);
  return column;
}
