import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';

export interface InsertOptions {
  /** v2 and `frappe.client.insert` of the site itself: a `name` among the values is honoured whatever the naming rule. */
  keepName?: boolean;
  /** For the site's own work: no rights are asked. */
  asSite?: boolean;
}

/**
 * Creates a document; `docstatus: 1` among the values submits it as well. Unknown keys are dropped.
 * @throws SiteError in the order of checks that Frappe has.
 */
export async function insertDocument(_ctx: Context, _doctype: string, _values: Readonly<Record<string, unknown>>, _options: InsertOptions = {}): Promise<SiteDocument> {
  throw new SiteError('SessionStopped', 'Not yet');
}
