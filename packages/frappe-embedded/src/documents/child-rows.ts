import type { Context } from '../context.ts';
import { invalid, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';
import { requireRight } from '../permissions.ts';
import { asText } from '../text.ts';
import { fillDefaults } from './defaults.ts';
import { hashName } from './hash-name.ts';
import { validateLinks } from './links.ts';
import { validateFields } from './checks.ts';
import { findDocument } from './read.ts';
import { storeNew } from './store.ts';
import { emptyDocument, lay, type Values } from './values.ts';

/** Creates one row of a child table by itself: its parent is neither saved again nor renumbered, as in Frappe. */
export async function insertRow(ctx: Context, meta: Meta, values: Values): Promise<SiteDocument> {
  const place = { parent: asText(values['parent']), parenttype: asText(values['parenttype']), parentfield: asText(values['parentfield']) };
  const owner = await parentOf(ctx, place);
  requireRight(ctx, ctx.meta(place.parenttype), 'write', owner);
  const row = emptyDocument(meta);
  lay(ctx, meta, row, values);
  await fillDefaults(ctx, meta, row);
  const now = ctx.now();
  Object.assign(row, place, { name: hashName(ctx.site), owner: ctx.user, creation: now, modified: now, modified_by: ctx.user, docstatus: owner['docstatus'] });
  await validateLinks(ctx, meta, row);
  validateFields(ctx, meta, row);
  await storeNew(ctx, meta, row);
  return row;
}

/** The document a row belongs to. @throws SiteError when it names none, or none that exists. */
export async function parentOf(ctx: Context, row: Values): Promise<SiteDocument> {
  const [doctype, name] = [asText(row['parenttype']), asText(row['parent'])];
  if (doctype === '' || name === '' || ctx.findMeta(doctype) === undefined) throw invalid('A row of a table needs its parent, parenttype and parentfield');
  const parent = await findDocument(ctx, doctype, name, { lock: true });
  if (parent === undefined) throw new SiteError('LinkValidationError', `Could not find ${doctype}: ${name}`);
  return parent;
}
