import type { Context } from '../context.ts';
import { tableOf, type Row } from '../database.ts';
import { insertRows } from '../documents/rows.ts';
import { hashName } from '../documents/hash-name.ts';

const AUTOMATIC_ROLES = ['Administrator', 'System Manager', 'All', 'Guest', 'Desk User'];

/** Lays the records that every new site has and that no installation may lack; leaves those that exist as they are. */
export async function layStandardRecords(ctx: Context): Promise<void> {
  const metas = [...ctx.site.files.values()];
  const roles = new Set([...AUTOMATIC_ROLES, ...metas.flatMap((source) => (source.permissions ?? []).map((row) => row.role))]);
  const modules = new Set(['Core', 'Custom', ...metas.map((source) => source.module ?? '')].filter((module) => module !== ''));
  await lay(ctx, 'Module Def', [...modules].map((name) => ({ name, module_name: name, app_name: 'frappe' })));
  await lay(ctx, 'Role', [...roles].map((name) => ({ name, role_name: name, desk_access: name === 'Guest' || name === 'All' ? 0 : 1 })));
  await lay(ctx, 'Language', [{ name: 'en', language_code: 'en', language_name: 'English', enabled: 1 }, { name: 'fr', language_code: 'fr', language_name: 'Français', enabled: 1 }]);
  const person = { enabled: 1, user_type: 'System User', language: 'fr' };
  await lay(ctx, 'User', [
    { ...person, name: 'Administrator', email: 'admin@example.com', first_name: 'Administrator', full_name: 'Administrator' },
    { ...person, name: 'Guest', email: 'guest@example.com', first_name: 'Guest', full_name: 'Guest', user_type: 'Website User' },
  ]);
  await layRole(ctx, 'Administrator', 'System Manager');
  await layRole(ctx, 'Guest', 'Guest');
  await ctx.db.write(`insert into "tabSingles" (doctype, field, value) values ('System Settings', 'time_zone', $1), ('System Settings', 'language', 'fr'), ('System Settings', 'setup_complete', '1'), ('System Settings', 'allow_error_traceback', '1') on conflict do nothing`, [ctx.site.zone]);
}

async function lay(ctx: Context, doctype: string, rows: readonly Row[]): Promise<void> {
  const present = new Set((await ctx.db.rows<{ name: string }>(`select name from ${tableOf(doctype)} where name = any($1::text[])`, [rows.map((row) => row['name'])])).map((row) => row.name));
  const now = ctx.now();
  const base = { owner: 'Administrator', creation: now, modified: now, modified_by: 'Administrator', docstatus: 0, idx: 0 };
  await insertRows(ctx.db, ctx.meta(doctype), rows.filter((row) => !present.has(String(row['name']))).map((row) => ({ ...base, ...row })));
}

async function layRole(ctx: Context, user: string, role: string): Promise<void> {
  const present = await ctx.db.rows(`select 1 from "tabHas Role" where parent = $1 and role = $2`, [user, role]);
  if (present.length > 0) return;
  const now = ctx.now();
  await insertRows(ctx.db, ctx.meta('Has Role'), [{ name: hashName(ctx.site), owner: 'Administrator', creation: now, modified: now, modified_by: 'Administrator', parent: user, parenttype: 'User', parentfield: 'roles', idx: 1, role }]);
}
