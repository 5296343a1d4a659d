import type { Context } from '../context.ts';
import { quote, rowOfJson, tableOf, type Row } from '../database.ts';
import { missing, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { CHILD_FIELDS, flag, STANDARD_FIELDS, type Meta } from '../meta.ts';
import { levelsOf, requireRight } from '../permissions.ts';
import { asText } from '../text.ts';
import { readSingle } from './singles.ts';

export interface ReadOptions {
  /** Locks the row until the request ends. */
  lock?: boolean;
}

/**
 * A whole document: nulls kept, side fields left out unless tags or likes are set, one array per table field in `idx` order.
 * @throws SiteError DoesNotExistError; PermissionError instead when the user has no read right at all, so that existence is not told.
 */
export async function readDocument(ctx: Context, doctype: string, name: string, options: ReadOptions = {}): Promise<SiteDocument> {
  const meta = ctx.meta(doctype);
  const doc = await findDocument(ctx, doctype, name, options);
  if (doc === undefined) {
    if (!meta.isTable) requireRight(ctx, meta, 'read');
    throw missing(doctype, name);
  }
  if (meta.isTable) await requireParent(ctx, doc);
  else requireRight(ctx, meta, 'read', doc);
  return visible(ctx, meta, doc);
}

/** The same without rights, and undefined where there is none. */
export async function findDocument(ctx: Context, doctype: string, name: string, options: ReadOptions = {}): Promise<SiteDocument | undefined> {
  const meta = ctx.meta(doctype);
  if (meta.isSingle) return readSingle(ctx, meta);
  if (options.lock !== true) return findWhole(ctx, meta, name);
  const row = await findRow(ctx, meta, name, true);
  return row === undefined ? undefined : withChildren(ctx, meta, toDocument(meta, row));
}

/** One row by name, compared as the site compares names. */
export async function findRow(ctx: Context, meta: Meta, name: string, lock = false): Promise<Row | undefined> {
  const table = tableOf(meta.name);
  return rowByName(meta, name, (condition) => (lock ? ctx.db.write(`select * from ${table} t where ${condition} for update`, [name]) : ctx.db.rows(`select * from ${table} t where ${condition}`, [name])));
}

/** Asks for the name as it was stored first, and without case and accents only when there is none. */
async function rowByName(meta: Meta, name: string, read: (condition: string) => Promise<Row[]>): Promise<Row | undefined> {
  const numbered = meta.columns.get('name') === 'bigint';
  if (numbered && !/^\d{1,18}$/.test(name)) return undefined;
  const exact = await read('t.name = $1');
  if (exact.length > 0 || numbered || meta.isTable) return exact[0];
  return (await read('fold(t.name) = fold($1)'))[0];
}

/** A document with its rows in one statement: one question to the database, one moment in time. */
async function findWhole(ctx: Context, meta: Meta, name: string): Promise<SiteDocument | undefined> {
  const children = new Set(meta.tableFields.flatMap((field) => ctx.findMeta(field.options ?? '') ?? []));
  const columns = [...meta.columns.keys()].map((column) => `t.${quote(column)}`);
  const rows = [...children].map((child, at) => `(select json_agg(c order by c.idx, c.name) from ${tableOf(child.name)} c where c.parent = t.name and c.parenttype = $2) as "..${at}"`);
  const sql = `select ${[...columns, ...rows].join(', ')} from ${tableOf(meta.name)} t`;
  const row = await rowByName(meta, name, (condition) => ctx.db.again(`${sql} where ${condition}`, children.size === 0 ? [name] : [name, meta.name]));
  if (row === undefined) return undefined;
  const read = new Map([...children].map((child, at) => [child.name, rowsOfJson(child, row[`..${at}`])]));
  return layChildren(ctx, meta, toDocument(meta, row), read);
}

const rowsOfJson = (meta: Meta, json: unknown): Row[] => (typeof json === 'string' ? (JSON.parse(json) as Row[]).map((row) => rowOfJson(meta.columns, row)) : []);

/** The rows of a locked document, read after the lock was had: they may have changed while it was waited for. */
async function withChildren(ctx: Context, meta: Meta, doc: SiteDocument): Promise<SiteDocument> {
  const read = new Map<string, Row[]>();
  for (const field of meta.tableFields) {
    const child = ctx.findMeta(field.options ?? '');
    if (child === undefined || read.has(child.name)) continue;
    read.set(child.name, await ctx.db.rows(`select * from ${tableOf(child.name)} where parent = $1 and parenttype = $2 order by idx, name`, [doc.name, meta.name]));
  }
  return layChildren(ctx, meta, doc, read);
}

/** Puts rows under the table fields they belong to. */
function layChildren(ctx: Context, meta: Meta, doc: SiteDocument, read: ReadonlyMap<string, readonly Row[]>): SiteDocument {
  for (const field of meta.tableFields) {
    const child = ctx.findMeta(field.options ?? '');
    const rows = child === undefined ? [] : (read.get(child.name) ?? []);
    doc[field.fieldname] = child === undefined ? [] : rows.filter((row) => row['parentfield'] === field.fieldname).map((row) => toDocument(child, row));
  }
  return doc;
}

const SHOWN_SIDE_FIELDS = ['_user_tags', '_liked_by'];

/** A row in document order: standard fields, then value fields, then `doctype`. */
export function toDocument(meta: Meta, row: Row): SiteDocument {
  const doc: Row = {};
  for (const field of STANDARD_FIELDS) doc[field] = row[field] ?? null;
  if (meta.isTable) for (const field of CHILD_FIELDS) doc[field] = row[field] ?? null;
  for (const field of meta.valueFields) doc[field.fieldname] = row[field.fieldname] ?? null;
  for (const field of SHOWN_SIDE_FIELDS) if (asText(row[field]) !== '') doc[field] = row[field];
  doc['doctype'] = meta.name;
  return doc as SiteDocument;
}

async function requireParent(ctx: Context, row: SiteDocument): Promise<void> {
  const parent = ctx.findMeta(asText(row['parenttype']));
  if (parent === undefined) throw new SiteError('PermissionError', `Insufficient Permission for ${row.doctype}`);
  const found = await findRow(ctx, parent, asText(row['parent']));
  requireRight(ctx, parent, 'read', found === undefined ? undefined : toDocument(parent, found));
}

/** Leaves out the fields above the levels the user may read. */
function visible(ctx: Context, meta: Meta, doc: SiteDocument): SiteDocument {
  const readable = levelsOf(ctx, meta, 'read');
  for (const field of meta.fields) {
    if (!readable(Number(field['permlevel'] ?? 0))) Reflect.deleteProperty(doc, field.fieldname);
    else if (flag(field['is_virtual'])) doc[field.fieldname] ??= null;
  }
  return doc;
}
