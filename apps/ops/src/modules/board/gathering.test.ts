import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gathering } from './gathering.ts';

describe('A storm of events on the board (R04)', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('draws the first at once and what follows together, and what comes alone without waiting', () => {
    const drawn: (readonly number[])[] = [];
    const storm = gathering<number>((several) => drawn.push(several), 200);
    [1, 2, 3].forEach((each) => storm.add(each));
    expect(drawn).toEqual([[1]]);
    vi.advanceTimersByTime(200);
    expect(drawn).toEqual([[1], [2, 3]]);
    storm.add(4);
    vi.advanceTimersByTime(400);
    expect(drawn).toEqual([[1], [2, 3], [4]]);
    storm.add(5);
    expect(drawn.at(-1)).toEqual([5]);
    expect(drawn.flat()).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps nothing back when the board is left', () => {
    const drawn: number[] = [];
    const storm = gathering<number>((several) => drawn.push(...several), 200);
    [1, 2].forEach((each) => storm.add(each));
    storm.close();
    vi.advanceTimersByTime(1000);
    expect(drawn).toEqual([1, 2]);
  });
});
