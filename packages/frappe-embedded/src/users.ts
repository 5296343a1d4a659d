import type { Database } from './database.ts';
import type { Site } from './site/state.ts';

/**
 * The roles a user acts with: those of the User record, plus the automatic ones.
 * Read once per user and forgotten when a User, a role of a user or a Role changes.
 */
export async function rolesOf(site: Site, db: Database, user: string): Promise<ReadonlySet<string>> {
  const known = site.roles.get(user);
  if (known !== undefined) return known;
  const roles = new Set(['All', 'Guest']);
  if (user === 'Guest') return new Set(['Guest']);
  if (user === 'Administrator') for (const row of await db.rows<{ name: string }>('select name from "tabRole"')) roles.add(row.name);
  const rows = await db.rows<{ role: string }>(`select role from "tabHas Role" where parent = $1 and parenttype = 'User'`, [user]);
  for (const row of rows) roles.add(row.role);
  const account = await db.rows<{ user_type: string | null }>('select user_type from "tabUser" where name = $1', [user]);
  if (account[0]?.user_type !== 'Website User' || user === 'Administrator') roles.add('Desk User');
  site.roles.set(user, roles);
  return roles;
}
