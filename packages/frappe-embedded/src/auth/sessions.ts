import { randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';
import type { Site } from '../site/state.ts';

/** A signed-in browser or script. */
export interface Session {
  sid: string;
  user: string;
  /** Only a session that has loaded the desk holds one; those that hold one must send it with every change. */
  csrfToken: string | undefined;
}

/** Hours of inactivity after which a session ends. */
export const SESSION_HOURS = 170;
const HOUR = 3_600_000;
/** How old the stamp of last use may grow before it is written again. */
const STAMP_EVERY = HOUR / 6;

const TABLE = `create table if not exists "site_sessions" (
  sid text primary key, "user" text not null, csrf_token text, last_used bigint not null)`;

/** Makes the table of sessions. Safe to repeat. */
export const layAuthentication = async (site: Site): Promise<void> => {
  await site.pool.query(TABLE);
};

/** Begins a session for a user whose password was right; `now` in milliseconds since 1970. */
export async function beginSession(db: Database, user: string, now: number): Promise<Session> {
  const sid = randomBytes(28).toString('hex');
  await db.write('delete from "site_sessions" where last_used < $1', [now - SESSION_HOURS * HOUR]);
  await db.write('insert into "site_sessions" (sid, "user", last_used) values ($1, $2, $3)', [sid, user, now]);
  return { sid, user, csrfToken: undefined };
}

/** The session behind a cookie; undefined when it never was, has ended, or its user was disabled since. */
export async function resumeSession(site: Site, sid: string): Promise<Session | undefined> {
  const now = site.clock().epochMilliseconds;
  const { rows } = await site.pool.query<{ user: string; csrf_token: string | null; last_used: string }>(
    'select s."user", s.csrf_token, s.last_used from "site_sessions" s join "tabUser" u on u.name = s."user" and u.enabled = 1 where s.sid = $1 and s.last_used >= $2',
    [sid, now - SESSION_HOURS * HOUR],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  if (now - Number(row.last_used) > STAMP_EVERY) await site.pool.query('update "site_sessions" set last_used = $2 where sid = $1', [sid, now]);
  return { sid, user: row.user, csrfToken: row.csrf_token ?? undefined };
}

export async function endSession(db: Database, sid: string): Promise<void> {
  await db.write('delete from "site_sessions" where sid = $1', [sid]);
}

/** Gives a session the token that the desk page carries; from then on changes need it. */
export async function issueCsrfToken(db: Database, sid: string): Promise<string> {
  const token = randomBytes(28).toString('hex');
  await db.write('update "site_sessions" set csrf_token = $2 where sid = $1', [sid, token]);
  return token;
}
