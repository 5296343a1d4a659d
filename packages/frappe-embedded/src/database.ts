import { createHash } from 'node:crypto';
import type pg from 'pg';
import { isNumber, type ColumnKind } from './fieldtypes.ts';

export type Row = Record<string, unknown>;

/**
 * SQL inside one request. Values come back as JSON means them: numbers for every numeric type, and naive texts for dates and times
 * (`2026-01-31`, `2026-01-31 14:05:09.120000`, `8:05:00`).
 */
export interface Database {
  /** A statement that only reads. */
  rows<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** A reading statement that is asked in the same words all the time, with one best plan: each connection plans it once. */
  again<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** No later statement of this request may take longer; one that does is refused with PostgreSQL's 57014. */
  hurry(milliseconds: number): Promise<void>;
  /** A statement that changes or locks something: makes sure that a transaction is open. Gives the rows of `returning`. */
  write<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

const BOOL = 16;
const INT8 = 20;
const TIMESTAMP = 1114;
const DATE = 1082;
const TIME = 1083;
const INTERVAL = 1186;
const NUMERIC = 1700;
const NUMBERS = new Set([INT8, 21, 23, 26, 700, 701, NUMERIC]);

/** PostgreSQL trims the zeros of a fraction; Python writes six digits or none at all. */
const sixDigits = (text: string): string => text.replace(/\.(\d{1,6})$/, (_, digits: string) => `.${digits.padEnd(6, '0')}`);

/** Frappe's Time has hours without a leading zero, up to 838. */
const timeText = (text: string): string => sixDigits(text).replace(/^(-?)0(\d:)/, '$1$2');

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [BOOL]: (text) => (text === 't' ? 1 : 0),
  [DATE]: (text) => text,
  [TIMESTAMP]: sixDigits,
  [TIME]: timeText,
  [INTERVAL]: timeText,
};

/** How the driver reads values for this package. Numeric sums beyond 2^53 lose digits, as they do in any JSON client. */
export const siteTypes = {
  getTypeParser: (oid: number) => (text: string) => (NUMBERS.has(oid) ? Number(text) : (parsers[oid]?.(text) ?? text)),
};

/** The same for a row that came as JSON. */
export function rowOfJson(columns: ReadonlyMap<string, ColumnKind>, row: Row): Row {
  for (const [name, kind] of columns) {
    const value = row[name];
    if (typeof value !== 'string' || kind === 'text' || isNumber(kind)) continue;
    if (kind === 'datetime') row[name] = sixDigits(value.replace('T', ' '));
    else if (kind === 'time') row[name] = timeText(value);
  }
  return row;
}

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** PostgreSQL keeps 63 bytes of an identifier; the DocType's own limit of 61 characters leaves room for almost every name. */
export const tableOf = (doctype: string): string => quote(`tab${doctype}`.slice(0, 63));

const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** PostgreSQL's text cannot hold NUL, and a lone surrogate has no UTF-8; neither may turn a save into a server error. */
export const storableText = (text: string): string => text.replaceAll(UNSTORABLE, '');

const storable = (value: unknown): unknown => (typeof value === 'string' ? storableText(value) : value);

export async function execute<T extends Row>(client: pg.ClientBase, sql: string, params: readonly unknown[] = []): Promise<T[]> {
  const result = await client.query<T>({ text: sql, values: params.map(storable), types: siteTypes });
  return result.rows;
}

/** The same as a prepared statement. Its columns must be named: `*` would change under it with the table. */
export async function executeAgain<T extends Row>(client: pg.ClientBase, sql: string, params: readonly unknown[] = []): Promise<T[]> {
  const name = createHash('sha1').update(sql).digest('hex');
  const result = await client.query<T>({ name, text: sql, values: params.map(storable), types: siteTypes });
  return result.rows;
}
