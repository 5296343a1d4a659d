import type { Assignment, PlanningProblem } from '../src/index.ts';

/** The problem with a plan published. */
export function published(problem: PlanningProblem, assignments: readonly Assignment[]): PlanningProblem {
  const standing = new Map(assignments.map((each) => [each.visit, each]));
  return { ...problem, visits: problem.visits.map((visit) => { const at = standing.get(visit.name); return at === undefined ? visit : { ...visit, status: 'planned', crew: at.crew, startSeconds: at.startSeconds }; }) };
}
