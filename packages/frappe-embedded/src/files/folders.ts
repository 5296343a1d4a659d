import { withContext } from '../context.ts';
import { insertRows } from '../documents/rows.ts';
import type { Site } from '../site/state.ts';

/** Lays the two folders every site has, which File documents link to. Safe to repeat. */
export async function layFolders(site: Site): Promise<void> {
  await withContext(site, 'Administrator', { write: true }, async (ctx) => {
    const present = await ctx.db.rows(`select 1 from "tabFile" where name = 'Home'`);
    if (present.length > 0) return;
    const now = ctx.now();
    const base = { owner: 'Administrator', creation: now, modified: now, modified_by: 'Administrator', is_folder: 1 };
    await insertRows(ctx.db, ctx.meta('File'), [
      { ...base, name: 'Home', file_name: 'Home', is_home_folder: 1 },
      { ...base, name: 'Home/Attachments', file_name: 'Attachments', folder: 'Home', is_attachments_folder: 1 },
    ]);
  });
}
