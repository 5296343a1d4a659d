import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('mends 20,000 days after something happened without one illegal plan or one untrue explanation (R60, M3)', () => {
  const { findings, ...result } = fuzz(20_000, 1);
  expect({ ...result, findings }).toEqual({ runs: 20_000, illegal: 0, untrue: 0, findings: [] });
}, 1_200_000);
