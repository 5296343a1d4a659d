import type { Assignment, PlanningProblem, PlanVisit } from '../src/index.ts';

/** The day at a moment, with a plan published and kept to the second: what should be over is, and what should be under way is. */
export function publishedAt(problem: PlanningProblem, assignments: readonly Assignment[], nowSeconds: number): PlanningProblem {
  const standing = new Map(assignments.map((each) => [each.visit, each]));
  const kept = (visit: PlanVisit): PlanVisit => {
    const at = standing.get(visit.name);
    if (at === undefined) return visit;
    const planned = { ...visit, crew: at.crew, startSeconds: at.startSeconds };
    const endSeconds = at.startSeconds + visit.durationSeconds;
    if (endSeconds <= nowSeconds) return { ...planned, status: 'done', arrivedSeconds: at.startSeconds, endedSeconds: endSeconds };
    return at.startSeconds <= nowSeconds ? { ...planned, status: 'on-site', arrivedSeconds: at.startSeconds } : { ...planned, status: 'planned' };
  };
  return { ...problem, nowSeconds, visits: problem.visits.map(kept) };
}
