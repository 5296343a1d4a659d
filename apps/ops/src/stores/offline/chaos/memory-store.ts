import type { UseStore } from 'idb-keyval';

// Only what the queue's storage asks of IndexedDB, as fast as memory: whole transactions, keys of arrays, ranges within a prefix.
const nameOf = (key: unknown): string => JSON.stringify(key);
const prefixOf = (key: unknown): string => nameOf((key as unknown[]).slice(0, 2)).slice(0, -1);

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** A request that has been answered, or a transaction that has been committed. */
const settled = (result?: unknown) => ({
  result,
  set onsuccess(tell: () => void) {
    queueMicrotask(tell);
  },
});

interface Range {
  readonly lower: unknown;
}

/** A store in memory that behaves towards `idb-queue.ts` as a browser's does. What lies in it cannot be changed in place. */
export function createMemoryStore(): UseStore {
  const rows = new Map<string, unknown>();
  const store = {
    transaction: settled(),
    get: (key: unknown) => settled(rows.get(nameOf(key))),
    put(value: unknown, key: unknown) {
      rows.set(nameOf(key), frozen(value));
      return settled();
    },
    delete(key: unknown) {
      rows.delete(nameOf(key));
      return settled();
    },
    getAll({ lower }: Range) {
      const prefix = prefixOf(lower);
      return settled([...rows].filter(([name]) => name.startsWith(prefix)).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)).map(([, value]) => value));
    },
  };
  return async (_mode, act) => act(store as unknown as IDBObjectStore);
}

/** Node has no IndexedDB: the one thing of it that the queue's storage names by itself. */
export function provideKeyRange(): void {
  if (typeof IDBKeyRange === 'undefined') Object.assign(globalThis, { IDBKeyRange: { bound: (lower: unknown, upper: unknown) => ({ lower, upper }) } });
}
