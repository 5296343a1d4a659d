import type { Context } from '../context.ts';
import { tableOf, type Row } from '../database.ts';
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
  const row = await findRow(ctx, meta, name, options.lock === true);
  if (row === undefined) return undefined;
  return withChildren(ctx, meta, toDocument(meta, row));
}

/** One row by name, compared as the site compares names. */
export async function findRow(ctx: Context, meta: Meta, name: string, lock = false): Promise<Row | undefined> {
  const table = tableOf(meta.name);
  const numbered = meta.columns.get('name') === 'bigint';
  if (numbered && !/^\d{1,18}$/.test(name)) return undefined;
  const sql = (condition: string): string => `select * from ${table} where ${condition}${lock ? ' for update' : ''}`;
  const read = (condition: string): Promise<Row[]> => (lock ? ctx.db.write(sql(condition), [name]) : ctx.db.rows(sql(condition), [name]));
  const exact = await read('name = $1');
  if (exact.length > 0 || numbered || meta.isTable) return exact[0];
  return (await read('fold(name) = fold($1)'))[0];
}

async function withChildren(ctx: Context, meta: Meta, doc: SiteDocument): Promise<SiteDocument> {
  const read = new Map<string, Row[]>();
  for (const field of meta.tableFields) {
    const child = ctx.findMeta(field.options ?? '');
    if (child === undefined) {
      doc[field.fieldname] = [];
      continue;
    }
    const rows = read.get(child.name) ?? (await ctx.db.rows(`select * from ${tableOf(child.name)} where parent = $1 and parenttype = $2 order by idx, name`, [doc.name, meta.name]));
    read.set(child.name, rows);
    doc[field.fieldname] = rows.filter((row) => row['parentfield'] === field.fieldname).map((row) => toDocument(child, row));
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
