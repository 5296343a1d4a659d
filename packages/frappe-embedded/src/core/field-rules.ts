import type { Context } from '../context.ts';
import { invalid } from '../errors.ts';
import { isLayoutType, isLongText, isMediumText, isTableType } from '../fieldtypes.ts';
import type { SiteDocument } from '../hooks.ts';
import { flag } from '../meta.ts';
import { asText } from '../text.ts';

const RESERVED = new Set(['name', 'parent', 'parentfield', 'parenttype', 'creation', 'owner', 'modified', 'modified_by', 'docstatus', 'doctype', 'file_list', 'flags', 'idx', 'save', 'insert', 'delete', 'get', 'set', 'meta']);
const UNIQUE_TYPES = new Set(['Data', 'Link', 'Read Only', 'Int']);
const LONGEST = 64;

/** Lower-case snake from a label: `Signal (dBm)` gives `signal_dbm`. */
export const fieldnameOf = (label: string): string =>
  label.trim().toLowerCase().normalize('NFD').replaceAll(/\p{Diacritic}/gu, '').replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');

/** What Frappe demands of a field before it makes a column of it. @throws SiteError 417. */
export function checkField(ctx: Context, doctype: string, field: SiteDocument): void {
  const fieldname = asText(field['fieldname']);
  const fieldtype = asText(field['fieldtype']);
  const label = asText(field['label']) || fieldname;
  const refuse = (wrong: boolean, text: string): void => {
    if (wrong) throw invalid(`${doctype}: ${text}`);
  };
  refuse(RESERVED.has(fieldname), `Fieldname ${fieldname} conflicting with meta object`);
  refuse(!/^[a-z_][a-z0-9_]*$/.test(fieldname) || fieldname.length > LONGEST, `Fieldname <strong>${fieldname}</strong> cannot have capital letters, special characters or more than 64 of them`);
  refuse(flag(field['reqd']) && isLayoutType(fieldtype), `Field ${label} of type ${fieldtype} cannot be mandatory`);
  refuse(flag(field['reqd']) && flag(field['hidden']) && asText(field['default']) === '', `Field ${label} cannot be hidden and mandatory without default`);
  refuse(flag(field['unique']) && !UNIQUE_TYPES.has(fieldtype), `Fieldtype ${fieldtype} for ${label} cannot be unique`);
  refuse(flag(field['search_index']) && (isLongText(fieldtype) || isMediumText(fieldtype)), `Fieldtype ${fieldtype} for ${label} cannot be indexed`);
  refuse(fieldtype === 'Check' && !['', '0', '1'].includes(asText(field['default'])), `Default for 'Check' type of field ${label} must be either '0' or '1'`);
  refuse(flag(field['in_list_view']) && (isTableType(fieldtype) || isLayoutType(fieldtype)), `'In List View' not allowed for type ${fieldtype} of field ${label}`);
  checkOptions(ctx, doctype, field);
}

function checkOptions(ctx: Context, doctype: string, field: SiteDocument): void {
  const fieldtype = asText(field['fieldtype']);
  const options = asText(field['options']);
  const label = asText(field['label']) || asText(field['fieldname']);
  if (fieldtype === 'Select') checkPreset(label, options, asText(field['default']));
  if (fieldtype === 'Link' || isTableType(fieldtype)) checkTarget(ctx, doctype, { label, options, isTable: isTableType(fieldtype) });
}

function checkPreset(label: string, options: string, preset: string): void {
  const choices = options.split('\n').map((choice) => choice.trim());
  if (preset !== '' && options !== '' && !choices.includes(preset)) throw invalid(`Default value for ${label} must be in the list of options.`);
}

function checkTarget(ctx: Context, doctype: string, { label, options, isTable }: { label: string; options: string; isTable: boolean }): void {
  if (options === '') throw invalid(`Options not set for ${label}`);
  if (options === doctype) return;
  const target = ctx.findMeta(options);
  if (target === undefined) throw invalid(`Options must be a valid DocType for field ${label} in ${doctype}`);
  if (isTable && !target.isTable) throw invalid(`Option ${options} for field ${label} is not a child table`);
}
