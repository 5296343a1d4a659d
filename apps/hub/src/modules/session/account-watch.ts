import type { Clock } from '@gigafibre/kernel';
import type { OpenSession, Sessions } from '../../platform/sessions.ts';
import type { Accounts } from './session.ports.ts';

/** So often the ERP is asked whether an account is still on: someone who left is out within the minute. */
const EVERY_MS = 25_000;
const MOST = 10_000;

/**
 * Ends the sessions of accounts that were turned off. An ERP that does not answer says nothing about anyone.
 * @returns whether the person of a session may still come in.
 */
export function watchAccounts({ accounts, sessions, clock }: { accounts: Pick<Accounts, 'isOff'>; sessions: Pick<Sessions, 'revoke'>; clock: Clock }): (session: OpenSession) => Promise<boolean> {
  const asked = new Map<string, number>();
  return async ({ user }) => {
    const now = clock().epochMilliseconds;
    const last = asked.get(user);
    if (last !== undefined && now - last < EVERY_MS) return true;
    if (asked.size >= MOST) asked.clear();
    asked.set(user, now);
    if (last === undefined) return true; // seen here for the first time: it was let in a moment ago
    if (!(await accounts.isOff(user))) return true;
    await sessions.revoke({ user });
    return false;
  };
}
