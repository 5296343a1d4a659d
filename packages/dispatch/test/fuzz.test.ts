import { expect, it } from 'vitest';
import { fuzz, fuzzDays } from './fuzz.ts';

it('mends 20,000 days after something happened without one illegal plan or one untrue explanation (R60, M3)', () => {
  const { findings, ...result } = fuzz(20_000, 1);
  expect({ ...result, findings }).toEqual({ runs: 20_000, illegal: 0, untrue: 0, findings: [] });
}, 1_200_000);

it('plans and explains days that once fooled it: a crew led by its second person, lunch before a visit, people free but not together, a visit standing before the pinned one it waits for, a pin that reaches into the next stretch, an absence over before it begins (R60, M3)', () => {
  expect(fuzzDays([5_000_122, 5_000_915, 10_000_670, 10_000_791, 10_001_530, 4_242_019_140, 909_005_137, 909_004_035, 4_242_015_651, 4_242_017_512, 4_242_023_282])).toMatchObject({ illegal: 0, untrue: 0, findings: [] });
});
