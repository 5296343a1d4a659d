import type { Context } from '../context.ts';
import { quote, tableOf, type Row } from '../database.ts';
import { missing } from '../errors.ts';
import { SIDE_FIELDS, type DocField, type Meta } from '../meta.ts';
import { findRow, toDocument } from '../documents.ts';
import { levelsOf, may } from '../permissions.ts';
import { createBindings } from './bindings.ts';
import { compileCount, compileList, type RowIntent } from './compile-list.ts';
import type { Output } from './compile-select.ts';
import type { ListIntent } from './intent.ts';
import { columnNotPermitted, impossibleQuestion } from './refusals.ts';
import { asText } from '../text.ts';
import { asFloat } from './float.ts';

/** The rows of a list, each with exactly the fields asked for, NULL kept. */
export interface Listing {
  rows: Row[];
  /** The statement that was run, for `debug`. */
  sql: string;
}

/**
 * Reads a list as the user may see it.
 * @throws SiteError as the list engine refuses.
 */
export async function readList(ctx: Context, intent: ListIntent): Promise<Listing> {
  const meta = ctx.meta(intent.doctype);
  if (meta.isSingle) throw missing('DocType', meta.name);
  const statement = await compileList(ctx, intent);
  const rows = await answered(ctx.db.rows(statement.sql, statement.values));
  markFloats(rows, statement.outputs);
  await nestChildren(ctx, meta, intent, rows);
  await expandLinks(ctx, meta, intent, rows);
  return { rows, sql: statement.sql };
}

/** A count walks everything that meets its filters: one that takes this long is not worth waiting for. */
const PATIENCE_MS = 10_000;


/**
 * Reads several lists in one question to the database. Their rows come as JSON has them: only for texts and numbers.
 * @throws SiteError as the list engine refuses any of them.
 */
export async function readLists(ctx: Context, intents: readonly ListIntent[]): Promise<Row[][]> {
  if (intents.length === 0) return [];
  const bindings = createBindings();
  const parts: string[] = [];
  for (const intent of intents) parts.push(`(select json_agg(r) from (${(await compileList(ctx, intent, bindings)).sql}) r) as "${parts.length}"`);
  const [found = {}] = await answered(ctx.db.rows(`select ${parts.join(', ')}`, bindings.values));
  return parts.map((_, at) => JSON.parse(asText(found[at]) || '[]') as Row[]);
}

/** Counts rows; see `compileCount`. @throws the database's 57014 when that takes more than ten seconds. */
export async function readCount(ctx: Context, intent: RowIntent, options: { distinct: boolean; limit: number }): Promise<number> {
  const { sql, values, isBrief } = await compileCount(ctx, intent, options);
  if (!isBrief) await ctx.db.hurry(PATIENCE_MS);
  const [row] = await answered(ctx.db.rows<{ n: number }>(sql, values));
  return row?.n ?? 0;
}

/** What PostgreSQL refuses of a question that was well formed: impossible values (22), functions and types that do not go together (42). */
const IMPOSSIBLE = /^(?:22|42804|42846|42883)/;

async function answered<T>(rows: Promise<T>): Promise<T> {
  return rows.catch((error: unknown) => {
    const { code, message } = error as { code?: unknown; message: string };
    throw typeof code === 'string' && IMPOSSIBLE.test(code) ? impossibleQuestion(message, error) : error;
  });
}

/** Decimal columns are written with a decimal point even when they are whole. */
function markFloats(rows: Row[], outputs: readonly Output[]): void {
  const floats = outputs.filter((output) => output.kind === 'decimal').map((output) => output.key);
  if (floats.length === 0) return;
  for (const row of rows) for (const key of floats) row[key] = asFloat(row[key]);
}

/** `{"items":["item_code"]}`: one more statement per table field, for all rows at once. */
async function nestChildren(ctx: Context, meta: Meta, intent: ListIntent, rows: Row[]): Promise<void> {
  for (const item of intent.select) {
    if (item.kind !== 'children') continue;
    const child = ctx.findMeta(meta.tableFields.find((field) => field.fieldname === item.table)?.options ?? '');
    if (child === undefined) throw columnNotPermitted(item.table, intent.dialect);
    const fields = childFields(ctx, meta, child, item.fields);
    const found = await ctx.db.rows(
      `select parent as "..parent"${fields.map((field) => `, ${quote(field)}`).join('')} from ${tableOf(child.name)} where parent = any($1::text[]) and parenttype = $2 and parentfield = $3 order by parent, idx`,
      [rows.map((row) => row['name']), meta.name, item.table],
    );
    const byParent = new Map<unknown, Row[]>(rows.map((row) => [row['name'], []]));
    for (const { '..parent': parent, ...rest } of found) byParent.get(parent)?.push(floatsOf(child, rest));
    for (const row of rows) row[item.table] = byParent.get(row['name']) ?? [];
  }
}

function childFields(ctx: Context, meta: Meta, child: Meta, asked: readonly string[]): string[] {
  const names = asked.includes('*') ? [...child.columns.keys()] : asked;
  const readable = levelsOf(ctx, meta, 'read');
  return names.filter((name) => {
    if (!child.columns.has(name)) throw columnNotPermitted(name);
    return readable(Number(child.byName.get(name)?.['permlevel'] ?? 0));
  });
}

const floatsOf = (meta: Meta, row: Row): Row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, meta.columns.get(key) === 'decimal' ? asFloat(value) : value]));

/** `expand`: link values become the linked records, read once each. */
async function expandLinks(ctx: Context, meta: Meta, intent: ListIntent, rows: Row[]): Promise<void> {
  const known = new Map<string, Row | undefined>();
  for (const fieldname of intent.expand) {
    const field = meta.byName.get(fieldname);
    if (field === undefined) continue;
    for (const row of rows) {
      const name = row[fieldname];
      const doctype = linkTarget(field, row);
      if (doctype === undefined || typeof name !== 'string' || name === '') continue;
      const key = `${doctype}\n${name}`;
      if (!known.has(key)) known.set(key, await linked(ctx, doctype, name));
      row[fieldname] = known.get(key) ?? name;
    }
  }
}

/** The DocType a Link or Dynamic Link of a row points into; undefined for other fields. */
export function linkTarget(field: DocField, row: Readonly<Row>): string | undefined {
  const target = field.fieldtype === 'Link' ? field.options : field.fieldtype === 'Dynamic Link' ? row[field.options ?? ''] : undefined;
  return typeof target === 'string' && target !== '' ? target : undefined;
}

/** A linked record's readable fields, without child rows; undefined when it is out of the user's sight. */
async function linked(ctx: Context, doctype: string, name: string): Promise<Row | undefined> {
  const meta = ctx.findMeta(doctype);
  if (meta === undefined || meta.isSingle) return undefined;
  const row = await findRow(ctx, meta, name);
  if (row === undefined || !may(ctx, meta, 'read', toDocument(meta, row))) return undefined;
  const readable = levelsOf(ctx, meta, 'read');
  const visible = Object.entries(row).filter(([key]) => !SIDE_FIELDS.includes(key) && readable(Number(meta.byName.get(key)?.['permlevel'] ?? 0)));
  return floatsOf(meta, Object.fromEntries(visible));
}
