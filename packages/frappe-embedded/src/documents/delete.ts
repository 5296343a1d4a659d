import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';

/** Deletes a document with everything that belongs to it, keeps a copy in Deleted Document, and gives its number back to the series. */
export async function deleteDocument(_ctx: Context, _doctype: string, _name: string, _options: { asSite?: boolean } = {}): Promise<void> {
  throw new SiteError('SessionStopped', 'Not yet');
}
