/** A column as a caller names it, before any doctype has been asked whether it exists. */
export interface ColumnName {
  field: string;
  /** Set by `` `tabX`.`field` `` and by the four-part filter. */
  doctype?: string;
  /** The Link or Table field of a dotted name: `customer` in `customer.territory`. */
  via?: string;
}

/** An argument of an aggregate or function: a column, a plain value, another function, or `*` for COUNT. */
export type Operand = { column: ColumnName } | { literal: string | number | null } | { call: Call } | { star: true };

/** A function in dict form, `{"SUM": "grand_total"}`. */
export interface Call {
  name: string;
  operands: readonly Operand[];
}

/** One thing a caller selects. */
export type SelectItem =
  | { kind: 'all' }
  | { kind: 'column'; column: ColumnName; alias?: string }
  | { kind: 'call'; call: Call; alias?: string }
  | { kind: 'children'; table: string; fields: readonly string[] };

export const OPERATORS = [
  '=', '!=', '<', '>', '<=', '>=', 'like', 'not like', 'ilike', 'in', 'not in', 'between', 'is', 'timespan', 'previous', 'next', 'regex',
  'ancestors of', 'descendants of', 'descendants of (inclusive)', 'not ancestors of', 'not descendants of',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** A filter: one comparison, or comparisons joined by and / or. */
export type Condition =
  | { kind: 'compare'; column: ColumnName; operator: Operator; value: unknown }
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'any'; of: readonly Condition[] };

/** One term of `order_by`. */
export interface OrderTerm {
  column: ColumnName;
  descending: boolean;
}

/** Which generation of the API speaks: they differ in what they forgive. */
export type Dialect = 'v1' | 'v2';

/** A list request, typed: what to read, which rows, in which order, how many. */
export interface ListIntent {
  doctype: string;
  dialect: Dialect;
  select: readonly SelectItem[];
  where: Condition | undefined;
  orderBy: readonly OrderTerm[];
  groupBy: readonly ColumnName[];
  start: number;
  /** Rows at most; 0 is all of them. */
  limit: number;
  distinct: boolean;
  expand: readonly string[];
  /** Parent doctype, needed to list a child table. */
  parent: string | undefined;
}
