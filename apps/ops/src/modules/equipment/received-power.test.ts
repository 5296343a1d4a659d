import { describe, expect, it } from 'vitest';
import { judgePower, powerPosition } from './received-power.ts';

describe('The power an ONT receives (R14)', () => {
  it.each([[-18.4, 'good'], [-25.9, 'weak'], [-28.1, 'lost'], [-6.2, 'strong'], [40, 'impossible'], [-65, 'impossible']] as const)('calls %s dBm %s', (dbm, verdict) => {
    expect(judgePower(dbm)).toBe(verdict);
  });

  it('stays on its scale', () => {
    expect([-60, -30, -19, -8, 2].map(powerPosition)).toEqual([0, 0, 50, 100, 100]);
  });
});
