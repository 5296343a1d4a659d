import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openStrictStore } from '../strict-store.ts';
import { MUTANTS } from './mutants.ts';
import { runSchedules } from './run.ts';

const SCHEDULES = Number(process.env['QUEUE_SCHEDULES'] ?? 5000);
/** A mutant that lives longer than this has survived. */
const BOUND = 300;

describe('the queue of production under every kind of bad luck (R39, M5)', () => {
  it(`loses, doubles, reorders and forgets nothing in ${String(SCHEDULES)} schedules`, { timeout: 600_000 }, async () => {
    const failures: string[] = [];
    const tally = await runSchedules({ schedules: SCHEDULES, seed: 1, onFailure: (seed, what) => failures.push(`seed ${String(seed)}: ${what.join('; ')}`) });
    expect(failures).toEqual([]);
    expect(tally).toEqual({ schedules: SCHEDULES, lost: 0, doubled: 0, reordered: 0, vanished: 0, other: 0 });
  });

  it('does so in a browser’s database as in memory', { timeout: 120_000 }, async () => {
    let opened = 0;
    const openStore = () => openStrictStore(`chaos-${String((opened += 1))}`);
    expect(await runSchedules({ schedules: 40, seed: 1_000_000, openStore })).toMatchObject({ lost: 0, doubled: 0, reordered: 0, vanished: 0, other: 0 });
  });
});

describe('the schedules have teeth: they find a queue that', () => {
  it.each(Object.entries(MUTANTS))('%s', { timeout: 60_000 }, async (_, rig) => {
    const failures: string[] = [];
    await runSchedules({ schedules: BOUND, seed: 1, rig, untilFirst: true, onFailure: (_seed, what) => failures.push(...what) });
    expect(failures).not.toEqual([]);
  });
});
