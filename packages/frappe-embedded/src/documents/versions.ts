import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import type { DocField, Meta } from '../meta.ts';
import { asText } from '../text.ts';
import { hashName } from './hash-name.ts';
import { insertRows } from './rows.ts';
import { rowsOf } from './values.ts';

type Change = [field: string, before: unknown, after: unknown];

interface Difference {
  changed: Change[];
  added: [table: string, row: object][];
  removed: [table: string, row: object][];
  row_changed: [table: string, idx: number, name: string, changes: Change[]][];
  data_import: null;
  updater_reference: null;
}

/** Keeps what a save changed as a Version, where the DocType tracks changes and something did change. */
export async function keepVersion(ctx: Context, meta: Meta, before: SiteDocument, after: SiteDocument): Promise<void> {
  if (!meta.trackChanges) return;
  const difference = differenceOf(ctx, meta, before, after);
  if (difference === undefined) return;
  const now = ctx.now();
  await insertRows(ctx.db, ctx.meta('Version'), [{ name: hashName(ctx.site), owner: ctx.user, creation: now, modified: now, modified_by: ctx.user, ref_doctype: meta.name, docname: after.name, data: JSON.stringify(difference) }]);
}

/** What two versions of a document differ in; undefined when in nothing. */
export function differenceOf(ctx: Context, meta: Meta, before: SiteDocument, after: SiteDocument): Difference | undefined {
  const difference: Difference = { changed: changesOf(meta, before, after), added: [], removed: [], row_changed: [], data_import: null, updater_reference: null };
  if (before['docstatus'] !== after['docstatus']) difference.changed.push(['docstatus', before['docstatus'], after['docstatus']]);
  for (const field of meta.tableFields) {
    const child = ctx.findMeta(field.options ?? '');
    if (child === undefined) continue;
    const old = new Map(rowsOf(before, field.fieldname).map((row) => [row.name, row]));
    for (const row of rowsOf(after, field.fieldname)) {
      const was = old.get(row.name);
      old.delete(row.name);
      const changes = was === undefined ? [] : changesOf(child, was, row);
      if (was === undefined) difference.added.push([field.fieldname, row]);
      else if (changes.length > 0) difference.row_changed.push([field.fieldname, Number(row['idx']) - 1, row.name, changes]);
    }
    for (const row of old.values()) difference.removed.push([field.fieldname, row]);
  }
  const some = difference.changed.length + difference.added.length + difference.removed.length + difference.row_changed.length > 0;
  return some ? difference : undefined;
}

function changesOf(meta: Meta, before: SiteDocument, after: SiteDocument): Change[] {
  return meta.valueFields
    .filter((field) => !isSame(field, before[field.fieldname], after[field.fieldname]))
    .map((field) => [field.fieldname, shown(field, before[field.fieldname]), shown(field, after[field.fieldname])]);
}

/** Whether two values say the same: nothing and empty are one, and dates and times are compared as far as both are written. */
export function isSame(field: DocField, one: unknown, other: unknown): boolean {
  return canonical(field, one) === canonical(field, other);
}

function canonical(field: DocField, value: unknown): string {
  const text = asText(value);
  if (text === '') return '';
  if (field.fieldtype === 'Date') return text.slice(0, 10);
  if (field.fieldtype === 'Datetime') return fully(text.length === 10 ? `${text} 00:00:00` : text.replace('T', ' '));
  if (field.fieldtype === 'Time') return fully(text.replace(/^0(\d:)/, '$1'));
  return text;
}

/** A time of day with its seconds, and with its fraction only where there is one. */
function fully(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const time = /:\d\d:\d\d$/.test(whole) ? whole : `${whole}:00`;
  return /[1-9]/.test(fraction) ? `${time}.${fraction.padEnd(6, '0')}` : time;
}

const money = new Intl.NumberFormat('en-CA', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const decimal = new Intl.NumberFormat('en-CA', { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** As a person reads it: amounts with their sign, floats with three places. */
function shown(field: DocField, value: unknown): unknown {
  if (value === null || value === undefined || value === '' || value === 0) return value;
  if (field.fieldtype === 'Currency') return `$ ${money.format(Number(value))}`;
  if (field.fieldtype === 'Float' || field.fieldtype === 'Percent') return `${decimal.format(Number(value))}${field.fieldtype === 'Percent' ? '%' : ''}`;
  if (field.fieldtype === 'Datetime') return asText(value).slice(0, 19);
  return value;
}
