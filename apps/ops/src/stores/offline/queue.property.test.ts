import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mulberry32 } from '@gigafibre/kernel';
import { createDeviceClock, createFakeHub, freshStorage, json, nextId, openLock, refusal } from './queue.fixtures.ts';
import { createCommandQueue } from './queue.ts';
import type { QueueStorage, Reply, Sender, StoredCommand } from './queue-ports.ts';
import { COMMAND_VERSIONS } from './versions.ts';

const RUNS = Number(process.env['QUEUE_SCHEDULES'] ?? 150);
const FATES = ['arrives', 'request lost', 'reply lost', 'arrives twice', 'twin comes later', 'fault', 'busy', 'portal', 'signed out'] as const;
type Fate = (typeof FATES)[number];
type Step = { do: 'enqueue'; visit: number; refused: boolean } | { do: 'drain' } | { do: 'wait'; seconds: number } | { do: 'sign in' } | { do: 'forget' };
interface Schedule {
  steps: Step[];
  fates: Fate[];
  /** How many awaits each life of the app survives, and whether the last one took effect. */
  lives: { awaits: number; took: boolean }[];
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('enqueue' as const), visit: fc.nat({ max: 2 }), refused: fc.nat({ max: 9 }).map((n) => n === 0) }) },
  { weight: 4, arbitrary: fc.constant({ do: 'drain' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 900 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sign in' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'forget' as const }) },
);
const schedules: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(step, { minLength: 4, maxLength: 24 }),
  fates: fc.array(fc.constantFrom(...FATES), { maxLength: 30 }),
  lives: fc.array(fc.record({ awaits: fc.integer({ min: 1, max: 25 }), took: fc.boolean() }), { maxLength: 6 }),
});

const never = new Promise<never>(() => undefined);

/** One life of the app: after the given number of awaits nothing it does takes effect or comes back. */
function createLife(awaits: number, took: boolean) {
  let left = awaits;
  let die = (): void => undefined;
  const death = new Promise<'dead'>((resolve) => {
    die = () => {
      resolve('dead');
    };
  });
  async function through<T>(act: () => Promise<T>): Promise<T> {
    left -= 1;
    if (left < 0 || (left === 0 && !took)) {
      die();
      return never;
    }
    const result = await act();
    if (left <= 0) {
      die();
      return never;
    }
    return result;
  }
  return { through, death };
}
type Life = ReturnType<typeof createLife>;

const crashable = (storage: QueueStorage, life: Life): QueueStorage => ({
  append: (technician, make) => life.through(() => storage.append(technician, make)),
  identity: (technician) => life.through(() => storage.identity(technician)),
  rows: (technician) => life.through(() => storage.rows(technician)),
  change: (technician, counter, next) => life.through(() => storage.change(technician, counter, next)),
});

function createFaultyHub(fates: Fate[]) {
  const hub = createFakeHub();
  const late: StoredCommand[] = [];
  const refusedIds = new Set<string>();
  const take = (command: StoredCommand): Reply => {
    if (command.payload['text'] !== 'refuse me') return hub.take(command);
    refusedIds.add(command.id);
    return refusal('visit_transition_refused');
  };
  const meet = (command: StoredCommand, fate: Fate): Reply => {
    const later = late.shift();
    if (later !== undefined) take(later);
    switch (fate) {
      case 'request lost': return { kind: 'silence' };
      case 'reply lost': take(command); return { kind: 'silence' };
      case 'arrives twice': take(command); return take(command);
      case 'twin comes later': late.push(command); return take(command);
      case 'fault': return json(500, {});
      case 'busy': return json(503, {});
      case 'portal': return json(200, '<html>', 'text/html');
      case 'signed out': return refusal('not_signed_in');
      case 'arrives': return take(command);
    }
  };
  const sender: Sender = { command: async (command) => meet(command, fates.shift() ?? 'arrives'), photo: async () => ({ kind: 'held' }) };
  return { hub, sender };
}

async function play({ steps, fates, lives }: Schedule): Promise<void> {
  const storage = freshStorage();
  const clock = createDeviceClock();
  const world = createFaultyHub([...fates]);
  const deaths = [...lives];
  const acknowledged: { id: string; refused: boolean }[] = [];
  const random = mulberry32(fates.length + 1);
  const boot = () => {
    const next = deaths.shift();
    const life = createLife(next?.awaits ?? Number.POSITIVE_INFINITY, next?.took ?? true);
    const sender: Sender = { ...world.sender, command: (command) => life.through(() => world.sender.command(command)) };
    const parts = { technician: 'TECH-001', device: 'device-1', storage: crashable(storage, life), sender, lock: openLock, clock: clock.now, random };
    return { life, queue: createCommandQueue({ ...parts, newId: nextId, versions: COMMAND_VERSIONS, onChange: () => undefined }) };
  };
  let app = boot();
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    if ((await Promise.race([work(), app.life.death])) === 'dead') app = boot();
  };
  const perform = async (each: Step): Promise<void> => {
    if (each.do === 'wait') clock.advance(each.seconds * 1000);
    if (each.do === 'sign in') app.queue.resume();
    if (each.do === 'drain') await act(() => app.queue.drain());
    if (each.do === 'forget') await act(() => app.queue.forget(world.hub.effects.length));
    if (each.do === 'enqueue')
      await act(async () => {
        const kept = await app.queue.enqueue('visit.note', { visit: `VIS-${String(each.visit)}`, text: each.refused ? 'refuse me' : 'do me' });
        acknowledged.push({ id: kept.command.id, refused: each.refused });
      });
  };
  for (const each of steps) await perform(each);

  // The network, the session and the phone's battery come back; a person settles what was refused.
  deaths.length = 0;
  app = boot();
  const settled = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    app.queue.resume();
    await app.queue.drain();
    clock.advance(3_700_000);
    for (const item of await app.queue.items()) {
      if (item.state !== 'refused') continue;
      settled.add(item.command.id);
      await app.queue.discard(item.counter);
    }
  }
  const effects = world.hub.effects.map((command) => command.id);
  expect(effects.length, 'effects done twice').toBe(new Set(effects).size);
  for (const { id, refused } of acknowledged) expect(refused ? settled.has(id) : effects.includes(id), `kept and then lost: ${id}`).toBe(true);
  for (const visit of ['VIS-0', 'VIS-1', 'VIS-2']) {
    const order = world.hub.effects.filter((command) => command.payload['visit'] === visit).map((command) => command.id);
    expect(order, 'order within a visit').toEqual([...order].sort());
  }
  expect((await app.queue.items()).filter((item) => item.state !== 'acknowledged')).toEqual([]);
}

it('loses no kept command, does none twice and keeps each visit’s order, whatever the network and the battery do (R39)', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(schedules, play), { numRuns: RUNS });
});
