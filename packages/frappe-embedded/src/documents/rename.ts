import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';

/** Gives a document a new name and rewrites every link to it; `merge` joins it into one that exists. Gives the new name. */
export async function renameDocument(_ctx: Context, _doctype: string, _oldName: string, _newName: string, _merge = false): Promise<string> {
  throw new SiteError('SessionStopped', 'Not yet');
}
