import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBusyVisits } from './use-presence.ts';

describe('What other dispatchers have in hand', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is marked with their names until they let go', () => {
    const { busy, hear } = createBusyVisits();
    hear({ desk: 'd1', by: 'Marie', visits: ['V1', 'V2'] });
    hear({ desk: 'd2', by: 'Luc', visits: ['V3'] });
    hear({ desk: 'd1', by: 'Marie', visits: ['V2'] });
    expect([...busy].sort()).toEqual([['V2', 'Marie'], ['V3', 'Luc']]);
    hear({ desk: 'd1', by: 'Marie', visits: [] });
    expect([...busy]).toEqual([['V3', 'Luc']]);
  });

  it('stays marked while one of two who hold it lets go', () => {
    const { busy, hear } = createBusyVisits();
    hear({ desk: 'd1', by: 'Marie', visits: ['V1'] });
    hear({ desk: 'd2', by: 'Luc', visits: ['V1'] });
    hear({ desk: 'd2', by: 'Luc', visits: [] });
    expect(busy.has('V1')).toBe(true);
  });

  it('is forgotten when a desk says nothing any more', () => {
    const { busy, hear } = createBusyVisits(8000);
    hear({ desk: 'd1', by: 'Marie', visits: ['V1'] });
    vi.advanceTimersByTime(6000);
    hear({ desk: 'd1', by: 'Marie', visits: ['V1'] });
    vi.advanceTimersByTime(6000);
    expect([...busy]).toEqual([['V1', 'Marie']]);
    vi.advanceTimersByTime(2000);
    expect([...busy]).toEqual([]);
  });
});
