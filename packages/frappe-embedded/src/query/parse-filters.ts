import { parseColumn } from './parse-fields.ts';
import { columnNotPermitted, filterShape, unknownOperator } from './refusals.ts';
import { OPERATORS } from './intent.ts';
import type { ColumnName, Condition, Dialect, Operator } from './intent.ts';

const KNOWN = new Set<string>(OPERATORS);
const ALIASES: Readonly<Record<string, Operator>> = { '=<': '<=', '=>': '>=', '==': '=', '<>': '!=' };

/** The operator a caller wrote, in our spelling; undefined when Frappe has no such operator. */
export function operatorOf(text: unknown): Operator | undefined {
  if (typeof text !== 'string') return undefined;
  const name = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  return ALIASES[name] ?? (KNOWN.has(name) ? (name as Operator) : undefined);
}

/**
 * Reads filters in any form the dialect takes: a dict, lists of three, four or five, and in v2 also pairs, names and
 * nested and / or. Nothing given is no condition.
 * @throws {ErpError} 417 when the form is not one of the dialect's, or an operator is unknown.
 */
export function parseFilters(filters: unknown, dialect: Dialect): Condition | undefined {
  if (filters === undefined || filters === null || filters === '') return undefined;
  if (Array.isArray(filters)) return filters.length === 0 ? undefined : parseList(filters, dialect);
  if (typeof filters === 'object') return allOf(Object.entries(filters).map(([field, value]) => fromEntry(field, value)));
  throw filterShape(filters);
}

/** The same, but every condition is an alternative: the form of `or_filters`. */
export function parseOrFilters(filters: unknown, dialect: Dialect): Condition | undefined {
  const parsed = parseFilters(filters, dialect);
  return parsed?.kind === 'all' ? { kind: 'any', of: parsed.of } : parsed;
}

/** Both, joined by and; undefined when neither says anything. */
export function bothOf(left: Condition | undefined, right: Condition | undefined): Condition | undefined {
  const present = [left, right].filter((condition) => condition !== undefined);
  return present.length === 0 ? undefined : allOf(present);
}

const allOf = (of: readonly Condition[]): Condition => (of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'all', of });

function fromEntry(field: string, value: unknown): Condition {
  if (Array.isArray(value) && value.length === 2) return compare(column(field), value[0], value[1]);
  if (Array.isArray(value)) throw filterShape(value);
  return compare(column(field), '=', value);
}

function parseList(list: readonly unknown[], dialect: Dialect): Condition {
  if (isFlatCondition(list)) return parseRow(list, dialect);
  if (dialect === 'v2') return parseListV2(list);
  return allOf(list.map((row) => parseRow(row, dialect)));
}

/** `["status","=","Open"]` given bare, without the list around it. */
const isFlatCondition = (list: readonly unknown[]): boolean =>
  list.length >= 3 && typeof list[0] === 'string' && (operatorOf(list[1]) !== undefined || operatorOf(list[2]) !== undefined);

function parseListV2(list: readonly unknown[]): Condition {
  if (list.every((item) => typeof item === 'string')) return { kind: 'compare', column: { field: 'name' }, operator: 'in', value: list };
  if (!list.some((item) => isConjunction(item))) return allOf(list.map((row) => parseRow(row, 'v2')));
  let alternatives: Condition[][] = [[]];
  for (const item of list) {
    if (isConjunction(item)) {
      if (item.toLowerCase() === 'or') alternatives = [...alternatives, []];
      continue;
    }
    alternatives.at(-1)?.push(parseRow(item, 'v2'));
  }
  if (alternatives.some((group) => group.length === 0)) throw filterShape(list);
  return alternatives.length === 1 ? allOf(alternatives[0] ?? []) : { kind: 'any', of: alternatives.map(allOf) };
}

const isConjunction = (item: unknown): item is string => typeof item === 'string' && /^(and|or)$/i.test(item);

function parseRow(row: unknown, dialect: Dialect): Condition {
  if (row !== null && typeof row === 'object' && !Array.isArray(row)) return parseFilters(row, dialect) ?? { kind: 'all', of: [] };
  if (!Array.isArray(row) || row.length === 0) throw filterShape(row);
  if (Array.isArray(row[0]) || (row[0] !== null && typeof row[0] === 'object')) {
    if (dialect === 'v2') return parseList(row, dialect);
    throw filterShape(row);
  }
  return parseTuple(row, dialect);
}

function parseTuple(row: readonly unknown[], dialect: Dialect): Condition {
  const [first, second, third, fourth] = row;
  if (row.length === 2 && dialect === 'v2') return compare(column(first), '=', second);
  if (row.length === 3) return compare(column(first), second, third);
  if ((row.length === 4 || row.length === 5) && typeof first === 'string' && typeof second === 'string') {
    return compare({ ...column(second), doctype: first }, third, fourth);
  }
  throw filterShape(row);
}

function column(text: unknown): ColumnName {
  const parsed = typeof text === 'string' ? parseColumn(text) : undefined;
  if (parsed === undefined) throw columnNotPermitted(String(text));
  return parsed;
}

function compare(target: ColumnName, operator: unknown, value: unknown): Condition {
  const known = operatorOf(operator);
  if (known === undefined) throw unknownOperator(operator);
  return { kind: 'compare', column: target, operator: known, value };
}
