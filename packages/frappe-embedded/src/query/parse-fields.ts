import { columnNotPermitted, malformedSelect, stringFunction, unknownFunction } from './refusals.ts';
import type { Call, ColumnName, Operand, SelectItem } from './intent.ts';

const IDENTIFIER = /^[a-z_][a-z0-9_]*$/i;
const TABLE_COLUMN = /^`?tab([^`.]+)`?\.`?([a-z_][a-z0-9_]*)`?$/i;
const DOTTED = /^`?([a-z_][a-z0-9_]*)`?\.`?([a-z_][a-z0-9_]*)`?$/i;
const ALIASED = /^(.+?)\s+as\s+[`'"]?([\p{L}_][\p{L}\p{N}_ ]*?)[`'"]?$/iu;

const FUNCTIONS = new Set([
  'COUNT', 'SUM', 'AVG', 'MAX', 'MIN', 'ABS', 'EXTRACT', 'LOCATE', 'TIMESTAMP', 'IFNULL', 'CONCAT', 'NOW', 'NULLIF', 'MONTH', 'MONTHNAME', 'QUARTER',
  'ADD', 'SUB', 'MUL', 'DIV',
]);
const TWO_OPERANDS = new Set(['ADD', 'SUB', 'MUL', 'DIV']);

/** Reads a column name in any of Frappe's spellings; undefined when it is none of them. */
export function parseColumn(text: string): ColumnName | undefined {
  const plain = text.trim();
  const bare = plain.replace(/^`(.+)`$/, '$1');
  if (IDENTIFIER.test(bare)) return { field: bare };
  const table = TABLE_COLUMN.exec(plain);
  if (table?.[1] !== undefined && table[2] !== undefined) return { doctype: table[1], field: table[2] };
  const dotted = DOTTED.exec(plain);
  if (dotted?.[1] !== undefined && dotted[2] !== undefined) return { via: dotted[1], field: dotted[2] };
  return undefined;
}

/**
 * Reads the `fields` of a list request: names, aliases, dotted joins, functions in dict form, nested child rows.
 * @throws {ErpError} as Frappe refuses: functions as text (417), expressions that are no field (403).
 */
export function parseFields(fields: readonly unknown[]): SelectItem[] {
  return fields.map((field) => (typeof field === 'string' ? parseText(field) : parseDict(field)));
}

function parseText(text: string): SelectItem {
  const trimmed = text.trim();
  if (trimmed === '*' || /^`?tab[^`.]+`?\.\*$/.test(trimmed)) return { kind: 'all' };
  if (/[()]/.test(trimmed)) throw /\(\s*\*\s*\)/.test(trimmed) ? columnNotPermitted('*') : stringFunction(trimmed);
  const aliased = ALIASED.exec(trimmed);
  const column = parseColumn(aliased?.[1] ?? trimmed);
  if (column === undefined) throw malformedSelect(trimmed);
  const alias = aliased?.[2];
  return alias === undefined ? { kind: 'column', column } : { kind: 'column', column, alias };
}

function parseDict(value: unknown): SelectItem {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedSelect(JSON.stringify(value));
  const { as, ...rest } = value as Record<string, unknown>;
  const entries = Object.entries(rest);
  const [first] = entries;
  if (entries.length !== 1 || first === undefined) throw malformedSelect(JSON.stringify(value));
  const [key, argument] = first;
  if (FUNCTIONS.has(key.toUpperCase())) {
    const call = parseCall(key, argument);
    return typeof as === 'string' && /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(as) ? { kind: 'call', call, alias: as } : { kind: 'call', call };
  }
  if (IDENTIFIER.test(key) && Array.isArray(argument)) return { kind: 'children', table: key, fields: argument.map(childField) };
  throw unknownFunction(key);
}

function childField(field: unknown): string {
  if (typeof field === 'string' && (IDENTIFIER.test(field) || field === '*')) return field;
  throw malformedSelect(JSON.stringify(field));
}

function parseCall(key: string, argument: unknown): Call {
  const name = key.toUpperCase();
  const list = argument === null || argument === undefined || argument === '' ? [] : Array.isArray(argument) ? argument : [argument];
  if (TWO_OPERANDS.has(name) && list.length !== 2) throw malformedSelect(`${name} takes exactly two operands`);
  return { name, operands: list.map(parseOperand) };
}

function parseOperand(value: unknown): Operand {
  if (typeof value === 'number' || value === null) return { literal: value };
  if (typeof value === 'object') return nestedCall(value as Record<string, unknown>);
  if (typeof value !== 'string') throw malformedSelect(JSON.stringify(value));
  if (value === '*') return { star: true };
  const quoted = /^(['"])(.*)\1$/s.exec(value);
  if (quoted?.[2] !== undefined) return { literal: quoted[2] };
  if (value === '' || /^-?\d+(\.\d+)?$/.test(value)) return { literal: value === '' ? '' : Number(value) };
  const column = parseColumn(value);
  if (column === undefined) throw malformedSelect(value);
  return { column };
}

function nestedCall(value: Record<string, unknown>): Operand {
  const item = parseDict(value);
  if (item.kind !== 'call') throw malformedSelect(JSON.stringify(value));
  return { call: item.call };
}
