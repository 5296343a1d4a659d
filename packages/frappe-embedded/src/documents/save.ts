import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { refuseLinkedOnCancel } from './back-links.ts';
import { fillRowDefaults } from './defaults.ts';
import { finishFields, stampRows } from './insert.ts';
import { resetHigherLevels } from './levels.ts';
import { validateLinks } from './links.ts';
import { keepSecrets } from './secrets.ts';
import { renumber, storeChanged } from './store.ts';
import { actionOf, checkAfterSubmit, checkConstants, requireStep, type Action } from './transitions.ts';
import { rowsOf } from './values.ts';
import { keepVersion } from './versions.ts';

export interface Saving {
  /** What is stored. */
  before: SiteDocument;
  /** The `modified` the decision was based on; absent when nobody asked. */
  expected?: unknown;
}

/**
 * Stores a document that exists already, as far as it may change: rights, then the timestamp, then its standing, then links, controllers and fields.
 * @throws SiteError in the order of checks that Frappe has.
 */
export async function saveChanged(ctx: Context, meta: Meta, doc: SiteDocument, saving: Saving): Promise<SiteDocument> {
  const { before } = saving;
  dropUnknownRows(meta, doc, before);
  await fillRowDefaults(ctx, meta, doc);
  requireRight(ctx, meta, 'write', before);
  const now = ctx.now();
  if ('expected' in saving && saving.expected !== before['modified']) throw stale(doc, before, now);
  const action = actionOf(before['docstatus'], doc['docstatus']);
  requireStep(ctx, meta, action, before);
  Object.assign(doc, { owner: before['owner'], creation: before['creation'], modified: now, modified_by: ctx.user });
  renumber(meta, doc);
  await resetHigherLevels(ctx, meta, doc, before);
  await validateLinks(ctx, meta, doc);
  const step = { ctx, hooks: ctx.hooks(meta.name), action, doc, before };
  await runBefore(step);
  if (action === 'cancel') {
    renumber(meta, doc);
    stampRows(ctx, meta, doc);
  } else {
    finishFields(ctx, meta, doc);
    checkConstants(meta, doc, before);
  }
  if (action === 'update-after-submit') checkAfterSubmit(ctx, meta, doc, before);
  await keepSecrets(ctx, meta, doc);
  await storeChanged(ctx, meta, doc);
  await runAfter(step);
  if (action === 'cancel') await refuseLinkedOnCancel(ctx, meta, doc);
  await keepVersion(ctx, meta, before, doc);
  return doc;
}

/** A row that claims a name the table does not hold is lost, as an UPDATE that hits nothing would lose it. */
function dropUnknownRows(meta: Meta, doc: SiteDocument, before: SiteDocument): void {
  for (const field of meta.tableFields) {
    const known = new Set(rowsOf(before, field.fieldname).map((row) => row.name));
    doc[field.fieldname] = rowsOf(doc, field.fieldname).filter((row) => row.name === '' || known.has(row.name));
  }
}

const stale = (doc: SiteDocument, before: SiteDocument, now: string): SiteError =>
  new SiteError('TimestampMismatchError', `Error: ${doc.name} (${doc.doctype}) has been modified after you have opened it (${String(before['modified'])}, ${now}). Please refresh to get the latest document.`);

interface Step {
  ctx: Context;
  hooks: DoctypeHooks;
  action: Action;
  doc: SiteDocument;
  before: SiteDocument;
}

async function runBefore({ ctx, hooks, action, doc, before }: Step): Promise<void> {
  if (action === 'cancel') return hooks.beforeCancel?.(ctx, doc, before);
  if (action === 'update-after-submit') return hooks.beforeUpdateAfterSubmit?.(ctx, doc, before);
  await hooks.beforeValidate?.(ctx, doc, before);
  await hooks.validate?.(ctx, doc, before);
  if (action === 'submit') await hooks.beforeSubmit?.(ctx, doc, before);
}

async function runAfter({ ctx, hooks, action, doc, before }: Step): Promise<void> {
  if (action === 'cancel') return hooks.onCancel?.(ctx, doc, before);
  if (action === 'update-after-submit') return hooks.onUpdateAfterSubmit?.(ctx, doc, before);
  await hooks.onUpdate?.(ctx, doc, before);
  if (action === 'submit') await hooks.onSubmit?.(ctx, doc, before);
}
