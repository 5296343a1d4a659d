import { Problem, type BoardViewKept } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { sql, type ColumnType } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';

const MOST = 30;

// types, not interfaces: Kysely's extension wants an index signature
type ViewTables = { board_views: { person: string; name: string; query: ColumnType<BoardViewKept['query'], string, string>; changed_at: ColumnType<string, string, string> } };

/** The views that each person has given a name, wherever he sits down (F14). */
export interface ViewsBook {
  of(person: string): Promise<BoardViewKept[]>;
  /** Keeps a view; the same name again replaces it. @throws {Problem} `invalid_request` when there are too many. */
  keep(person: string, view: BoardViewKept): Promise<BoardViewKept[]>;
  forget(person: string, name: string): Promise<BoardViewKept[]>;
}

export function createViewsBook(database: Database, clock: Clock): ViewsBook {
  const db = database.$extendTables<ViewTables>();
  const of = (person: string, from = db): Promise<BoardViewKept[]> => from.selectFrom('board_views').select(['name', 'query']).where('person', '=', person).orderBy('name').execute();
  return {
    of: (person) => of(person),
    keep: (person, { name, query }) =>
      database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtext(${`board_views ${person}`}))`.execute(transaction);
        const own = transaction.$extendTables<ViewTables>() as typeof db;
        const known = await of(person, own);
        if (known.length >= MOST && known.every((view) => view.name !== name.trim())) throw new Problem('invalid_request', { errors: [{ path: 'body/name', message: `is one more than the ${String(MOST)} that are kept` }] });
        const row = { person, name: name.trim(), query: JSON.stringify(query), changed_at: instantText(clock()) };
        await own.insertInto('board_views').values(row).onConflict((conflict) => conflict.columns(['person', 'name']).doUpdateSet(row)).execute();
        return of(person, own);
      }),
    async forget(person, name) {
      await db.deleteFrom('board_views').where('person', '=', person).where('name', '=', name).execute();
      return of(person);
    },
  };
}
