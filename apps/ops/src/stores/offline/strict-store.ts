import { createStore } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';

/**
 * A key-value store in a database of its own, whose writes are on the disk before they count as done:
 * browsers otherwise answer once the system has the bytes, and a phone that loses power loses them.
 */
export function openStrictStore(database: string, store = 'rows'): UseStore {
  const relaxed = createStore(database, store);
  return async (mode, callback) => {
    if (mode === 'readonly') return relaxed(mode, callback);
    const connection = await relaxed('readonly', (any) => any.transaction.db);
    return callback(connection.transaction(store, mode, { durability: 'strict' }).objectStore(store));
  };
}
