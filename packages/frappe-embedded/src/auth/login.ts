import { SiteError } from '../errors.ts';
import type { Database } from '../database.ts';
import type { Site } from '../site/state.ts';
import { isPassword } from './password.ts';
import { readSecret } from './secrets.ts';

const FAILURES_ALLOWED = 10;
const LOCK_SECONDS = 60;

interface Failures {
  count: number;
  lockedUntil: number;
}

const failuresOf = new WeakMap<Site, Map<string, Failures>>();

/**
 * Checks a user name (or e-mail address) and password.
 * @returns the User's name.
 * @throws SiteError 401 when they are wrong or missing, or the user is disabled; 500 while the account is locked.
 */
export async function checkPassword(site: Site, db: Database, usr: string, pwd: string): Promise<string> {
  if (usr === '' || pwd === '') throw refused('Incomplete login details');
  const found = await db.rows<{ name: string; enabled: number }>('select name, enabled from "tabUser" where fold(name) = fold($1) or fold(email) = fold($1) limit 1', [usr]);
  const name = found[0]?.name ?? usr;
  const attempts = attemptsOn(site, name);
  attempts.refuseWhileLocked();
  if (found[0]?.enabled === 0) throw refused('User disabled or missing');
  const kept = await readSecret(db, { doctype: 'User', name, fieldname: 'password' });
  if (kept === undefined || !(await isPassword(pwd, kept))) {
    attempts.failed();
    throw refused('Invalid login credentials');
  }
  attempts.succeeded();
  return name;
}

/** Counts one account's failures in a row, in this process. */
function attemptsOn(site: Site, name: string): { refuseWhileLocked(): void; failed(): void; succeeded(): void } {
  const failures = failuresOf.get(site) ?? new Map<string, Failures>();
  failuresOf.set(site, failures);
  const past = failures.get(name) ?? { count: 0, lockedUntil: 0 };
  const now = site.clock().epochMilliseconds;
  return {
    refuseWhileLocked() {
      const seconds = Math.ceil((past.lockedUntil - now) / 1000);
      if (seconds > 0) throw new SiteError('SecurityException', `Your account has been locked and will resume after ${seconds} seconds`);
    },
    failed() {
      const isLocked = past.count + 1 >= FAILURES_ALLOWED;
      failures.set(name, isLocked ? { count: 0, lockedUntil: now + LOCK_SECONDS * 1000 } : { count: past.count + 1, lockedUntil: 0 });
    },
    succeeded: () => failures.delete(name),
  };
}

/** The login answers with its message outside `_server_messages`. */
const refused = (message: string): SiteError => new SiteError('AuthenticationError', message, { silent: true });
