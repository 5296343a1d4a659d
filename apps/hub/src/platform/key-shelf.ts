import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { instantText } from './instant.ts';
import type { SealedBox } from './sealed-box.ts';

export interface ShelvedKey {
  readonly key: string;
  readonly secret: string;
}

/** People's keys for the ERP, sealed; the same shelf for every hub. */
export interface KeyShelf {
  /**
   * The key of a person. Where there is none, or it is the spent one, `make` gives a new one: once, however many ask at the
   * same time on however many hubs.
   */
  keyOf(user: string, spent: ShelvedKey | undefined, make: () => Promise<ShelvedKey>): Promise<ShelvedKey>;
}

type KeyTables = { erp_keys: { user: string; api_key: string; secret_sealed: string; made_at: string } };

/** What a sealed text of this table is about. */
export const aboutUser = (user: string): string => `ERP key of ${user}`;

export function createKeyShelf({ db, box, clock }: { db: Database; box: SealedBox; clock: Clock }): KeyShelf {
  const find = async (store: Pick<Transaction<KeyTables>, 'selectFrom'>, user: string): Promise<ShelvedKey | undefined> => {
    const row = await store.selectFrom('erp_keys').selectAll().where('user', '=', user).executeTakeFirst();
    return row && { key: row.api_key, secret: box.open(row.secret_sealed, aboutUser(user)) };
  };
  const isFresh = (found: ShelvedKey | undefined, spent: ShelvedKey | undefined): found is ShelvedKey => found !== undefined && found.secret !== spent?.secret;
  const book = db.$extendTables<KeyTables>();
  return {
    async keyOf(user, spent, make) {
      const found = await find(book, user);
      if (isFresh(found, spent)) return found;
      return book.transaction().execute(async (work) => {
        await sql`select pg_advisory_xact_lock(hashtext(${aboutUser(user)}))`.execute(work);
        const meanwhile = await find(work, user);
        if (isFresh(meanwhile, spent)) return meanwhile;
        const made = await make();
        const row = { api_key: made.key, secret_sealed: box.seal(made.secret, aboutUser(user)), made_at: instantText(clock()) };
        await work.insertInto('erp_keys').values({ user, ...row }).onConflict((again) => again.column('user').doUpdateSet(row)).execute();
        return made;
      });
    },
  };
}
