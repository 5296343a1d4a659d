import type { Problem } from '@gigafibre/contracts';
import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('statement 17: two passwords are checked at once, a few wait, and the rest are told to come later', async () => {
  const turns = createTurns({ atOnce: 2, waiting: 3 });
  const running = { now: 0, most: 0 };
  const ends: (() => void)[] = [];
  const started = Array.from({ length: 6 }, () =>
    turns
      .run(async () => {
        running.now += 1;
        running.most = Math.max(running.most, running.now);
        await new Promise<void>((end) => ends.push(end));
        running.now -= 1;
        return 'checked';
      })
      .catch((problem: unknown) => (problem as Problem).code),
  );
  for (let done = 0; done < 5; done += 1) {
    await new Promise((soon) => setImmediate(soon));
    ends.shift()?.();
  }
  expect(await Promise.all(started)).toEqual(['checked', 'checked', 'checked', 'checked', 'checked', 'too_many_requests']);
  expect(running).toEqual({ now: 0, most: 2 });
});

it('a check that fails makes room for the next', async () => {
  const turns = createTurns({ atOnce: 1, waiting: 1 });
  await expect(turns.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.run(async () => 'yes')).toBe('yes');
});
