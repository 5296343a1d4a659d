import type { Clock } from '@gigafibre/kernel';
import type { Database, Row } from './database.ts';
import { remember, type Remembered } from './remembered.ts';

/** A user who may work here. */
export interface Account {
  /** Those of the User record, plus the automatic ones. */
  roles: ReadonlySet<string>;
}

/** The enabled user a key belongs to. */
export interface KeyHolder {
  user: string;
  secret: string;
}

/** A User Permission: the user is held to this record of a DocType. */
export interface UserPermission extends Row {
  allow: string;
  for_value: string;
  applicable_for: string | null;
}

/** What is remembered of users; forgotten as soon as one of them, a role or a restriction changes. */
export interface People {
  readonly accounts: Remembered<Account>;
  readonly keys: Remembered<KeyHolder>;
  readonly restrictions: Remembered<readonly UserPermission[]>;
  forget(): void;
}

export function createPeople(clock: Clock): People {
  const accounts = remember<Account>(clock);
  const keys = remember<KeyHolder>(clock);
  const restrictions = remember<readonly UserPermission[]>(clock);
  const forget = (): void => {
    for (const each of [accounts, keys, restrictions]) each.forget();
  };
  return { accounts, keys, restrictions, forget };
}

const ACCOUNT = `select u.user_type,
  (select json_agg(h.role) from "tabHas Role" h where h.parent = u.name and h.parenttype = 'User') as own,
  (select json_agg(r.name) from "tabRole" r where u.name = 'Administrator') as every
  from "tabUser" u where u.name = $1 and u.enabled = 1`;

/** An enabled user's account; undefined when there is no such user, or none that may work. */
export function accountOf(people: People, db: Pick<Database, 'rows'>, user: string): Promise<Account | undefined> {
  return people.accounts.get(user, async () => {
    const [row] = await db.rows<{ user_type: string | null; own: string | null; every: string | null }>(ACCOUNT, [user]);
    if (row === undefined) return undefined;
    if (user === 'Guest') return { roles: new Set(['Guest']) };
    const isDesk = row.user_type !== 'Website User' || user === 'Administrator';
    return { roles: new Set(['All', 'Guest', ...listed(row.own), ...listed(row.every), ...(isDesk ? ['Desk User'] : [])]) };
  });
}

const listed = (json: string | null): readonly string[] => (json === null ? [] : (JSON.parse(json) as string[]));
