import type { Context } from '../context.ts';
import { invalid, SiteError } from '../errors.ts';
import { isTableType } from '../fieldtypes.ts';
import type { SiteDocument } from '../hooks.ts';
import { flag, labelOf, type DocField, type Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { asText } from '../text.ts';
import { isSame } from './versions.ts';
import { rowsOf } from './values.ts';

/** What a save does to a document's standing. */
export type Action = 'save' | 'submit' | 'update-after-submit' | 'cancel';

const STEPS: Readonly<Record<string, Action>> = { '0→0': 'save', '0→1': 'submit', '1→1': 'update-after-submit', '1→2': 'cancel' };
const STANDING = ['0 (Draft)', '1 (Submitted)', '2 (Cancelled)'];

/**
 * Which step a save is, from the docstatus that is stored to the one that is wanted.
 * @throws SiteError DocstatusTransitionError, or ValidationError for a cancelled document; none of them has a message entry.
 */
export function actionOf(from: unknown, to: unknown): Action {
  if (from === 2) throw new SiteError('ValidationError', 'Cannot edit cancelled document', { silent: true });
  if (to !== 0 && to !== 1 && to !== 2) throw new SiteError('ValidationError', `Invalid docstatus: ${String(to)}`, { silent: true });
  const action = STEPS[`${String(from)}→${to}`];
  if (action !== undefined) return action;
  throw new SiteError('DocstatusTransitionError', `Cannot change docstatus from ${STANDING[Number(from)] ?? ''} to ${STANDING[to] ?? ''}`, { silent: true });
}

/** Asks for the right a step needs beyond `write`. */
export function requireStep(ctx: Context, meta: Meta, action: Action, doc: SiteDocument): void {
  if (action === 'submit' || action === 'update-after-submit') requireRight(ctx, meta, 'submit', doc);
  if (action === 'cancel') requireRight(ctx, meta, 'cancel', doc);
}

/** @throws SiteError CannotChangeConstantError when a field that is set only once differs from what is stored. */
export function checkConstants(meta: Meta, doc: SiteDocument, before: SiteDocument): void {
  for (const field of meta.valueFields) {
    const old = before[field.fieldname];
    if (!flag(field['set_only_once']) || old === null || old === '' || isSame(field, old, doc[field.fieldname])) continue;
    throw new SiteError('CannotChangeConstantError', `Value cannot be changed for <strong>${labelOf(meta, field.fieldname)}</strong>`);
  }
}

/** @throws SiteError UpdateAfterSubmitError when a submitted document differs in more than its fields allow. */
export function checkAfterSubmit(ctx: Context, meta: Meta, doc: SiteDocument, before: SiteDocument): void {
  for (const field of meta.fields) {
    if (flag(field['allow_on_submit']) || !(meta.columns.has(field.fieldname) || isTableType(field.fieldtype))) continue;
    if (!isTableType(field.fieldtype)) refuseChange(field, before[field.fieldname], doc[field.fieldname], '');
    else if (rowsOf(doc, field.fieldname).length !== rowsOf(before, field.fieldname).length) throw refusal(field, rowsOf(before, field.fieldname).length, rowsOf(doc, field.fieldname).length);
  }
  for (const table of meta.tableFields) checkRows(ctx, table, doc, before);
}

function checkRows(ctx: Context, table: DocField, doc: SiteDocument, before: SiteDocument): void {
  const fields = ctx.findMeta(table.options ?? '')?.valueFields.filter((field) => !flag(field['allow_on_submit'])) ?? [];
  const old = new Map(rowsOf(before, table.fieldname).map((row) => [row.name, row]));
  for (const row of rowsOf(doc, table.fieldname)) {
    const was = old.get(row.name);
    if (was !== undefined) for (const field of fields) refuseChange(field, was[field.fieldname], row[field.fieldname], `Row #${Number(row['idx'])}: `);
    else if (!flag(table['allow_on_submit'])) throw invalid(`Not allowed to change ${table.label ?? table.fieldname} after submission`, 'Cannot Update After Submit');
  }
}

function refuseChange(field: DocField, old: unknown, now: unknown, prefix: string): void {
  if (!isSame(field, old, now)) throw refusal(field, old, now, prefix);
}

const refusal = (field: DocField, old: unknown, now: unknown, prefix = ''): SiteError =>
  new SiteError('UpdateAfterSubmitError', `${prefix}Not allowed to change <strong>${field.label ?? field.fieldname}</strong> after submission from <strong>${said(old)}</strong> to <strong>${said(now)}</strong>`, { title: 'Cannot Update After Submit' });

const said = (value: unknown): string => (value === null || value === undefined ? 'None' : asText(value));
