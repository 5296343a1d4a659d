import { del, promisifyRequest } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { Catalogue, Day, VanParts } from '@gigafibre/contracts';
import type { Sealed, Seals } from './seal.ts';
import { openStrictStore } from './strict-store.ts';

/** Everything of the hub's that a phone keeps to read again without a network, and the only addresses it may be kept from. */
export const KEPT_READS = { day: '/v1/day', catalogue: '/v1/day/catalogue', van: '/v1/day/van' } as const;
export type ReadPart = keyof typeof KEPT_READS;
export interface ReadBodies {
  day: Day;
  catalogue: Catalogue;
  van: VanParts;
}

/** When and at what state of things an answer was read. */
export interface ReadHead {
  /** The hub's tag of the content, to ask with the next time. */
  readonly tag: string;
  /** Epoch milliseconds, by this device's clock. */
  readonly readAt: number;
  /** The event position that the content is as of, where the answer has one. */
  readonly seq?: number | undefined;
}
export interface KeptRead<Body> extends ReadHead {
  readonly body: Body;
}

/** The hub's answers on this device, sealed, one drawer for each technician who works with it. */
export interface KeptReads {
  read<P extends ReadPart>(technician: string, part: P): Promise<KeptRead<ReadBodies[P]> | undefined>;
  /** Keeps the newer of two: answers may overtake each other. */
  keep<P extends ReadPart>(technician: string, part: P, kept: KeptRead<ReadBodies[P]>): Promise<void>;
  /** The same content was found again later. */
  confirm(technician: string, part: ReadPart, head: ReadHead): Promise<void>;
  /** When the hub last answered this technician on this device; undefined when nothing of his is kept. */
  lastContact(technician: string): Promise<number | undefined>;
  wipe(technician: string): Promise<void>;
  /** Lets go of what is easiest to fetch again, everybody's: all but the visits. @returns whether that made room. */
  shed(): Promise<boolean>;
}

const EXPENDABLE: readonly ReadPart[] = ['catalogue', 'van'];

type Slot = 'head' | 'body';
const keyOf = (technician: string, slot: Slot, part: ReadPart): IDBValidKey => [technician, slot, part];
const drawer = (technician: string, ...slot: Slot[]): IDBKeyRange => IDBKeyRange.bound([technician, ...slot], [technician, ...slot, []]);

/** Releases before this one kept the day unsealed, under the technician's name. */
export const forgetUnsealed = (technician: string): Promise<void> => del(technician, openStrictStore('gf-day'));

export function createKeptReads(store: UseStore, seals: Seals): KeptReads {
  const look = (technician: string, part: ReadPart) =>
    store('readonly', async (rows) => {
      const [head, body] = await Promise.all([promisifyRequest<ReadHead | undefined>(rows.get(keyOf(technician, 'head', part))), promisifyRequest<Sealed | undefined>(rows.get(keyOf(technician, 'body', part)))]);
      return { head, body };
    });
  return {
    async read(technician, part) {
      const { head, body: sealed } = await look(technician, part);
      const body = sealed === undefined ? undefined : await seals.open(technician, sealed);
      return head === undefined || body === undefined ? undefined : { ...head, body: body as never };
    },
    async keep(technician, part, { body, ...head }) {
      const sealed = await seals.seal(technician, body);
      await store('readwrite', async (rows) => {
        const before = await promisifyRequest<ReadHead | undefined>(rows.get(keyOf(technician, 'head', part)));
        const isOlder = before?.seq !== undefined && head.seq !== undefined && before.seq > head.seq;
        if (!isOlder) {
          rows.put(head, keyOf(technician, 'head', part));
          rows.put(sealed, keyOf(technician, 'body', part));
        }
        await promisifyRequest(rows.transaction);
      });
    },
    confirm: (technician, part, head) =>
      store('readwrite', async (rows) => {
        const before = await promisifyRequest<ReadHead | undefined>(rows.get(keyOf(technician, 'head', part)));
        if (before?.tag === head.tag) rows.put({ ...head, seq: Math.max(before.seq ?? 0, head.seq ?? 0) }, keyOf(technician, 'head', part));
        await promisifyRequest(rows.transaction);
      }),
    async lastContact(technician) {
      const heads = await store('readonly', (rows) => promisifyRequest<ReadHead[]>(rows.getAll(drawer(technician, 'head'))));
      return heads.length === 0 ? undefined : Math.max(...heads.map(({ readAt }) => readAt));
    },
    async wipe(technician) {
      await seals.discard(technician);
      await store('readwrite', async (rows) => {
        rows.delete(drawer(technician));
        await promisifyRequest(rows.transaction);
      });
    },
    shed: () =>
      store('readwrite', async (rows) => {
        const keys = (await promisifyRequest(rows.getAllKeys())).filter((key) => Array.isArray(key) && EXPENDABLE.includes(key[2] as ReadPart));
        for (const key of keys) rows.delete(key);
        await promisifyRequest(rows.transaction);
        return keys.length > 0;
      }),
  };
}
