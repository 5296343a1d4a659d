import { describe, expect, it } from 'vitest';
import { checkPlan, DEFAULT_WEIGHTS, explainAssignment, planDays, type PlanningProblem, type PlanTechnician, type PlanVisit } from '../src/index.ts';
import { hour, technician, visit } from './builders.ts';

const shift = (from: number, until: number): PlanTechnician['shifts'][number] => ({ startSeconds: hour(from), endSeconds: hour(until), lunch: null, onCall: false });
const dayOf = (who: PlanTechnician, visits: readonly PlanVisit[]): PlanningProblem => ({
  technicians: [who], visits, nowSeconds: hour(7), freezeSeconds: 0, horizon: { startSeconds: hour(0), endSeconds: hour(24) }, travel: null, weights: DEFAULT_WEIGHTS,
});
const locked = (from: number, hours: number): PlanVisit => visit({ name: 'LOCKED', status: 'planned', crew: ['TECH-001'], pinned: true, startSeconds: hour(from), durationSeconds: hours * 3600, jobType: 'repair' });
const asked = visit({ name: 'ASKED', jobType: 'repair' });

describe('a day in several stretches (R60)', () => {
  it('gives nobody a visit after an absence while a pinned one from before it still keeps him', () => {
    const problem = dayOf(technician({ shifts: [shift(8, 16)], absences: [{ startSeconds: hour(11), endSeconds: hour(12), reason: 'Training' }] }), [locked(10, 3.5), asked]);
    const plan = planDays(problem, { iterations: 50 });
    expect(plan.assignments.find((each) => each.visit === 'ASKED')?.startSeconds).toBeLessThan(hour(9.5));
    const within = { assignments: plan.assignments.map((each) => (each.visit === 'ASKED' ? { ...each, startSeconds: hour(12.5) } : each)) };
    expect(checkPlan(problem, within).faults.filter(({ isInherited }) => !isInherited).map((each) => [each.visit, each.violation.rule])).toEqual([['ASKED', 'late-arrival']]);
  });

  it('begins the second of two short shifts when a pinned visit of the first is over', () => {
    const problem = dayOf(technician({ shifts: [shift(8, 10), shift(11, 15)] }), [locked(8, 4), asked]);
    expect(explainAssignment(problem, { assignments: planDays(problem, { iterations: 50 }).assignments }, 'ASKED', 'TECH-001')).toMatchObject({ kind: 'possible', startSeconds: hour(12) });
  });

  it('takes an absence that is over before it begins for none, in plans and in reasons', () => {
    const problem = dayOf(technician({ shifts: [shift(8, 12)], overtimeSeconds: 7200, absences: [{ startSeconds: hour(12), endSeconds: hour(8), reason: 'Sick' }] }), [{ ...asked, durationSeconds: 5 * 3600 }]);
    const plan = planDays(problem, { iterations: 50 });
    expect([plan.assignments, checkPlan(problem, plan).isLegal, explainAssignment(problem, plan, 'ASKED', 'TECH-001').kind]).toMatchObject([[{ visit: 'ASKED', startSeconds: hour(8) }], true, 'possible']);
  });
});
