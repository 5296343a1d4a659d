import { generateKeys } from '../auth/keys.ts';
import { checkPassword } from '../auth/login.ts';
import { beginSession, endSession } from '../auth/sessions.ts';
import { SiteError } from '../errors.ts';
import { notPermitted, optional, required, type Call, type Rpc } from './call.ts';
import { guestCookies, sessionCookies } from './cookies.ts';

async function login(call: Call): Promise<unknown> {
  const { ctx, beside } = call;
  const user = await checkPassword(ctx.site, ctx.db, optional(call, 'usr') ?? '', optional(call, 'pwd') ?? '');
  const session = await beginSession(ctx.db, user, ctx.site.clock().epochMilliseconds);
  const [person] = await ctx.db.rows<{ full_name: string | null; user_type: string | null }>('select full_name, user_type from "tabUser" where name = $1', [user]);
  const isDesk = person?.user_type !== 'Website User';
  beside.cookies.push(...(await sessionCookies(ctx.db, session)));
  Object.assign(beside.keys, { home_page: isDesk ? '/desk' : '/me', full_name: person?.full_name ?? user });
  return isDesk ? 'Logged In' : 'No App';
}

async function logout({ ctx, identity, beside }: Call): Promise<undefined> {
  if (identity.session !== undefined) await endSession(ctx.db, identity.session.sid);
  beside.cookies.push(...guestCookies());
}

async function keysFor(call: Call): Promise<unknown> {
  const { ctx } = call;
  if (!ctx.isAdministrator && !ctx.roles.has('System Manager')) throw notPermitted();
  const { apiKey, apiSecret } = await generateKeys(ctx, required(call, 'user'));
  return { api_key: apiKey, api_secret: apiSecret };
}

async function loggedUser({ ctx }: Call): Promise<unknown> {
  return ctx.user;
}

async function userInfo({ ctx }: Call): Promise<unknown> {
  const [row] = await ctx.db.rows<{ user_type: string | null }>('select user_type from "tabUser" where name = $1', [ctx.user]);
  return { user: ctx.user, user_type: row?.user_type ?? 'System User', installed_apps: ['frappe', 'erpnext', 'gigafibre_fsm'] };
}

const VERSIONS = {
  frappe: { title: 'Frappe Framework', description: 'Full stack web framework', branch: 'version-16', version: '16.4.1' },
  erpnext: { title: 'ERPNext', description: 'ERP made simple', branch: 'version-16', version: '16.4.1' },
  gigafibre_fsm: { title: 'Gigafibre FSM', description: 'Field service for a fibre provider', branch: 'main', version: '0.1.0' },
};

async function resetPassword(call: Call): Promise<undefined> {
  throw new SiteError('OutgoingEmailError', `This site sends no e-mail: ask its administrator for a new password for ${required(call, 'user')}.`);
}

/** Signing in and out, and who one is. */
export const sessionRpcs: Readonly<Record<string, Rpc>> = {
  ping: { guest: true, run: async () => 'pong' },
  'frappe.ping': { guest: true, run: async () => 'pong' },
  login: { guest: true, verbs: ['POST'], run: login },
  logout: { guest: true, verbs: ['POST'], run: logout },
  'frappe.auth.get_logged_user': { run: loggedUser },
  'frappe.realtime.get_user_info': { run: userInfo },
  'frappe.core.doctype.user.user.generate_keys': { verbs: ['POST'], run: keysFor },
  'frappe.core.doctype.user.user.reset_password': { guest: true, verbs: ['POST'], run: resetPassword },
  'frappe.utils.change_log.get_versions': { run: async () => VERSIONS },
  'frappe.utils.scheduler.get_scheduler_status': { run: async () => ({ status: 'inactive' }) },
};
