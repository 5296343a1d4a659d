import { expect, it } from 'vitest';
import { hour } from '../../test/builders.ts';
import { published, smallDay } from '../../test/small-days.ts';
import { planFaults } from '../../test/verify.ts';
import { followProblem, planDays, replan, type PlanTechnician } from '../index.ts';

it('mends a problem that follows others just as one that is read afresh, and breaks nothing beyond the tours it looks at (R60)', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const problem = smallDay(seed, { technicians: 14, visits: 24 });
    let now = published(problem, planDays(problem, { seed, iterations: 40 }).assignments);
    for (const sick of now.technicians.slice(0, 3)) {
      const absences = [{ startSeconds: hour(9), endSeconds: hour(24), reason: 'Sick' }];
      const then = { ...now, technicians: now.technicians.map((each): PlanTechnician => (each.name === sick.name ? { ...each, absences } : each)) };
      followProblem(now, then);
      const options = { technicians: [sick.name], seed, iterations: 20 };
      const plan = replan(then, options);
      expect(planFaults(then, plan)).toEqual([]);
      expect(plan).toEqual(replan(structuredClone(then), options));
      now = published(then, plan.assignments);
    }
  }
}, 60_000);
