import type { Context } from '../context.ts';
import { quote, tableOf, type Row } from '../database.ts';
import { notice, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { labelOf, type Meta } from '../meta.ts';
import { indexName } from '../schema.ts';
import { insertRows, sqlCast, stored } from './rows.ts';
import { writeSingle } from './singles.ts';
import { childRows, rowsOf } from './values.ts';

interface DatabaseRefusal {
  code: string;
  constraint?: string;
  detail?: string;
  message: string;
}

const UNIQUE_VIOLATION = '23505';

/** Writes a new document with its rows. @throws SiteError DuplicateEntryError (409) for a taken name, UniqueValidationError for a taken value. */
export async function storeNew(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  if (meta.isSingle) await writeSingle(ctx, meta, doc);
  else if (meta.autoname === 'autoincrement') await insertNumbered(ctx, meta, doc);
  else await refusing(ctx, meta, doc, () => insertRows(ctx.db, meta, [withoutBlankUniques(meta, doc)]));
  await storeRows(ctx, meta, doc);
}

/** Writes a document that exists, and its tables whole. */
export async function storeChanged(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  if (meta.isSingle) await writeSingle(ctx, meta, doc);
  else {
    const row = withoutBlankUniques(meta, doc);
    const columns = [...meta.columns].filter(([name]) => name !== 'name' && !name.startsWith('_'));
    const sets = columns.map(([name, kind], at) => `${quote(name)} = $${at + 2}::${sqlCast(kind)}`);
    await refusing(ctx, meta, doc, () => ctx.db.write(`update ${tableOf(meta.name)} set ${sets.join(', ')} where name = $1`, [doc.name, ...columns.map(([name, kind]) => stored(kind, row[name]))]));
  }
  for (const child of new Set(meta.tableFields.map((field) => field.options ?? ''))) {
    if (ctx.findMeta(child) !== undefined) await ctx.db.write(`delete from ${tableOf(child)} where parent = $1 and parenttype = $2`, [doc.name, meta.name]);
  }
  await storeRows(ctx, meta, doc);
}

async function storeRows(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const byChild = new Map<Meta, SiteDocument[]>();
  for (const { row, child, field } of childRows(ctx, meta, doc)) {
    Object.assign(row, { parent: doc.name, parenttype: meta.name, parentfield: field.fieldname });
    byChild.set(child, [...(byChild.get(child) ?? []), row]);
  }
  for (const [child, rows] of byChild) await refusing(ctx, child, rows[0] ?? doc, () => insertRows(ctx.db, child, rows.map((row) => withoutBlankUniques(child, row))));
}

async function insertNumbered(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const rows = await ctx.db.write<{ name: number }>(`select nextval(pg_get_serial_sequence($1, 'name')) as name`, [tableOf(meta.name)]);
  Object.assign(doc, { name: rows[0]?.name });
  await insertRows(ctx.db, meta, [doc]);
}

/** Rows of a table in `idx` order, numbered from 1 as they stand. */
export function renumber(meta: Meta, doc: SiteDocument): void {
  for (const field of meta.tableFields) for (const [at, row] of rowsOf(doc, field.fieldname).entries()) row['idx'] = at + 1;
}

/** An empty unique value is no value: MariaDB's unique index would let NULL repeat but not ''. */
function withoutBlankUniques(meta: Meta, doc: Row): Row {
  const blank = meta.valueFields.filter((field) => Number(field['unique'] ?? 0) === 1 && doc[field.fieldname] === '');
  return blank.length === 0 ? doc : { ...doc, ...Object.fromEntries(blank.map((field) => [field.fieldname, null])) };
}

async function refusing(ctx: Context, meta: Meta, doc: SiteDocument, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const refusal = error as DatabaseRefusal;
    if (refusal.code !== UNIQUE_VIOLATION) throw error;
    throw duplicate(ctx, meta, doc, refusal);
  }
}

function duplicate(ctx: Context, meta: Meta, doc: SiteDocument, refusal: DatabaseRefusal): SiteError {
  const exceptionText = `('${meta.name}', '${doc.name}', IntegrityError(1062, "${refusal.detail ?? refusal.message}"))`;
  const field = meta.valueFields.find((each) => refusal.constraint === indexName(meta.name, each.fieldname, true));
  if (field !== undefined) {
    ctx.messages.push(notice(`${labelOf(meta, field.fieldname)} must be unique`));
    return new SiteError('UniqueValidationError', `${field.fieldname} must be unique`, { silent: true, exceptionText });
  }
  ctx.messages.push(notice(`${meta.name} <strong>${doc.name}</strong> already exists`, 'Duplicate Name', 'red'));
  return new SiteError('DuplicateEntryError', `${meta.name} ${doc.name} already exists`, { silent: true, exceptionText });
}
