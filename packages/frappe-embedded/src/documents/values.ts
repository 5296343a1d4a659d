import type { Context } from '../context.ts';
import { storableText } from '../database.ts';
import { invalid, SiteError } from '../errors.ts';
import { columnKind, isTableType } from '../fieldtypes.ts';
import type { SiteDocument } from '../hooks.ts';
import { asText } from '../text.ts';
import { STANDARD_FIELDS, type DocField, type Meta } from '../meta.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Python's `cint`: what is no number counts as 0. */
export function toInteger(value: unknown): number {
  return Math.trunc(toNumber(value));
}

/** Python's `flt`: thousands separators are allowed, what is no number counts as 0. */
export function toNumber(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'number' ? value : Number(asText(value).replaceAll(',', '').trim());
  return Number.isFinite(number) ? number : 0;
}

/** The rows of a table field, as documents that may be changed in place. */
export const rowsOf = (doc: SiteDocument, fieldname: string): SiteDocument[] => (Array.isArray(doc[fieldname]) ? (doc[fieldname] as SiteDocument[]) : []);

/**
 * A sent value as the document in memory holds it: numbers and checks coerced, JSON objects as text, dates as sent.
 * @throws SiteError ValidationError for a list where no table is, OperationalError (500, as MariaDB's strict mode) for an impossible date.
 */
export function cast(field: DocField, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) throw invalid(`Value for ${field.label ?? field.fieldname} cannot be a list`);
  const kind = columnKind(field.fieldtype);
  if (kind === 'text') return storableText(asText(value));
  if (kind === 'decimal') return toNumber(value);
  if (kind === 'date' || kind === 'datetime' || kind === 'time') return value === '' ? null : temporal(field, value);
  const whole = toInteger(value);
  return field.fieldtype === 'Check' ? Math.min(1, Math.abs(whole)) : whole;
}

const SHAPES: Readonly<Record<string, RegExp>> = {
  Date: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/,
  Datetime: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]([01]?\d|2[0-3]):[0-5]?\d(?::[0-5]?\d(?:\.\d{1,6})?)?)?$/,
  Time: /^-?\d{1,3}:[0-5]?\d(?::[0-5]?\d(?:\.\d{1,6})?)?$/,
};

function temporal(field: DocField, value: unknown): string {
  const text = asText(value).trim();
  const match = SHAPES[field.fieldtype]?.exec(text);
  const impossible = match === undefined || match === null || (field.fieldtype !== 'Time' && !isDay(Number(match[1]), Number(match[2]), Number(match[3])));
  if (impossible) throw new SiteError('OperationalError', `Incorrect ${field.fieldtype.toLowerCase()} value: '${text}' for column '${field.fieldname}'`, { silent: true });
  return text;
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && year > 0;
}

/** Lays sent values over a document: what the DocType has no field for is dropped, a table is replaced whole by rows built from what was sent. */
export function lay(ctx: Context, meta: Meta, doc: SiteDocument, values: Values): void {
  for (const field of meta.fields) {
    if (!(field.fieldname in values)) continue;
    const value = values[field.fieldname];
    if (!isTableType(field.fieldtype)) {
      if (meta.columns.has(field.fieldname)) doc[field.fieldname] = cast(field, value);
    } else doc[field.fieldname] = rowsFrom(ctx, meta, field, value);
  }
  if ('docstatus' in values) doc['docstatus'] = toInteger(values['docstatus'] ?? 0);
  if ('idx' in values) doc['idx'] = toInteger(values['idx'] ?? 0);
}

function rowsFrom(ctx: Context, meta: Meta, field: DocField, value: unknown): SiteDocument[] {
  if (value === null || value === undefined || value === '') return [];
  if (!Array.isArray(value)) throw new SiteError('TypeError', `${field.fieldname} must be a list of rows`, { silent: true });
  const child = ctx.meta(field.options ?? '');
  return value.map((sent: unknown, at) => {
    const values = (typeof sent === 'object' && sent !== null ? sent : {}) as Values;
    const row = emptyDocument(child);
    lay(ctx, child, row, values);
    const name = values['name'];
    Object.assign(row, { name: typeof name === 'string' && name !== '' ? name : '', idx: toInteger(values['idx'] ?? 0) || at + 1, parentfield: field.fieldname, parenttype: meta.name });
    return row;
  });
}

/** A document of that DocType in which nothing is set. */
export function emptyDocument(meta: Meta): SiteDocument {
  const doc: Record<string, unknown> = {};
  for (const field of STANDARD_FIELDS) doc[field] = null;
  if (meta.isTable) Object.assign(doc, { parent: null, parentfield: null, parenttype: null });
  for (const field of meta.valueFields) doc[field.fieldname] = null;
  Object.assign(doc, { name: '', docstatus: 0, idx: 0, doctype: meta.name });
  for (const field of meta.tableFields) doc[field.fieldname] = [];
  return doc as SiteDocument;
}

/** Every row of every table field, with its Meta and the field it stands in. */
export function* childRows(ctx: Context, meta: Meta, doc: SiteDocument): Generator<{ row: SiteDocument; child: Meta; field: DocField }> {
  for (const field of meta.tableFields) {
    const child = ctx.findMeta(field.options ?? '');
    if (child === undefined) continue;
    for (const row of rowsOf(doc, field.fieldname)) yield { row, child, field };
  }
}
