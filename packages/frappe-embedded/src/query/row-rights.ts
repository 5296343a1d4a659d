import type { Context } from '../context.ts';
import { quote, tableOf } from '../database.ts';
import { notice, SiteError, type Message } from '../errors.ts';
import { flag, type Meta } from '../meta.ts';
import { grantOf } from '../permissions.ts';
import type { UserPermission } from '../users.ts';
import type { Bindings } from './bindings.ts';

/**
 * The conditions that keep a list to the rows the user may read: own documents where a role grants only those, and User Permissions.
 * @throws SiteError 403 when the user may read none; child rows need their parent DocType to be named.
 */
export async function rowRights(ctx: Context, meta: Meta, parent: string | undefined, bindings: Bindings): Promise<string[]> {
  if (ctx.isAdministrator || ctx.asSite) return [];
  if (meta.isTable) return [childRights(ctx, meta, parent, bindings)];
  const grant = grantOf(ctx, meta, 'select');
  if (grant === 'none') throw insufficient(meta.name);
  const own = grant === 'owner' ? [`t.owner = ${bindings.bind(ctx.user)}`] : [];
  return [...own, ...(await restrictions(ctx, meta, bindings))];
}

function childRights(ctx: Context, meta: Meta, parent: string | undefined, bindings: Bindings): string {
  const owner = parent === undefined ? undefined : ctx.findMeta(parent);
  if (owner === undefined || !owner.tableFields.some((field) => field.options === meta.name)) throw insufficient(meta.name);
  const grant = grantOf(ctx, owner, 'read');
  if (grant === 'none') throw insufficient(owner.name);
  const ofParent = `t.parenttype = ${bindings.bind(owner.name)}`;
  return grant === 'all' ? ofParent : `${ofParent} and exists (select 1 from ${tableOf(owner.name)} p where p.name = t.parent and p.owner = ${bindings.bind(ctx.user)})`;
}

function insufficient(doctype: string): SiteError {
  const error = new SiteError('PermissionError', `Insufficient Permission for <strong>${doctype}</strong>`);
  const denied = (right: string): Message => notice(`You do not have ${right} access to <strong>${doctype}</strong> through your roles.`);
  error.messages = [denied('select'), denied('read'), ...error.messages];
  return error;
}

/** User Permissions: where a user is held to certain records of a DocType, everything that links to others of it is out of sight. */
async function restrictions(ctx: Context, meta: Meta, bindings: Bindings): Promise<string[]> {
  const allowed = await permissionsOf(ctx, meta.name);
  return [...allowed].flatMap(([doctype, names]) => {
    const own = doctype === meta.name ? [`t.name = any(${bindings.bind(names)}::text[])`] : [];
    const links = meta.valueFields.filter((field) => field.fieldtype === 'Link' && field.options === doctype && !flag(field['ignore_user_permissions']));
    const linked = links.map((field) => `(coalesce(t.${quote(field.fieldname)}, '') = '' or t.${quote(field.fieldname)} = any(${bindings.bind(names)}::text[]))`);
    return [...own, ...linked];
  });
}

async function permissionsOf(ctx: Context, doctype: string): Promise<Map<string, string[]>> {
  const byDoctype = new Map<string, string[]>();
  for (const row of await userPermissions(ctx)) {
    if (row.applicable_for !== null && row.applicable_for !== '' && row.applicable_for !== doctype) continue;
    byDoctype.set(row.allow, [...(byDoctype.get(row.allow) ?? []), row.for_value]);
  }
  return byDoctype;
}

async function userPermissions(ctx: Context): Promise<readonly UserPermission[]> {
  if (ctx.findMeta('User Permission') === undefined) return [];
  const sql = `select allow, for_value, applicable_for from ${tableOf('User Permission')} where fold("user") = fold($1)`;
  return (await ctx.site.people.restrictions.get(ctx.user, () => ctx.db.rows<UserPermission>(sql, [ctx.user]))) ?? [];
}
