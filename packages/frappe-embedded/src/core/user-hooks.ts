import { hashPassword } from '../auth/password.ts';
import { storeSecret } from '../auth/secrets.ts';
import { forgetPeople, type Context } from '../context.ts';
import { rowsOf } from '../documents/values.ts';
import { invalid } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { asText } from '../text.ts';

const STANDARD = new Set(['Administrator', 'Guest']);

/** A User is called by the address, in lower case; what is typed as a new password is kept as a hash elsewhere. */
export const userHooks: DoctypeHooks = {
  beforeInsert: (_, doc) => {
    doc['email'] = asText(doc['email']).trim().toLowerCase();
  },
  validate: async (ctx, doc) => {
    doc['full_name'] = [doc['first_name'], doc['middle_name'], doc['last_name']].map(asText).filter((part) => part !== '').join(' ');
    if (!STANDARD.has(doc.name)) doc['user_type'] = (await hasDeskRole(ctx, doc)) ? 'System User' : 'Website User';
    await keepPassword(ctx, doc);
  },
  onUpdate: forgetPeople,
  onTrash: (ctx, doc) => {
    if (STANDARD.has(doc.name)) throw invalid(`User ${doc.name} cannot be deleted`);
    forgetPeople(ctx);
  },
  afterRename: async (ctx) => forgetPeople(ctx),
};

/** A role or a restriction that changes may change what anybody may do. */
export const rightsHooks: DoctypeHooks = { onUpdate: forgetPeople, onTrash: forgetPeople };

/** Defaults for everybody are read once, until they change. */
export const globalDefaultsHooks: DoctypeHooks = {
  onUpdate: (ctx) => {
    ctx.site.cache.defaults = undefined;
    ctx.afterCommit(() => (ctx.site.cache.defaults = undefined));
  },
};

async function hasDeskRole(ctx: Context, doc: SiteDocument): Promise<boolean> {
  const roles = rowsOf(doc, 'roles').map((row) => asText(row['role']));
  const found = await ctx.db.rows('select 1 from "tabRole" where desk_access = 1 and name = any($1::text[]) limit 1', [roles]);
  return found.length > 0;
}

async function keepPassword(ctx: Context, doc: SiteDocument): Promise<void> {
  const password = asText(doc['new_password']);
  if (password === '' || /^\*+$/.test(password)) return;
  await storeSecret(ctx.db, { doctype: 'User', name: doc.name, fieldname: 'password' }, await hashPassword(password));
  doc['new_password'] = '';
}
