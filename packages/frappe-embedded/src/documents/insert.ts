import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { checkAmendment } from './amendment.ts';
import { validateFields } from './checks.ts';
import { insertRow } from './child-rows.ts';
import { fillDefaults, fillRowDefaults } from './defaults.ts';
import { resetHigherLevels } from './levels.ts';
import { validateLinks } from './links.ts';
import { nameDocument, nameRows } from './naming.ts';
import { keepSecrets } from './secrets.ts';
import { renumber, storeNew } from './store.ts';
import { childRows, emptyDocument, lay, type Values } from './values.ts';

export interface InsertOptions {
  /** v2 and the site's own work: a `name` among the values is honoured whatever the naming rule. */
  keepName?: boolean;
}

/**
 * Creates a document; `docstatus: 1` among the values submits it as well. Unknown keys are dropped.
 * A row of a child table may be created by itself when it names its parent.
 * @throws SiteError in the order of checks that Frappe has.
 */
export async function insertDocument(ctx: Context, doctype: string, values: Values, options: InsertOptions = {}): Promise<SiteDocument> {
  const meta = ctx.meta(doctype);
  if (meta.isTable) return insertRow(ctx, meta, values);
  const doc = emptyDocument(meta);
  lay(ctx, meta, doc, values);
  for (const { row } of childRows(ctx, meta, doc)) row.name = '';
  await fillDefaults(ctx, meta, doc);
  await fillRowDefaults(ctx, meta, doc);
  stamp(ctx, meta, doc);
  requireRight(ctx, meta, 'create');
  await validateLinks(ctx, meta, doc);
  const hooks = ctx.hooks(doctype);
  await hooks.beforeInsert?.(ctx, doc);
  await nameDocument(ctx, meta, doc, { given: givenName(values), keep: options.keepName === true });
  await resetHigherLevels(ctx, meta, doc, undefined);
  requireFirstStep(ctx, meta, doc);
  await hooks.beforeValidate?.(ctx, doc);
  await hooks.validate?.(ctx, doc);
  if (doc['docstatus'] === 1) await hooks.beforeSubmit?.(ctx, doc);
  finishFields(ctx, meta, doc);
  await keepSecrets(ctx, meta, doc);
  await storeNew(ctx, meta, doc);
  await followUp(ctx, meta, doc);
  return doc;
}

async function followUp(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const hooks = ctx.hooks(meta.name);
  await hooks.afterInsert?.(ctx, doc);
  await checkAmendment(ctx, meta, doc);
  await hooks.onUpdate?.(ctx, doc);
  if (doc['docstatus'] === 1) await hooks.onSubmit?.(ctx, doc);
}

/** The checks of the fields, and the last touches before a document is stored. */
export function finishFields(ctx: Context, meta: Meta, doc: SiteDocument): void {
  renumber(meta, doc);
  stampRows(ctx, meta, doc);
  nameRows(ctx, meta, doc);
  validateFields(ctx, meta, doc);
  const field = /^field:(.+)$/.exec(meta.autoname)?.[1]?.trim();
  if (field !== undefined && meta.columns.has(field)) doc[field] = doc.name;
}

function stamp(ctx: Context, meta: Meta, doc: SiteDocument): void {
  const now = ctx.now();
  Object.assign(doc, { owner: ctx.user, creation: now, modified: now, modified_by: ctx.user });
  stampRows(ctx, meta, doc);
}

/** Rows follow their document: who changed it and when, and its docstatus. */
export function stampRows(ctx: Context, meta: Meta, doc: SiteDocument): void {
  for (const { row } of childRows(ctx, meta, doc)) {
    row['owner'] ??= doc['owner'];
    row['creation'] ??= doc['creation'];
    Object.assign(row, { modified: doc['modified'], modified_by: doc['modified_by'], docstatus: doc['docstatus'] });
  }
}

function requireFirstStep(ctx: Context, meta: Meta, doc: SiteDocument): void {
  if (doc['docstatus'] === 2) throw new SiteError('DocstatusTransitionError', 'Cannot change docstatus from 0 (Draft) to 2 (Cancelled)', { silent: true });
  if (doc['docstatus'] === 1) requireRight(ctx, meta, 'submit', doc);
}

const givenName = (values: Values): string => {
  const name = values['name'] ?? values['__newname'];
  return typeof name === 'string' || typeof name === 'number' ? String(name) : '';
};
