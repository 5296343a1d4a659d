import type { Role } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { all, getOrRefuse, NOBODYS, keptRows, stampedAt, textOr, updateAsRead, type Row } from '../book/index.ts';
import type { StaffBook, StaffRecord } from './people.ports.ts';

const ROLE_WORDS = { admin: 'System Manager', agent: 'Service Agent', dispatcher: 'Dispatcher', technician: 'Field Technician', accountant: 'Accounts User' } as const satisfies Record<Role, string>;
const ROLE_NAMES = Object.keys(ROLE_WORDS) as Role[];
const OFFICE_WORDS: readonly (string | undefined)[] = ROLE_NAMES.filter((role) => role !== 'technician').map((role) => ROLE_WORDS[role]);
const rolesOf = (rows: readonly Pick<Doc<'Has Role'>, 'role'>[]): Role[] => ROLE_NAMES.filter((role) => rows.some((row) => row.role === ROLE_WORDS[role]));

/** Office accounts in the ERP, as the administrator whose site it is. */
export function createStaffBook(site: FrappeSite): StaffBook {
  const technicians = async (): Promise<ReadonlyMap<string, string>> => {
    const rows = await site.list('Dispatch Technician', all({ fields: ['name', 'user'], filters: [['status', '=', 'Active']] }));
    return new Map(rows.flatMap(({ name, user }) => (name === undefined || user === undefined ? [] : [[user, name] as const])));
  };
  const users = async () => ((await site.list('User', all({ fields: ['name', 'modified', 'full_name', 'enabled', 'language', { roles: ['role'] }], filters: [['name', 'not in', NOBODYS]], orderBy: 'full_name asc, name asc' }))) as Row<'User'>[]).map((row) => ({ row, roles: rolesOf(row.roles ?? []) }));
  const recordOf = async (doc: Doc<'User'>): Promise<StaffRecord> => ({
    name: doc.name,
    modified: doc.modified,
    changedBy: doc.modified_by,
    changedAt: stampedAt(doc.modified),
    displayName: textOr(doc.full_name, doc.name),
    roles: rolesOf(doc.roles),
    isEnabled: doc.enabled === 1,
    technician: (await technicians()).get(doc.name) ?? null,
  });
  return {
    async all() {
      const [known, crew] = await Promise.all([users(), technicians()]);
      return known.map(({ row, roles }) => ({ user: textOr(row.name), modified: textOr(row.modified), displayName: textOr(row.full_name, textOr(row.name)), roles, isEnabled: row.enabled === 1, language: row.language === 'en' ? 'en' : 'fr', technician: crew.get(textOr(row.name)) ?? null }));
    },
    read: async (user) => recordOf(await getOrRefuse(site, 'User', user)),
    admins: async () => (await users()).filter(({ row, roles }) => row.enabled === 1 && roles.includes('admin')).map(({ row }) => textOr(row.name)),
    async write(staff, { roles, isEnabled }) {
      const doc = await site.get('User', staff.name);
      // roles that are not ours to give stay as they are
      const others = keptRows(doc.roles.filter(({ role }) => !OFFICE_WORDS.includes(role)));
      return recordOf(
        await updateAsRead(site, 'User', staff, {
          ...(roles !== undefined && { roles: [...others, ...roles.map((role) => ({ role: ROLE_WORDS[role] }))] }),
          ...(isEnabled !== undefined && { enabled: isEnabled ? (1 as const) : (0 as const) }),
        }),
      );
    },
  };
}
