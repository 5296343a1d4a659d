import type { Context } from '../context.ts';
import { invalid, notice, SiteError } from '../errors.ts';
import { columnKind, isMediumText, isShortText, isTableType } from '../fieldtypes.ts';
import type { SiteDocument } from '../hooks.ts';
import { flag, labelOf, type DocField, type Meta } from '../meta.ts';
import { validateFormat } from './formats.ts';
import { asText, characters } from '../text.ts';
import { sanitized } from './sanitize.ts';
import { childRows, rowsOf } from './values.ts';

/**
 * What the fields themselves demand, in Frappe's order: mandatory, formats, options, signs, lengths; then ratings and markup are put right.
 * @throws SiteError 417 of the first kind that fails; MandatoryError names all missing fields at once.
 */
export function validateFields(ctx: Context, meta: Meta, doc: SiteDocument): void {
  requireMandatory(ctx, meta, doc);
  const parts = [{ part: doc, of: meta, row: 0 }, ...[...childRows(ctx, meta, doc)].map(({ row, child }) => ({ part: row, of: child, row: Number(row['idx']) }))];
  for (const { part, of } of parts) for (const field of of.valueFields) validateFormat(field, part[field.fieldname]);
  for (const { part, of, row } of parts) for (const field of of.valueFields) validateSelect(part, field, row);
  for (const { part, of } of parts) for (const field of of.valueFields) validateSign(of, field, part[field.fieldname]);
  for (const { part, of } of parts) for (const field of of.valueFields) validateLength(part, field);
  for (const { part, of } of parts) for (const field of of.valueFields) putRight(field, part);
}

function requireMandatory(ctx: Context, meta: Meta, doc: SiteDocument): void {
  const missing: string[] = [];
  const say = (fieldname: string, text: string): void => {
    missing.push(fieldname);
    ctx.messages.push(notice(`Error: ${text}`));
  };
  for (const field of meta.fields) {
    if (!flag(field['reqd'])) continue;
    if (isTableType(field.fieldtype)) {
      if (rowsOf(doc, field.fieldname).length === 0) say(field.fieldname, `Data missing in table ${labelOf(meta, field.fieldname)}`);
    } else if (meta.columns.has(field.fieldname) && isMissing(doc[field.fieldname])) say(field.fieldname, `Value missing for ${meta.name}: ${labelOf(meta, field.fieldname)}`);
  }
  for (const { row, child } of childRows(ctx, meta, doc)) {
    for (const field of child.valueFields) {
      if (flag(field['reqd']) && isMissing(row[field.fieldname])) say(field.fieldname, `<strong>${child.name}</strong> Row #${Number(row['idx'])}: Value missing for: ${labelOf(child, field.fieldname)}`);
    }
  }
  if (missing.length === 0) return;
  const text = `[${meta.name}, ${doc.name}]: ${missing.join(', ')}`;
  throw new SiteError('MandatoryError', text, { silent: true });
}

const isMissing = (value: unknown): boolean => value === null || value === undefined || (typeof value === 'string' && value.replaceAll(/<(?!img)[^>]*>/gi, '').trim() === '');

function validateSelect(doc: SiteDocument, field: DocField, row: number): void {
  const value = doc[field.fieldname];
  if (field.fieldtype !== 'Select' || field.fieldname === 'naming_series' || typeof value !== 'string' || value === '') return;
  const options = (field.options ?? '').split('\n').map((option) => option.trim());
  if (options.every((option) => option === '')) return;
  doc[field.fieldname] = value.trim();
  if (options.includes(value.trim())) return;
  const prefix = row === 0 ? '' : `Row #${row}:`;
  throw invalid(`${prefix} ${field.label ?? field.fieldname} cannot be "${value.trim()}". It should be one of "${options.join('", "')}"`);
}

function validateSign(meta: Meta, field: DocField, value: unknown): void {
  if (!flag(field['non_negative']) || Number(value ?? 0) >= 0) return;
  throw new SiteError('NonNegativeError', `Value cannot be negative for ${meta.name}: <strong>${field.label ?? field.fieldname}</strong>`, { title: 'Negative Value' });
}

const INT32 = 2_147_483_647;
const TEXT_BYTES = 65_535;
/** Integral digits of decimal(21,9). */
const DECIMAL_LIMIT = 1e12;

function validateLength(doc: SiteDocument, field: DocField): void {
  const text = asText(doc[field.fieldname]);
  const kind = columnKind(field.fieldtype);
  const limit = kind === 'int' ? 11 : Number(field['length'] ?? 0) || 140;
  const truncated = kind === 'int' ? Math.abs(Number(text)) > INT32 : isShortText(field.fieldtype) && characters(text) > limit;
  if (truncated) throw new SiteError('CharacterLengthExceededError', `${doc.doctype} ${doc.name}: '<strong>${field.label ?? field.fieldname}</strong>' (${text}) will get truncated, as max characters allowed is ${limit}`, { title: 'Value too big' });
  if ((kind === 'decimal' && Math.abs(Number(text)) >= DECIMAL_LIMIT) || (isMediumText(field.fieldtype) && Buffer.byteLength(text) > TEXT_BYTES)) throw tooBig(field);
}

const tooBig = (field: DocField): SiteError => new SiteError('DataTooLongException', `Data too long for column '${field.fieldname}'`, { silent: true });

function putRight(field: DocField, doc: SiteDocument): void {
  const value = doc[field.fieldname];
  if (field.fieldtype === 'Rating') doc[field.fieldname] = Math.min(1, Math.max(0, Number(value ?? 0)));
  else if (typeof value === 'string') doc[field.fieldname] = sanitized(field, value);
}
