import type { Role } from '@gigafibre/contracts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@gigafibre/demo';
import { createFrappeSite, FrappeError, isFrappeError } from '@gigafibre/frappe';
import type { FrappeSite, Transport } from '@gigafibre/frappe';
import type { Account, Accounts } from './session.ports.ts';

const ROLES: Readonly<Record<string, Role>> = {
  'System Manager': 'admin',
  'Service Agent': 'agent',
  Dispatcher: 'dispatcher',
  'Field Technician': 'technician',
  'Accounts User': 'accountant',
};

/** The ERP's users. Their passwords are checked by the ERP itself. */
export function accountsOf(site: FrappeSite, transport: Transport): Accounts {
  const stranger = createFrappeSite({ transport });
  const find = async (user: string): Promise<Account | undefined> => {
    const found = await site.find('User', user);
    if (!found) return undefined;
    const [technician] = await site.list('Dispatch Technician', { fields: ['name'], filters: { user: found.name }, limit: 1 });
    return {
      user: found.name,
      displayName: found.full_name || found.name,
      isEnabled: found.enabled === 1,
      language: found.language === 'en' ? 'en' : 'fr',
      roles: found.roles.flatMap(({ role }) => ROLES[role ?? ''] ?? []),
      ...(technician?.name === undefined ? {} : { technician: technician.name }),
    };
  };
  return {
    async verify(user, password) {
      try {
        await stranger.call('login', { usr: user, pwd: password });
        return true;
      } catch (error) {
        if (isFrappeError(error, 'AuthenticationError')) return false;
        throw error;
      }
    },
    find,
    async isOff(user) {
      try {
        return (await site.find('User', user))?.enabled === 0;
      } catch (error) {
        if (error instanceof FrappeError) return false;
        throw error;
      }
    },
    async demo() {
      const accounts = await Promise.all(DEMO_ACCOUNTS.map(async ({ user, role }) => ({ role, account: await find(user) })));
      return accounts.flatMap(({ role, account }) => (account ? [{ user: account.user, displayName: account.displayName, role, password: DEMO_PASSWORD }] : []));
    },
  };
}
