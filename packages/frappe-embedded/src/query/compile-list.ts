import type { Context } from '../context.ts';
import { quote } from '../database.ts';
import type { Meta } from '../meta.ts';
import type { Tally } from '../tally/tally.ts';
import { createBindings, type Bindings } from './bindings.ts';
import { compileCondition } from './compile-condition.ts';
import { compileSelect, type Output } from './compile-select.ts';
import type { ColumnName, ListIntent, OrderTerm } from './intent.ts';
import { orderNotPermitted } from './refusals.ts';
import { rowRights } from './row-rights.ts';
import { openScope, type Column, type Scope } from './scope.ts';

/** A statement ready to be run. */
export interface Statement {
  sql: string;
  values: readonly unknown[];
}

/** A count's statement. */
export interface CountStatement extends Statement {
  /** It reads a few lines, however many rows there are. */
  isBrief: boolean;
}

/** A list's statement with the columns it will give. */
export interface ListStatement extends Statement {
  outputs: readonly Output[];
}

/** What decides which rows: the part of a request that lists and counts share. */
export type RowIntent = Pick<ListIntent, 'doctype' | 'dialect' | 'where' | 'parent'>;

/**
 * Compiles a list request under the user's rights. Values are bound, behind those that `bindings` holds already; every identifier comes from a Meta.
 * @throws SiteError as the list engine refuses: unknown fields, rights, malformed parts.
 */
export async function compileList(ctx: Context, intent: ListIntent, bindings: Bindings = createBindings()): Promise<ListStatement> {
  const { scope, where } = await openRows(ctx, intent, bindings);
  const outputs = compileSelect(scope, bindings, withName(intent), intent.dialect);
  const groups = intent.groupBy.map((name) => groupKey(scope, outputs, name));
  const isGrouped = groups.length > 0 || outputs.some((output) => output.isAggregate);
  const selected = outputs.map((output) => `${isGrouped ? anyOfGroup(output, groups) : output.sql} as ${quote(output.key)}`);
  const order = orderClause(scope, outputs, intent, { isGrouped, groups });
  const parts = [
    `select ${intent.distinct ? 'distinct ' : ''}${selected.length > 0 ? selected.join(', ') : '1'} from ${scope.from()}`,
    where === '' ? '' : `where ${where}`,
    groups.length > 0 ? `group by ${groups.join(', ')}` : '',
    order,
    intent.limit > 0 ? `limit ${bindings.bind(intent.limit)}::bigint` : '',
    intent.start > 0 ? `offset ${bindings.bind(intent.start)}::bigint` : '',
  ];
  return { sql: parts.filter((part) => part !== '').join(' '), values: bindings.values, outputs };
}

/** Compiles a count: of rows, or of distinct names when `distinct`; stops counting at `limit` when there is one. */
export async function compileCount(ctx: Context, intent: RowIntent, { distinct, limit }: { distinct: boolean; limit: number }): Promise<CountStatement> {
  const bindings = createBindings();
  const { scope, where, rights } = await openRows(ctx, intent, bindings);
  const tally = ctx.site.tallies.get(intent.doctype);
  if (tally !== undefined && rights.length === 0 && scope.isWithin(tally.fields)) return tallied(tally, { where, bindings, limit });
  const rows = `from ${scope.from()}${where === '' ? '' : ` where ${where}`}`;
  if (limit > 0) return { sql: `select count(*) as n from (select ${distinct ? 'distinct ' : ''}t.name ${rows} limit ${bindings.bind(limit)}::bigint) counted`, values: bindings.values, isBrief: false };
  return { sql: `select count(${distinct ? 'distinct t.name' : '*'}) as n ${rows}`, values: bindings.values, isBrief: false };
}

/** The same condition asked of the few lines of a tally. */
function tallied({ table }: Tally, { where, bindings, limit }: { where: string; bindings: Bindings; limit: number }): CountStatement {
  const sum = 'coalesce(sum(t.n), 0)';
  const counted = limit > 0 ? `least(${sum}, ${bindings.bind(limit)}::bigint)` : sum;
  return { sql: `select ${counted} as n from ${table} t${where === '' ? '' : ` where ${where}`}`, values: bindings.values, isBrief: true };
}

interface Rows {
  scope: Scope;
  where: string;
  /** The conditions among them that keep the user to what may be seen. */
  rights: readonly string[];
}

async function openRows(ctx: Context, intent: RowIntent, bindings: Bindings): Promise<Rows> {
  const meta = ctx.meta(intent.doctype);
  const levels = meta.isTable && intent.parent !== undefined ? ctx.meta(intent.parent) : meta;
  const scope = openScope(ctx, meta, bindings, levels);
  const rights = await rowRights(ctx, meta, intent.parent, bindings);
  const wanted = intent.where === undefined ? [] : [compileCondition(ctx, scope, bindings, { condition: intent.where, dialect: intent.dialect })];
  return { scope, where: [...wanted, ...rights].join(' and '), rights };
}

/** Nested child rows are found by the parent's name, asked for or not. */
function withName(intent: ListIntent): ListIntent['select'] {
  const hasChildren = intent.select.some((item) => item.kind === 'children');
  const hasName = intent.select.some((item) => item.kind === 'all' || (item.kind === 'column' && item.column.field === 'name' && item.column.via === undefined));
  return hasChildren && !hasName ? [{ kind: 'column', column: { field: 'name' } }, ...intent.select] : intent.select;
}

/** MariaDB groups text without case and accents, and gives any row's value of what is not grouped. */
function groupKey(scope: Scope, outputs: readonly Output[], name: ColumnName): string {
  const alias = outputs.find((output) => output.key === name.field && output.column === undefined);
  if (alias !== undefined && name.via === undefined && !alias.isAggregate) return alias.sql;
  return sortKey(readable(scope, name));
}

const anyOfGroup = (output: Output, groups: readonly string[]): string => (output.isAggregate || groups.includes(output.sql) ? output.sql : `min(${output.sql})`);

function readable(scope: Scope, name: ColumnName): Column {
  const column = scope.resolve(name);
  if (typeof column === 'string') throw orderNotPermitted(name.field);
  return column;
}

const sortKey = (column: Column): string => (column.kind === 'text' ? `fold(${column.sql})` : column.sql);

function orderClause(scope: Scope, outputs: readonly Output[], intent: ListIntent, { isGrouped, groups }: { isGrouped: boolean; groups: readonly string[] }): string {
  if (intent.orderBy.length === 0) return isGrouped || intent.distinct ? '' : `order by ${nameKey(scope.base)}`;
  const terms = intent.orderBy.map((term) => orderTerm(scope, outputs, term, { isGrouped, groups }));
  return `order by ${terms.join(', ')}`;
}

/** Without an order MariaDB walks the primary key, which is the name. */
const nameKey = (meta: Meta): string => (meta.columns.get('name') === 'text' && !meta.isTable ? 'fold(t.name)' : 't.name');

function orderTerm(scope: Scope, outputs: readonly Output[], term: OrderTerm, { isGrouped, groups }: { isGrouped: boolean; groups: readonly string[] }): string {
  const direction = term.descending ? 'desc' : 'asc';
  const alias = outputs.find((output) => output.key === term.column.field && output.column === undefined);
  if (alias !== undefined && term.column.via === undefined) return `${anyOfGroup(alias, isGrouped ? groups : [alias.sql])} ${direction}`;
  const column = aliased(outputs, term) ?? readable(scope, term.column);
  const key = sortKey(column);
  const sql = isGrouped && !groups.includes(key) ? `min(${key})` : key;
  return `${sql} ${direction}${column.nullable ? ` nulls ${term.descending ? 'last' : 'first'}` : ''}`;
}

const aliased = (outputs: readonly Output[], { column }: OrderTerm): Column | undefined =>
  column.via !== undefined || column.doctype !== undefined ? undefined : outputs.find((output) => output.key === column.field && output.column?.field !== column.field)?.column;

