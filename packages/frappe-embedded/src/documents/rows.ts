import { quote, storableText, tableOf, type Database, type Row } from '../database.ts';
import { isNumber, type ColumnKind } from '../fieldtypes.ts';
import type { Meta } from '../meta.ts';
import { asText } from '../text.ts';

const CASTS: Readonly<Record<ColumnKind, string>> = { text: 'text', int: 'integer', bigint: 'bigint', decimal: 'numeric', date: 'date', datetime: 'timestamp', time: 'interval' };

export const sqlCast = (kind: ColumnKind): string => CASTS[kind];

/** What a column holds for a value in memory; a number that was not given is 0, anything else NULL. */
export function stored(kind: ColumnKind, value: unknown): unknown {
  if (isNumber(kind)) return value === null || value === undefined || value === '' ? 0 : Number(value);
  if (value === null || value === undefined) return null;
  if (kind === 'text') return storableText(asText(value));
  return value === '' ? null : asText(value);
}

/** Inserts rows as they are, column by column, in one statement; keys without a column are dropped. */
export async function insertRows(db: Database, meta: Meta, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...meta.columns].filter(([name]) => meta.columns.get('name') !== 'bigint' || name !== 'name' || rows[0]?.['name'] !== undefined);
  const names = columns.map(([name]) => quote(name)).join(', ');
  const params = columns.map(([, kind], at) => `$${at + 1}::${sqlCast(kind)}[]`).join(', ');
  const values = columns.map(([name, kind]) => rows.map((row) => stored(kind, row[name])));
  await db.write(`insert into ${tableOf(meta.name)} (${names}) select * from unnest(${params})`, values);
}
