import type { ColumnKind } from '../fieldtypes.ts';
import { SIDE_FIELDS } from '../meta.ts';
import type { Bindings } from './bindings.ts';
import type { Call, ColumnName, Dialect, Operand, SelectItem } from './intent.ts';
import { columnNotPermitted, malformedSelect, orderNotPermitted } from './refusals.ts';
import type { Column, Scope } from './scope.ts';

/** One output column of a statement. */
export interface Output {
  key: string;
  sql: string;
  kind: ColumnKind;
  isAggregate: boolean;
  /** The column itself, where the output is nothing more. */
  column?: Column;
}

const AGGREGATES: Readonly<Record<string, string>> = { COUNT: 'count', SUM: 'sum', AVG: 'avg', MAX: 'max', MIN: 'min' };
const ARITHMETIC: Readonly<Record<string, string>> = { ADD: '+', SUB: '-', MUL: '*', DIV: '/' };
const INTEGERS = new Set(['COUNT', 'LOCATE', 'MONTH', 'QUARTER', 'EXTRACT']);
const TEXTS = new Set(['CONCAT', 'MONTHNAME']);
const UNITS = new Set(['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

/**
 * The output columns of a select list. `*` becomes every readable value field; fields above the user's level are left out, and in v2
 * unknown ones too.
 * @throws SiteError 417 for an unknown field in v1, 403 for a linked record the user may not read.
 */
export function compileSelect(scope: Scope, bindings: Bindings, select: readonly SelectItem[], dialect: Dialect): Output[] {
  return select.flatMap((item) => {
    if (item.kind === 'children') return [];
    if (item.kind === 'all') return everyColumn(scope);
    if (item.kind === 'call') return [callOutput(scope, bindings, item.call, item.alias)];
    const output = columnOutput(scope, item.column, dialect, item.alias);
    return output === undefined ? [] : [output];
  });
}

function everyColumn(scope: Scope): Output[] {
  const names = [...scope.base.columns.keys()].filter((name) => !SIDE_FIELDS.includes(name));
  return names.flatMap((field) => {
    const column = scope.resolve({ field });
    return typeof column === 'string' ? [] : [plainOutput(column, field)];
  });
}

const plainOutput = (column: Column, key: string): Output => ({ key, sql: column.sql, kind: column.kind, isAggregate: false, column });

function columnOutput(scope: Scope, name: ColumnName, dialect: Dialect, alias: string | undefined): Output | undefined {
  const column = scope.resolve(name);
  if (column === 'level' || (column === 'unknown' && dialect === 'v2')) return undefined;
  if (column === 'unknown') throw columnNotPermitted(name.field);
  if (column === 'denied') throw orderNotPermitted(`${name.via ?? ''}.${name.field}`);
  return plainOutput(column, alias ?? name.field);
}

function callOutput(scope: Scope, bindings: Bindings, call: Call, alias: string | undefined): Output {
  const sql = compileCall(scope, bindings, call);
  return { key: alias ?? callKey(call), sql, kind: kindOf(scope, call), isAggregate: aggregates(call) };
}

/** The name a database gives a function's column without an alias. */
const callKey = (call: Call): string => `${call.name}(${call.operands.map(operandKey).join(',')})`;
function operandKey(operand: Operand): string {
  if ('star' in operand) return '*';
  if ('column' in operand) return `\`${operand.column.field}\``;
  return 'call' in operand ? callKey(operand.call) : String(operand.literal);
}

const aggregates = (call: Call): boolean => call.name in AGGREGATES || call.operands.some((operand) => 'call' in operand && aggregates(operand.call));

function kindOf(scope: Scope, call: Call): ColumnKind {
  if (INTEGERS.has(call.name)) return 'int';
  if (TEXTS.has(call.name)) return 'text';
  if (call.name === 'NOW' || call.name === 'TIMESTAMP') return 'datetime';
  const [first] = call.operands;
  if (call.name === 'AVG' || call.name in ARITHMETIC || first === undefined) return 'decimal';
  if ('call' in first) return kindOf(scope, first.call);
  const column = 'column' in first ? scope.resolve(first.column) : 'unknown';
  return typeof column === 'string' ? 'text' : column.kind;
}

function compileCall(scope: Scope, bindings: Bindings, call: Call): string {
  const { name, operands } = call;
  const write = (operand: Operand | undefined): string => compileOperand(scope, bindings, operand);
  const aggregate = AGGREGATES[name];
  if (name === 'COUNT' && (operands[0] === undefined || 'star' in operands[0])) return 'count(*)';
  if (aggregate !== undefined) return `${aggregate}(${write(operands[0])})`;
  const sign = ARITHMETIC[name];
  if (sign === '/') return `(${write(operands[0])}::numeric / nullif(${write(operands[1])}, 0))`;
  if (sign !== undefined) return `(${write(operands[0])} ${sign} ${write(operands[1])})`;
  return SCALARS[name]?.(operands, write) ?? refuse(name);
}

function compileOperand(scope: Scope, bindings: Bindings, operand: Operand | undefined): string {
  if (operand === undefined) throw malformedSelect('a function lacks an argument');
  if ('star' in operand) throw columnNotPermitted('*');
  if ('call' in operand) return compileCall(scope, bindings, operand.call);
  if ('literal' in operand) {
    if (operand.literal === null) return 'null';
    return `${bindings.bind(operand.literal)}::${typeof operand.literal === 'number' ? 'numeric' : 'text'}`;
  }
  const column = scope.resolve(operand.column);
  if (typeof column !== 'string') return column.sql;
  throw column === 'unknown' ? columnNotPermitted(operand.column.field) : orderNotPermitted(operand.column.field);
}

function refuse(name: string): never {
  throw malformedSelect(name);
}

type Scalar = (operands: readonly Operand[], write: (operand: Operand | undefined) => string) => string;

const part = (unit: string): Scalar => (operands, write) => `extract(${unit} from ${write(operands[0])}::timestamp)::integer`;

const SCALARS: Readonly<Record<string, Scalar>> = {
  ABS: (operands, write) => `abs(${write(operands[0])})`,
  NOW: () => 'localtimestamp',
  MONTH: part('month'),
  QUARTER: part('quarter'),
  MONTHNAME: (operands, write) => `to_char(${write(operands[0])}::timestamp, 'FMMonth')`,
  IFNULL: (operands, write) => `coalesce(${write(operands[0])}, ${write(operands[1])})`,
  NULLIF: (operands, write) => `nullif(${write(operands[0])}, ${write(operands[1])})`,
  CONCAT: (operands, write) => `concat(${operands.map(write).join(', ')})`,
  LOCATE: (operands, write) => `strpos(fold(${write(operands[1])}::text), fold(${write(operands[0])}::text))`,
  TIMESTAMP: (operands, write) => (operands.length > 1 ? `(${write(operands[0])}::timestamp + coalesce(${write(operands[1])}, interval '0'))` : `${write(operands[0])}::timestamp`),
  EXTRACT: (operands, write) => {
    const [unit] = operands;
    const word = unit === undefined ? '' : 'column' in unit ? unit.column.field : 'literal' in unit ? String(unit.literal) : '';
    if (!UNITS.has(word.toUpperCase())) throw malformedSelect(`EXTRACT ${word}`);
    return `extract(${word.toLowerCase()} from ${write(operands[1])}::timestamp)::integer`;
  },
};
