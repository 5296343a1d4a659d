import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { invalid } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';

/** Only a cancelled document may be amended. @throws SiteError ValidationError otherwise. */
export async function checkAmendment(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const old = doc['amended_from'];
  if (!meta.isSubmittable || typeof old !== 'string' || old === '') return;
  const rows = await ctx.db.rows<{ docstatus: number }>(`select docstatus from ${tableOf(meta.name)} where name = $1`, [old]);
  if (rows[0]?.docstatus === 2) return;
  throw invalid(`${linkTo(meta.name, old)} cannot be amended because it is not cancelled. Please cancel the document before creating an amendment.`);
}

/** The anchor that Frappe puts around a document's name in its messages. */
export const linkTo = (doctype: string, name: string): string => `<a href="/desk/${doctype.toLowerCase().replaceAll(' ', '-')}/${encodeURIComponent(name)}">${name}</a>`;
