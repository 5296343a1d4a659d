import type { Database } from '../database.ts';
import { SESSION_HOURS, type Session } from '../auth/sessions.ts';

const MAX_AGE = SESSION_HOURS * 3600;

const cookie = (name: string, value: string, httpOnly = false): string => `${name}=${encodeURIComponent(value)}; Max-Age=${MAX_AGE};${httpOnly ? ' HttpOnly;' : ''} Path=/; SameSite=Lax`;

const GUEST_COOKIES = [cookie('sid', 'Guest', true), cookie('system_user', 'no'), cookie('full_name', 'Guest'), cookie('user_id', 'Guest'), cookie('user_image', ''), cookie('user_lang', 'fr')];

/** What a request without a session gets, key or no key. */
export const guestCookies = (): readonly string[] => GUEST_COOKIES;

/** What a signed-in request gets. */
export async function sessionCookies(db: Database, { sid, user }: Session): Promise<readonly string[]> {
  const rows = await db.rows<{ full_name: string | null; user_type: string | null; user_image: string | null; language: string | null }>('select full_name, user_type, user_image, language from "tabUser" where name = $1', [user]);
  const [person] = rows;
  return [
    cookie('sid', sid, true),
    cookie('system_user', person?.user_type === 'Website User' ? 'no' : 'yes'),
    cookie('full_name', person?.full_name ?? user),
    cookie('user_id', user),
    cookie('user_image', person?.user_image ?? ''),
    cookie('user_lang', person?.language ?? 'fr'),
  ];
}
