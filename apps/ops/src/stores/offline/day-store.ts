import { del, get, set } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { Day } from '@gigafibre/contracts';

/** The hub's last answer for one technician. */
export interface DaySnapshot {
  readonly day: Day;
  /** Epoch milliseconds, by this device's clock. */
  readonly readAt: number;
}

/** Day snapshots, one for each technician who works with this phone. */
export interface DayStore {
  read(technician: string): Promise<DaySnapshot | undefined>;
  /** Keeps the newer of two snapshots: answers may overtake each other. */
  keep(technician: string, snapshot: DaySnapshot): Promise<void>;
  wipe(technician: string): Promise<void>;
}

export const createDayStore = (store: UseStore): DayStore => ({
  read: (technician) => get<DaySnapshot>(technician, store),
  async keep(technician, snapshot) {
    const before = await get<DaySnapshot>(technician, store);
    if (before === undefined || before.day.date !== snapshot.day.date || before.day.seq <= snapshot.day.seq) await set(technician, snapshot, store);
  },
  wipe: (technician) => del(technician, store),
});
