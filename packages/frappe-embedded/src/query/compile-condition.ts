import { Temporal } from '@gigafibre/kernel';
import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { isNumber } from '../fieldtypes.ts';
import type { Bindings } from './bindings.ts';
import type { Condition, Dialect, Operator } from './intent.ts';
import { badFilterValue, columnNotPermitted, orderNotPermitted } from './refusals.ts';
import type { Column, Scope } from './scope.ts';
import { daysOf } from './timespan.ts';
import { castOf, comparable, listOf, type DayEnd } from './values.ts';
import { asText } from '../text.ts';

/** What a comparison needs to become SQL. */
interface Comparison {
  ctx: Context;
  bindings: Bindings;
  column: Column;
  operator: Operator;
  value: unknown;
  dialect: Dialect;
}

/**
 * A condition as SQL with bound values. In v1 a NULL column counts as its type's empty value, as Frappe's list engine has it.
 * @throws SiteError for unknown columns (417 in v1, 403 in v2) and impossible values.
 */
export function compileCondition(ctx: Context, scope: Scope, bindings: Bindings, { condition, dialect }: { condition: Condition; dialect: Dialect }): string {
  if (condition.kind !== 'compare') {
    const parts = condition.of.map((each) => compileCondition(ctx, scope, bindings, { condition: each, dialect }));
    return parts.length === 0 ? 'true' : `(${parts.join(condition.kind === 'all' ? ' and ' : ' or ')})`;
  }
  const { operator, value } = condition;
  const column = resolveFilter(ctx, scope, condition.column, dialect);
  return COMPILERS[operator]({ ctx, bindings, column, operator, value, dialect });
}

function resolveFilter(ctx: Context, scope: Scope, name: Parameters<Scope['resolve']>[0], dialect: Dialect): Column {
  const column = scope.resolve(name);
  if (typeof column !== 'string') return column;
  if (column === 'denied') throw orderNotPermitted(`${name.via ?? ''}.${name.field}`);
  const isBare = name.via === undefined && name.doctype === undefined;
  const inTable = dialect === 'v2' && isBare && column === 'unknown' ? scope.base.tableFields.find((table) => ctx.findMeta(table.options ?? '')?.columns.has(name.field)) : undefined;
  const joined = inTable === undefined ? column : scope.resolve({ field: name.field, via: inTable.fieldname });
  if (typeof joined === 'string') throw columnNotPermitted(name.field, dialect);
  return joined;
}

const keyOf = (column: Column): string => (column.kind === 'text' ? `fold(${column.sql})` : column.sql);

function bound({ bindings, column }: Comparison, value: unknown, end?: DayEnd): string {
  const plain = comparable(column.kind, value, end);
  const place = `${bindings.bind(plain)}::${castOf(column.kind, plain)}`;
  return column.kind === 'text' ? `fold(${place})` : place;
}

/** Whether NULL and this value are the same to Frappe: '' for text, nothing for dates; numbers are never NULL. */
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || value === 0 || value === false;
const forgivesNull = ({ column, dialect }: Comparison): boolean => column.nullable && dialect === 'v1';
const orNull = (c: Comparison, sql: string): string => (forgivesNull(c) ? `(${sql} or ${c.column.sql} is null)` : sql);
const isTemporal = (column: Column): boolean => column.kind === 'date' || column.kind === 'datetime' || column.kind === 'time';

function equal(c: Comparison): string {
  if (c.value === null || c.value === undefined) return isNumber(c.column.kind) ? `${c.column.sql} = 0` : `${c.column.sql} is null`;
  if (isTemporal(c.column) && c.value === '') return `${c.column.sql} is null`;
  const sql = `${keyOf(c.column)} = ${bound(c, c.value)}`;
  return isEmpty(c.value) ? orNull(c, sql) : sql;
}

function unequal(c: Comparison): string {
  const { column, value } = c;
  if (isTemporal(column) && isEmpty(value)) return `${column.sql} is not null`;
  const sql = `${keyOf(column)} <> ${bound(c, value ?? (isNumber(column.kind) ? 0 : ''))}`;
  return isEmpty(value) ? sql : orNull(c, sql);
}

function ordered(c: Comparison): string {
  const { column, operator } = c;
  if (isTemporal(column) && isEmpty(c.value)) return operator.startsWith('>') ? `${column.sql} is not null` : `${column.sql} is null`;
  const sql = `${keyOf(column)} ${operator} ${bound(c, c.value)}`;
  const reachesEmpty = operator.startsWith('<') || (operator === '>=' && isEmpty(c.value));
  return reachesEmpty ? orNull(c, sql) : sql;
}

function like(c: Comparison): string {
  const { column, operator, bindings } = c;
  const negated = operator === 'not like';
  const raw = asText(c.value);
  const trailing = /\\*$/.exec(raw)?.[0].length ?? 0;
  const pattern = bindings.bind(trailing % 2 === 1 ? `${raw}\\` : raw);
  const sql = `${column.kind === 'text' ? keyOf(column) : `${column.sql}::text`} ${negated ? 'not like' : 'like'} fold(${pattern}::text)`;
  return negated ? orNull(c, sql) : sql;
}

function among(c: Comparison): string {
  const { column, operator, bindings } = c;
  const values = listOf(c.value);
  const wanted = isTemporal(column) ? values.filter((value) => !isEmpty(value)) : values;
  const plain = wanted.map((value) => comparable(column.kind, value));
  const place = `${bindings.bind(plain)}::${castOf(column.kind, plain)}[]`;
  const list = column.kind === 'text' ? `array(select fold(each) from unnest(${place}) each)` : place;
  const hasEmpty = values.some((value) => isEmpty(value));
  if (operator === 'in') return hasEmpty && forgivesNull(c) ? `(${keyOf(column)} = any(${list}) or ${column.sql} is null)` : `${keyOf(column)} = any(${list})`;
  const outside = `${keyOf(column)} <> all(${list})`;
  return column.nullable && !hasEmpty ? `(${outside} or ${column.sql} is null)` : outside;
}

function between(c: Comparison): string {
  const [from, to, ...rest] = Array.isArray(c.value) ? (c.value as unknown[]) : asText(c.value).split(',');
  if (from === undefined || to === undefined || rest.length > 0) throw badFilterValue('between', 'a list of two');
  return `${keyOf(c.column)} between ${bound(c, from)} and ${bound(c, to, 'end')}`;
}

function presence({ column, value }: Comparison): string {
  const wanted = asText(value).trim().toLowerCase();
  if (wanted !== 'set' && wanted !== 'not set') throw badFilterValue('is', "'set' or 'not set'");
  if (isTemporal(column)) return `${column.sql} is ${wanted === 'set' ? 'not null' : 'null'}`;
  const nothing = isNumber(column.kind) ? '0' : "''";
  return wanted === 'set' ? `${column.sql} <> ${nothing}` : `(${column.sql} is null or ${column.sql} = ${nothing})`;
}

function withinDays(c: Comparison): string {
  const { ctx, operator, value } = c;
  if (operator !== 'timespan' && operator !== 'previous' && operator !== 'next') throw badFilterValue(operator, 'a time span');
  const range = daysOf(operator, value, Temporal.PlainDate.from(ctx.today()));
  return `${keyOf(c.column)} between ${bound(c, range.from.toString())} and ${bound(c, range.to.toString(), 'end')}`;
}

/** Trees are walked by the parent field: it is what people edit, and it is true even where lft and rgt are not kept. */
function tree({ ctx, bindings, column, operator, value }: Comparison): string {
  const target = column.field === 'name' ? column.meta : ctx.findMeta(column.meta.byName.get(column.field)?.options ?? '');
  const parentField = target === undefined ? undefined : parentFieldOf(target.name, target.source['nsm_parent_field']);
  if (target === undefined || parentField === undefined || !target.columns.has(parentField)) throw badFilterValue(operator, 'the name of a node of a tree');
  const table = tableOf(target.name);
  const start = `select name, "${parentField}" as up, 0 as depth from ${table} where fold(name) = fold(${bindings.bind(asText(value))}::text)`;
  const down = operator.includes('descendants');
  const step = `select n.name, n."${parentField}", w.depth + 1 from ${table} n join walk w on ${down ? `n."${parentField}" = w.name` : 'n.name = w.up'} where w.depth < 100`;
  const nodes = `with recursive walk as (${start} union all ${step}) select name from walk${operator.includes('inclusive') ? '' : ' where depth > 0'}`;
  return operator.startsWith('not') ? `(${column.sql} is null or ${column.sql} not in (${nodes}))` : `${column.sql} in (${nodes})`;
}

const parentFieldOf = (doctype: string, declared: unknown): string => (typeof declared === 'string' && /^\w+$/.test(declared) ? declared : `parent_${doctype.toLowerCase().replaceAll(/\W+/g, '_')}`);

const regex = ({ bindings, column, value }: Comparison): string => `${column.sql}::text ~* ${bindings.bind(asText(value))}::text`;

const COMPILERS: Readonly<Record<Operator, (comparison: Comparison) => string>> = {
  '=': equal,
  '!=': unequal,
  '<': ordered,
  '>': ordered,
  '<=': ordered,
  '>=': ordered,
  like,
  'not like': like,
  ilike: like,
  in: among,
  'not in': among,
  between,
  is: presence,
  timespan: withinDays,
  previous: withinDays,
  next: withinDays,
  regex,
  'ancestors of': tree,
  'descendants of': tree,
  'descendants of (inclusive)': tree,
  'not ancestors of': tree,
  'not descendants of': tree,
};
