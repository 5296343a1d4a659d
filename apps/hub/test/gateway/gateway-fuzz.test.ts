import { describe, expect, it } from 'vitest';
import { fuzzGateway } from './fuzz.ts';

describe('the ERP gateway under fire', () => {
  it('lets nothing outside the policy reach the ERP, by an independent model of Frappe’s router (statement 25, R09)', async () => {
    const { requests, forwarded, faults, escapes } = await fuzzGateway(20_000, 20_261_123);
    expect(escapes).toEqual([]);
    expect(faults).toBe(0);
    expect(requests).toBe(20_000);
    expect(forwarded).toBeGreaterThan(1000);
  });
});
