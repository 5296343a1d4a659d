import { PROBLEMS } from '@gigafibre/contracts';
import type { ProblemCode } from '@gigafibre/contracts';
import { mulberry32 } from '@gigafibre/kernel';
import { createIdbQueueStorage } from './idb-queue.ts';
import { createCommandQueue } from './queue.ts';
import type { QueueParts } from './queue.ts';
import type { QueueStorage, Reply, Sender, SenderLock, StoredCommand } from './queue-ports.ts';
import { openStrictStore } from './strict-store.ts';
import { COMMAND_VERSIONS } from './versions.ts';

let databases = 0;
export const freshStorage = (): QueueStorage => createIdbQueueStorage(openStrictStore(`queue-${String((databases += 1))}`), nextId);

export const json = (status: number, body: unknown, contentType = 'application/json; charset=utf-8'): Reply => ({ kind: 'answer', status, contentType, retryAfter: '', body });
export const refusal = (code: ProblemCode): Reply => {
  const { status, title, retry } = PROBLEMS[code];
  return json(status, { type: `/problems/${code}`, title, status, code, retry }, 'application/problem+json');
};

/** A hub that does each command once, in the order in which they arrive. */
export function createFakeHub() {
  const done = new Map<string, number>();
  const effects: StoredCommand[] = [];
  const photos = new Set<string>();
  return {
    effects,
    photos,
    take(command: StoredCommand): Reply {
      const known = done.get(command.id);
      if (known === undefined) {
        effects.push(command);
        done.set(command.id, effects.length);
      }
      return json(200, { id: command.id, type: command.type, subject: { doctype: 'Dispatch Visit', name: 'VIS-1' }, seq: known ?? effects.length, replayed: known !== undefined });
    },
    texts: (): unknown[] => effects.map((command) => command.payload['text'] ?? command.type),
  };
}

export type FakeHub = ReturnType<typeof createFakeHub>;

export function createDeviceClock(start = Date.UTC(2026, 10, 23, 14)) {
  let now = start;
  return {
    now: () => now,
    advance(ms: number): void {
      now += ms;
    },
  };
}

export const openLock: SenderLock = { hold: (work) => work() };

let ids = 0;
export const nextId = (): string => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`;

/** A queue over a real store and a fake hub, with whatever parts a test replaces. */
export function openQueue(parts: Partial<QueueParts> & { hub?: FakeHub } = {}) {
  const clock = createDeviceClock();
  const hub = parts.hub ?? createFakeHub();
  const honest: Sender = { command: async (command) => hub.take(command), photo: async () => ({ kind: 'held' }) };
  const queue = createCommandQueue({
    technician: 'TECH-001',
    device: 'device-of-tests',
    storage: freshStorage(),
    sender: honest,
    lock: openLock,
    clock: clock.now,
    random: mulberry32(7),
    newId: nextId,
    versions: COMMAND_VERSIONS,
    onChange: () => undefined,
    ...parts,
  });
  return { queue, hub, clock };
}
