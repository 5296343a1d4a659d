import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { emptyDocument, rowsOf } from '../documents/values.ts';
import { invalid, SiteError } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { flag } from '../meta.ts';
import { remeta } from '../site/registry.ts';
import { asText } from '../text.ts';
import { checkField, fieldnameOf } from './field-rules.ts';

const LONGEST = 61;

/** A custom DocType becomes a table as soon as it is saved; one that comes from a file is nobody's to change. */
export const doctypeHooks: DoctypeHooks = {
  beforeInsert: (_, doc) => {
    if (!flag(doc['custom'])) throw new SiteError('CannotCreateStandardDoctypeError', 'Not in Developer Mode! Set in site_config.json or make Custom DocType.');
  },
  validate: (ctx, doc, before) => {
    if (before !== undefined) requireCustom(ctx, doc, 'Not in Developer Mode! Set in site_config.json or make Custom DocType.');
    checkName(doc.name);
    nameFields(doc);
    addImplied(ctx, doc);
    checkFields(ctx, doc);
    checkNaming(doc);
    checkPermissions(doc);
  },
  onUpdate: async (ctx, doc) => {
    await remeta(ctx, doc.name);
  },
  onTrash: async (ctx, doc) => {
    requireCustom(ctx, doc, 'Standard DocType can not be deleted.');
    for (const [table, column] of OVERLAYS) await ctx.db.write(`delete from ${tableOf(table)} where ${column} = $1`, [doc.name]);
  },
  afterDelete: (ctx, doc) => ctx.remeta(doc.name, undefined),
};

const OVERLAYS = [
  ['Custom Field', 'dt'],
  ['Property Setter', 'doc_type'],
  ['Custom DocPerm', 'parent'],
] as const;

function requireCustom(ctx: Context, doc: SiteDocument, text: string): void {
  if (ctx.site.files.has(doc.name) || !flag(doc['custom'])) throw invalid(text);
}

function checkName(name: string): void {
  if (name.length > LONGEST) throw new SiteError('NameError', `DocType Name should be up to ${LONGEST} characters`);
  if (!/^\p{L}[\p{L}\p{N} _-]*[\p{L}\p{N}_-]$/u.test(name)) throw new SiteError('NameError', 'DocType Name should start with a letter and it can only consist of letters, numbers, spaces, underscores and hyphens');
}

function nameFields(doc: SiteDocument): void {
  for (const field of rowsOf(doc, 'fields')) {
    const label = asText(field['label']) || asText(field['fieldtype']);
    if (asText(field['fieldname']) === '') field['fieldname'] = fieldnameOf(label) || `field_${Number(field['idx'])}`;
  }
}

/** What a DocType implies: a submittable one can be amended, a field-named one has a unique field, one with a series is named by it. */
function addImplied(ctx: Context, doc: SiteDocument): void {
  const fields = rowsOf(doc, 'fields');
  const has = (fieldname: string): boolean => fields.some((field) => field['fieldname'] === fieldname);
  if (flag(doc['is_submittable']) && !has('amended_from')) {
    const field = emptyDocument(ctx.meta('DocField'));
    fields.push(Object.assign(field, { fieldname: 'amended_from', label: 'Amended From', fieldtype: 'Link', options: doc.name, no_copy: 1, read_only: 1, print_hide: 1, idx: fields.length + 1 }));
  }
  if (asText(doc['autoname']) === '' && has('naming_series')) doc['autoname'] = 'naming_series:';
  const named = /^field:(.+)$/.exec(asText(doc['autoname']))?.[1];
  for (const field of fields) if (field['fieldname'] === named) field['unique'] = 1;
}

function checkFields(ctx: Context, doc: SiteDocument): void {
  const seen = new Set<string>();
  for (const field of rowsOf(doc, 'fields')) {
    const fieldname = asText(field['fieldname']);
    if (seen.has(fieldname.toLowerCase())) throw invalid(`${doc.name}: Fieldname <strong>${fieldname}</strong> appears multiple times in rows`);
    seen.add(fieldname.toLowerCase());
    checkField(ctx, doc.name, field);
  }
  const columns = ['title_field', 'image_field', 'timeline_field'].map((key) => asText(doc[key])).concat(asText(doc['search_fields']).split(',').map((part) => part.trim()));
  const unknown = columns.find((column) => column !== '' && column !== 'name' && !seen.has(column));
  if (unknown !== undefined) throw invalid(`${doc.name}: Title, image, timeline and search fields must be valid fieldnames: ${unknown}`);
}

function checkNaming(doc: SiteDocument): void {
  const rule = asText(doc['autoname']);
  const has = (fieldname: string): boolean => rowsOf(doc, 'fields').some((field) => field['fieldname'] === fieldname);
  if (rule.startsWith('naming_series:') && !has('naming_series')) throw invalid(`Fieldname called naming_series must exist to enable autonaming`);
  const named = /^field:(.+)$/.exec(rule)?.[1];
  if (named !== undefined && !has(named)) throw invalid(`Fieldname ${named} must exist to enable autonaming`);
}

function checkPermissions(doc: SiteDocument): void {
  for (const row of rowsOf(doc, 'permissions')) {
    const at = `For ${asText(row['role'])} at level ${Number(row['permlevel'])} in ${doc.name} in row ${Number(row['idx'])}`;
    if (flag(row['submit']) && !flag(doc['is_submittable'])) throw invalid(`${at}: Cannot set Assign Submit if not Submittable`);
    if (flag(row['submit']) && !flag(row['write'])) throw invalid(`${at}: Cannot set Submit, Cancel, Amend without Write`);
    if ((flag(row['cancel']) || flag(row['amend'])) && !flag(row['submit'])) throw invalid(`${at}: Cannot set Cancel without Submit`);
    if (flag(row['import']) && !flag(row['create'])) throw invalid(`${at}: Cannot set Import without Create`);
  }
}
