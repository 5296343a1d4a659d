import type { UseStore } from 'idb-keyval';
import { mulberry32, type Random } from '@gigafibre/kernel';
import { createIdbQueueStorage } from '../idb-queue.ts';
import { leavePhone } from '../leave-phone.ts';
import { createCommandQueue } from '../queue.ts';
import type { CommandQueue } from '../queue.ts';
import type { QueueRow, QueueStorage, Sender } from '../queue-ports.ts';
import { webLock } from '../sender-lock.ts';
import type { ModelHub } from './model-hub.ts';
import { createNetwork } from './network.ts';
import { RELEASES } from './releases.ts';
import type { Rig } from './rig.ts';
import { createLocks, type Life, type Scheduler } from './scheduler.ts';

export interface Tab {
  readonly life: Life;
  readonly technician: string;
  readonly release: number;
  readonly queue: CommandQueue;
}

interface DeviceParts {
  readonly scheduler: Scheduler;
  readonly hub: ModelHub;
  readonly random: Random;
  readonly rig: Rig;
  /** How often the network does its worst, from 0 to 1. */
  readonly weather: () => number;
  readonly store: UseStore;
}

function createState() {
  return {
    now: Date.UTC(2026, 10, 23, 14),
    technician: 'TECH-001',
    isSignedIn: true,
    breaches: [] as string[],
    /** Every row that ever lay in the store, by the tag of its deed. */
    seen: new Map<string, number>(),
    /** Photos that the phone knows to be delivered. */
    delivered: new Set<string>(),
    /** How long the phone chose to wait, by when that ended. */
    waits: new Map<number, number>(),
  };
}
type State = ReturnType<typeof createState>;

function remember<Row extends QueueRow | undefined>({ seen }: State, row: Row): Row {
  if (row !== undefined) seen.set(String(row.command.payload['text']), row.counter);
  return row;
}

/** Each call waits for its turn: between any two of them the tab may die. */
const inTurns = ({ turn }: Scheduler, life: Life, { storage, state }: { storage: QueueStorage; state: State }): QueueStorage => ({
  identity: (technician) => turn(life, () => storage.identity(technician)),
  append: (technician, make) => turn(life, async () => remember(state, await storage.append(technician, make))),
  rows: (technician) => turn(life, () => storage.rows(technician)),
  change: (technician, counter, next) => turn(life, async () => remember(state, await storage.change(technician, counter, next))),
});

interface Way {
  readonly state: State;
  readonly hub: ModelHub;
  readonly network: ReturnType<typeof createNetwork>;
  readonly technician: string;
}

const senderOf = ({ turn }: Scheduler, life: Life, { state, hub, network, technician }: Way): Sender => ({
  command: (command) =>
    turn(life, () => {
      if (technician !== state.technician) state.breaches.push(`${technician}’s command left in the name of ${state.technician}`);
      return network.meet(() => hub.take(command, technician));
    }),
  photo: (sha256) =>
    turn(life, () => {
      if (state.delivered.has(sha256)) return { kind: 'held' as const };
      const reply = network.meet(() => hub.takePhoto(sha256));
      if (reply.kind === 'answer' && reply.status === 201) state.delivered.add(sha256);
      return reply;
    }),
});

/** One phone: its store, its tabs and their locks, its clock, and the session that its requests carry. */
export function createDevice({ scheduler, hub, random, rig, weather, store }: DeviceParts) {
  const state = createState();
  const locks = createLocks(scheduler);
  const network = createNetwork(random, weather, () => state.isSignedIn);
  let ids = 0;
  const newId = rig.newId(() => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`);
  const disk = createIdbQueueStorage(store, newId);

  function openTab(release: number): Tab {
    const life: Life = { isDead: false };
    const { technician } = state;
    const versions = RELEASES[release] ?? RELEASES[0];
    const clock = (): number => state.now;
    const around = { storage: disk, technician, now: clock, versions, isSender: () => locks.isHeldBy(life), newId };
    const storage = rig.storage(inTurns(scheduler, life, { storage: disk, state }), around);
    const sender = rig.sender(senderOf(scheduler, life, { state, hub, network, technician }), around);
    const lock = webLock(locks.of(life) as LockManager, 'sender');
    const own = rig.random(mulberry32(Math.floor(random() * 2 ** 31)));
    const queue = createCommandQueue({ technician, device: 'device-1', storage, sender, lock, clock, random: own, newId, versions, onChange: () => undefined });
    return { life, technician, release, queue };
  }

  return {
    state,
    air: network.air,
    disk,
    openTab,
    async kill({ life }: Tab): Promise<void> {
      await scheduler.kill(life);
      locks.pass();
    },
    /** Somebody signs in, and somebody else out when it is another. The tabs of the former are closed by then. */
    async signIn(technician: string): Promise<void> {
      const wiped = { wipe: () => Promise.resolve() };
      if (technician !== state.technician) {
        await leavePhone(state.technician, { reads: wiped, photos: wiped });
        await rig.leave(store, disk, state.technician);
      }
      Object.assign(state, { technician, isSignedIn: true });
    },
  };
}

export type Device = ReturnType<typeof createDevice>;
