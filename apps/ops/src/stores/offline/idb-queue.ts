import { promisifyRequest } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import { rowsWithNames } from './local-names.ts';
import type { QueueRow, QueueState, QueueStorage } from './queue-ports.ts';

const STORE_KEY = 'store';
const LAST = Number.POSITIVE_INFINITY;
const rowKey = (technician: string, counter: number): IDBValidKey => ['row', technician, counter];
const counterKey = (technician: string): IDBValidKey => ['counter', technician];
const nameKey = (technician: string, local: string): IDBValidKey => ['name', technician, local];

async function stateOf(store: IDBObjectStore, technician: string): Promise<QueueState> {
  const [rows, pairs] = await Promise.all([
    promisifyRequest<QueueRow[]>(store.getAll(IDBKeyRange.bound(rowKey(technician, 0), rowKey(technician, LAST)))),
    promisifyRequest<[string, string][]>(store.getAll(IDBKeyRange.bound(nameKey(technician, ''), nameKey(technician, '\uffff')))),
  ]);
  const names = new Map(pairs);
  return { rows: rowsWithNames(rows, names), names };
}

/** What a row made, with the hub's name for it; a command about a document that had its name already has made none. */
function namedBy({ local, answer, command }: QueueRow): [string, string] | undefined {
  if (local === undefined || answer === undefined || JSON.stringify(command.payload).includes(JSON.stringify(answer.subject.name))) return undefined;
  return [local, answer.subject.name];
}

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
        const [last, before] = await Promise.all([promisifyRequest<number | undefined>(rows.get(counterKey(technician))), stateOf(rows, technician)]);
        const counter = (last ?? 0) + 1;
        const row = make(counter, before);
        rows.put(row, rowKey(technician, counter));
        rows.put(counter, counterKey(technician));
        await promisifyRequest(rows.transaction);
        return row;
      }),
    rows: (technician) => store('readonly', async (rows) => [...(await stateOf(rows, technician)).rows]),
    change: (technician, counter, next) =>
      store('readwrite', async (rows) => {
        const key = rowKey(technician, counter);
        const row = await promisifyRequest<QueueRow | undefined>(rows.get(key));
        const changed = row === undefined ? undefined : next(row);
        if (row !== undefined && changed === undefined) rows.delete(key);
        else if (changed !== undefined && changed !== row) rows.put(changed, key);
        const made = changed === undefined ? undefined : namedBy(changed);
        if (made !== undefined) rows.put(made, nameKey(technician, made[0]));
        await promisifyRequest(rows.transaction);
        return changed;
      }),
  };
}
