import { promisifyRequest } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { QueueRow, QueueStorage } from './queue-ports.ts';

const rowKey = (technician: string, counter: number): IDBValidKey => ['row', technician, counter];
const counterKey = (technician: string): IDBValidKey => ['counter', technician];
const rowsOf = (store: IDBObjectStore, technician: string): Promise<QueueRow[]> =>
  promisifyRequest<QueueRow[]>(store.getAll(IDBKeyRange.bound(rowKey(technician, 0), rowKey(technician, Number.POSITIVE_INFINITY))));

const STORE_KEY = 'store';

/** The queue's rows in a database of their own, one record for each command, numbered for each technician. */
export function createIdbQueueStorage(store: UseStore, newId: () => string): QueueStorage {
  return {
    identity: (technician) =>
      store('readwrite', async (rows) => {
        const [known, counter] = await Promise.all([promisifyRequest<string | undefined>(rows.get(STORE_KEY)), promisifyRequest<number | undefined>(rows.get(counterKey(technician)))]);
        const own = known ?? newId();
        if (known === undefined) rows.put(own, STORE_KEY);
        await promisifyRequest(rows.transaction);
        return { store: own, counter: counter ?? 0 };
      }),
    append: (technician, make) =>
      store('readwrite', async (rows) => {
        const [last, before] = await Promise.all([promisifyRequest<number | undefined>(rows.get(counterKey(technician))), rowsOf(rows, technician)]);
        const counter = (last ?? 0) + 1;
        const row = make(counter, before);
        rows.put(row, rowKey(technician, counter));
        rows.put(counter, counterKey(technician));
        await promisifyRequest(rows.transaction);
        return row;
      }),
    rows: (technician) => store('readonly', (rows) => rowsOf(rows, technician)),
    change: (technician, counter, next) =>
      store('readwrite', async (rows) => {
        const key = rowKey(technician, counter);
        const row = await promisifyRequest<QueueRow | undefined>(rows.get(key));
        const changed = row === undefined ? undefined : next(row);
        if (row !== undefined && changed === undefined) rows.delete(key);
        else if (changed !== undefined && changed !== row) rows.put(changed, key);
        await promisifyRequest(rows.transaction);
      }),
  };
}
