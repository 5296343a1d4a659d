import type { SignInRefusal } from '@gigafibre/contracts';
import type { ProviderConfig } from '../../config-identity.ts';
import type { NewSession } from '../../platform/sessions.ts';
import type { ProvedPerson } from '../../vendors/identity/identity.port.ts';
import type { Accounts } from './session.ports.ts';
import { sessionFor } from './session.service.ts';

export type Admission = { readonly session: NewSession } | { readonly refused: SignInRefusal };

/** Who of the provider's people may come in, and as what: the account is the ERP's, the roles are the provider's groups' and nothing else's. */
export type Admit = (person: ProvedPerson, client: string) => Promise<Admission>;

export const createAdmission =
  ({ accounts, roles }: { accounts: Pick<Accounts, 'find'>; roles: ProviderConfig['roles'] }): Admit =>
  async (person, client) => {
    const account = await accounts.find(person.account);
    if (!account) return { refused: 'unknown' };
    if (!account.isEnabled) return { refused: 'disabled' };
    const granted = [...new Set(person.groups.flatMap((group) => roles.get(group) ?? []))];
    const session = sessionFor({ ...account, roles: granted }, { how: 'sso', client });
    if (!session) return { refused: 'role' };
    return { session: { ...session, providerSubject: person.subject, ...(person.session === '' ? {} : { providerSession: person.session }) } };
  };
