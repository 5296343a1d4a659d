import type { Context } from './context.ts';
import { SiteError } from './errors.ts';
import type { SiteDocument } from './hooks.ts';
import { flag, type DocPerm, type Meta } from './meta.ts';

/** What a role row may grant. */
export type Right = 'select' | 'read' | 'write' | 'create' | 'delete' | 'submit' | 'cancel' | 'amend' | 'report' | 'export' | 'import' | 'share' | 'print' | 'email';

/** `owner` grants only what the user made. */
export type Grant = 'all' | 'owner' | 'none';

const NEEDS_SUBMITTABLE: ReadonlySet<Right> = new Set(['submit', 'cancel', 'amend']);

/** What the user's roles grant on a DocType. Child tables have no rights of their own: ask for their parent. */
export function grantOf(ctx: Context, meta: Meta, right: Right): Grant {
  if (ctx.asSite || ctx.isAdministrator) return 'all';
  if (NEEDS_SUBMITTABLE.has(right) && !meta.isSubmittable) return 'none';
  const rows = meta.permissions.filter((row) => ctx.roles.has(row.role) && (row.permlevel ?? 0) === 0 && granted(row, right));
  if (rows.length === 0) return 'none';
  return rows.some((row) => !flag(row['if_owner'])) ? 'all' : 'owner';
}

const granted = (row: DocPerm, right: Right): boolean => flag(row[right]) || (right === 'select' && flag(row['read']));

/** The permission levels whose fields the user may read or write; level 0 comes with the document itself. */
export function levelsOf(ctx: Context, meta: Meta, right: 'read' | 'write'): (level: number) => boolean {
  if (ctx.asSite || ctx.isAdministrator) return () => true;
  const levels = new Set([0]);
  for (const row of meta.permissions) if (ctx.roles.has(row.role) && flag(row[right])) levels.add(row.permlevel ?? 0);
  return (level) => levels.has(level);
}

/** Whether the user may do this to that document; without a document, whether to any. */
export function may(ctx: Context, meta: Meta, right: Right, doc?: SiteDocument): boolean {
  const grant = grantOf(ctx, meta, right);
  return grant === 'all' || (grant === 'owner' && (doc === undefined || doc['owner'] === ctx.user));
}

/** @throws SiteError PermissionError in the words Frappe uses for a single document. */
export function requireRight(ctx: Context, meta: Meta, right: Right, doc?: SiteDocument): void {
  if (may(ctx, meta, right, doc)) return;
  const errorMessage = `You need the '${right}' permission on <strong>${meta.name}</strong>${doc === undefined ? '' : ` ${doc.name}`} to perform this action.`;
  throw new SiteError('PermissionError', errorMessage, { silent: true, errorMessage, exceptionText: '' });
}
