import { randomBytes } from 'node:crypto';
import { forgetPeople, type Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import type { Site } from '../site/state.ts';
import { sameSecret } from './password.ts';
import type { KeyHolder } from '../users.ts';
import { storeSecret } from './secrets.ts';

/** A user's key, as it goes into an `Authorization: token key:secret` header. */
export interface ApiKey {
  apiKey: string;
  apiSecret: string;
}

const word = (): string => randomBytes(8).toString('hex').slice(0, 15);

/** Gives a user a key once and a new secret each time. */
export async function generateKeys(ctx: Context, user: string): Promise<ApiKey> {
  const [row] = await ctx.db.rows<{ api_key: string | null }>('select api_key from "tabUser" where name = $1', [user]);
  if (row === undefined) throw new SiteError('DoesNotExistError', `User ${user} not found`, { title: 'Not Found' });
  const apiKey = row.api_key === null || row.api_key === '' ? word() : row.api_key;
  const apiSecret = word();
  await ctx.db.write('update "tabUser" set api_key = $2 where name = $1', [user, apiKey]);
  await storeSecret(ctx.db, { doctype: 'User', name: user, fieldname: 'api_secret' }, apiSecret);
  forgetPeople(ctx);
  return { apiKey, apiSecret };
}

const KEY_HOLDER = `select u.name as user, a.secret from "tabUser" u join "site_auth" a on a.doctype = 'User' and a.name = u.name and a.fieldname = 'api_secret' where u.api_key = $1 and u.enabled = 1`;

/**
 * The enabled user a key and secret belong to; undefined when they belong to nobody. A disabled user or a new secret holds at once in
 * this process, in others within seconds.
 */
export async function userOfKey(site: Site, { apiKey, apiSecret }: ApiKey): Promise<string | undefined> {
  const holder = await site.people.keys.get(apiKey, async () => (await site.pool.query<KeyHolder>(KEY_HOLDER, [apiKey])).rows[0]);
  return holder !== undefined && sameSecret(holder.secret, apiSecret) ? holder.user : undefined;
}
