import { checkPlan, travelSeconds, type Assignment, type Place, type PlanningProblem, type PlanTechnician, type PlanVisit } from '../src/index.ts';

interface Going {
  readonly technician: PlanTechnician;
  place: Place | null;
  free: number;
  hasEaten: boolean;
}

const canDo = (visit: PlanVisit, { skills }: PlanTechnician): boolean => visit.requiredSkills.every(({ skill, level }) => skills.some((held) => held.skill === skill && held.level >= level));

/** When somebody could begin a visit after everything he has, lunch taken at noon; null when that is too late. */
function startOf(visit: PlanVisit, going: Going): { start: number; eats: boolean } | null {
  const [shift] = going.technician.shifts;
  if (shift === undefined || !canDo(visit, going.technician)) return null;
  const arrives = going.free + travelSeconds(going.place, visit.place);
  const { lunch } = shift;
  const begins = Math.max(arrives, visit.window?.startSeconds ?? 0);
  const eats = lunch !== null && !going.hasEaten && begins + visit.durationSeconds > lunch.startSeconds;
  const start = eats ? Math.max(Math.max(arrives, lunch.startSeconds - 3600) + lunch.endSeconds - lunch.startSeconds, begins) : begins;
  const isLate = visit.window !== null && start > visit.window.endSeconds;
  const home = start + visit.durationSeconds + travelSeconds(visit.place, going.technician.home);
  return isLate || home > shift.endSeconds ? null : { start, eats };
}

/**
 * What is done without an engine: visits by window and urgency, each to the first technician who can (**first**) or to the one with the
 * shortest drive (**nearest**), after what he has already. A tour that turns out illegal loses its last visits.
 */
export function firstFeasible(problem: PlanningProblem, choice: 'first' | 'nearest'): Assignment[] {
  const people: Going[] = problem.technicians.map((technician) => ({ technician, place: technician.home, free: technician.shifts[0]?.startSeconds ?? 0, hasEaten: false }));
  const rank = { Urgent: 0, High: 1, Medium: 2, Low: 3 } as const;
  const order = problem.visits.toSorted((one, other) => (one.window?.endSeconds ?? Number.MAX_SAFE_INTEGER) - (other.window?.endSeconds ?? Number.MAX_SAFE_INTEGER) || rank[one.priority ?? 'Medium'] - rank[other.priority ?? 'Medium']);
  const plan: Assignment[] = [];
  for (const visit of order) {
    const able = people.flatMap((going) => { const at = startOf(visit, going); return at === null ? [] : [{ going, ...at, drive: travelSeconds(going.place, visit.place) }]; });
    const chosen = choice === 'first' ? able[0] : able.toSorted((one, other) => one.drive - other.drive)[0];
    if (chosen === undefined) continue;
    plan.push({ visit: visit.name, crew: [chosen.going.technician.name], startSeconds: chosen.start });
    Object.assign(chosen.going, { place: visit.place, free: chosen.start + visit.durationSeconds, hasEaten: chosen.going.hasEaten || chosen.eats });
  }
  const wrong = new Set(checkPlan(problem, { assignments: plan }).faults.map((fault) => fault.visit));
  return plan.filter(({ visit }) => !wrong.has(visit));
}
