import { checkPlan, DEFAULT_WEIGHTS, planDays, type Assignment, type DayPlan, type PlanningProblem, type PlanTechnician, type PlanVisit } from '@gigafibre/dispatch';
import { describe, expect, it } from 'vitest';
import { auditPlan } from '../src/modules/planning/audit-plan.ts';

const MIDNIGHT = Date.parse('2026-03-11T04:00:00Z') / 1000;
const hour = (hours: number): number => MIDNIGHT + hours * 3600;
const place = { latitude: 45.267, longitude: -73.617 };
const technician = (name: string): PlanTechnician => ({ name, zone: 'Roussillon', home: place, skills: [{ skill: 'Cuivre', level: 1, expiresSeconds: null }], shifts: [{ startSeconds: hour(8), endSeconds: hour(16), lunch: null, onCall: false }], absences: [] });
const visit = (name: string, given: Partial<PlanVisit> = {}): PlanVisit => ({ name, status: 'unassigned', place, zone: 'Roussillon', requiredSkills: [{ skill: 'Cuivre', level: 1 }], crewSize: 1, crew: [], window: null, startSeconds: null, durationSeconds: 3600, pinned: false, slaDueSeconds: null, ...given });
const problem: PlanningProblem = {
  technicians: [technician('TECH-001'), technician('TECH-002')],
  visits: [visit('VIS-1', { status: 'planned', crew: ['TECH-001'], startSeconds: hour(9) }), visit('VIS-2'), visit('VIS-3')],
  nowSeconds: hour(6), freezeSeconds: 0, horizon: { startSeconds: hour(0), endSeconds: hour(24) }, travel: null, weights: DEFAULT_WEIGHTS,
};
const published: readonly Assignment[] = [{ visit: 'VIS-1', crew: ['TECH-001'], startSeconds: hour(9) }];
const engine = planDays(problem, { iterations: 50 });
const saying = (assignments: readonly Assignment[]): DayPlan => ({ ...engine, assignments, unassigned: [] });
const audited = (assignments: readonly Assignment[]): DayPlan => auditPlan(problem, published, saying(assignments));

describe("the engine's answer before anybody sees it (R60)", () => {
  it('passes as it is when it is legal', () => {
    expect(auditPlan(problem, published, engine)).toBe(engine);
  });

  it('loses the line that breaks a rule, keeps the others, and says which rule', () => {
    const plan = audited([...published, { visit: 'VIS-2', crew: ['TECH-002'], startSeconds: hour(10) }, { visit: 'VIS-3', crew: ['TECH-002'], startSeconds: hour(10.5) }]);
    expect(plan.assignments.map((each) => each.visit)).toEqual(['VIS-1', 'VIS-2']);
    expect(plan.unassigned).toMatchObject([{ visit: 'VIS-3', technician: 'TECH-002', violations: [{ rule: 'late-arrival' }] }]);
    expect(plan.cost).toEqual(checkPlan(problem, plan).cost);
  });

  it('puts a visit that moved wrongly back where it stood, and whoever took its place out again', () => {
    const plan = audited([{ visit: 'VIS-1', crew: ['TECH-001'], startSeconds: hour(18) }, { visit: 'VIS-2', crew: ['TECH-001'], startSeconds: hour(9) }]);
    expect(plan.assignments).toEqual(published);
    expect(plan.unassigned.map((each) => each.visit).sort()).toEqual(['VIS-1', 'VIS-2']);
  });

  it('drops what would make somebody else late, though that one did not move', () => {
    const plan = audited([{ visit: 'VIS-2', crew: ['TECH-001'], startSeconds: hour(8.5) }, ...published]);
    expect(plan.assignments).toEqual(published);
    expect(plan.unassigned.map((each) => each.visit)).toEqual(['VIS-2']);
  });
});
