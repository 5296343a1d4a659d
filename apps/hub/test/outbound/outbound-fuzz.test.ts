import { describe, expect, it } from 'vitest';
import { POLICIES } from '../../src/modules/outbound/policy/policies.ts';
import { fuzzOutbound } from './fuzz.ts';

describe('the door out under fire', () => {
  it('calls a vendor if and only if the five conditions and every policy hold, by independent rules (R26, M13)', async () => {
    const { sent, wrong, examples } = await fuzzOutbound(20_000, 20_261_123);
    expect(examples).toEqual([]);
    expect(wrong).toBe(0);
    expect(sent).toBeGreaterThan(4000);
  });

  it.each(Object.keys(POLICIES))('is found out when « %s » is taken away', async (missing) => {
    const others = Object.fromEntries(Object.entries(POLICIES).filter(([name]) => name !== missing));
    expect((await fuzzOutbound(1500, 7, others)).wrong).toBeGreaterThan(0);
  });
});
