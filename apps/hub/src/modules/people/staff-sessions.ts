import type { HubTools } from '../../platform/tools.ts';
import type { StaffSessions } from './people.ports.ts';

/** The sessions of accounts, as the hub keeps them. */
export const createStaffSessions = ({ db, sessions }: Pick<HubTools, 'db' | 'sessions'>): StaffSessions => ({
  async end(user) {
    await sessions.revoke({ user });
  },
  async lastOpened() {
    const rows = await db.selectFrom('sessions').select(['user', ({ fn }) => fn.max('created_at').as('at')]).groupBy('user').execute();
    return new Map(rows.map(({ user, at }) => [user, at]));
  },
});
