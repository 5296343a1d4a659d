import { checkPlan, COST_KINDS, explainAssignment, type Assignment, type DayPlan, type Explanation, type PlanCost, type PlanningProblem, type PossiblePlace } from '../src/index.ts';
import { lockOf, workdays } from '../src/planning/check/day.ts';
import { changed, isTrue } from './witness.ts';

const FIGURES = ['totalCents', 'travelSeconds', 'travelMeters', 'lateSeconds', 'overtimeSeconds', 'unassigned', 'moved', 'brokenPromises'] as const;

/** Every line in which two bills differ. */
export function billDifferences(said: PlanCost, found: PlanCost): string[] {
  return [
    ...COST_KINDS.filter((kind) => said.split[kind] !== found.split[kind]).map((kind) => `${kind}: said ${said.split[kind]}, is ${found.split[kind]}`),
    ...FIGURES.filter((figure) => said[figure] !== found[figure]).map((figure) => `${figure}: said ${said[figure]}, is ${found[figure]}`),
  ];
}

export const less = (one: PlanCost, other: PlanCost): PlanCost => ({
  ...(Object.fromEntries(FIGURES.map((figure) => [figure, one[figure] - other[figure]])) as Omit<PlanCost, 'split'>),
  split: Object.fromEntries(COST_KINDS.map((kind) => [kind, one.split[kind] - other.split[kind]])) as PlanCost['split'],
});

/** What the checker has against a plan of the engine. */
export function planFaults(problem: PlanningProblem, plan: DayPlan): string[] {
  const audit = checkPlan(problem, plan);
  return [
    ...audit.lost.map((name) => `${name} is lost or doubled`),
    ...audit.faults.filter(({ isInherited }) => !isInherited).map(({ visit, technician, violation }) => `${visit} with ${technician ?? 'nobody'}: ${violation.rule} ${JSON.stringify(violation.facts)}`),
    ...billDifferences(plan.cost, audit.cost),
  ];
}

const withoutVisit = (problem: PlanningProblem, name: string): PlanningProblem => ({ ...problem, visits: problem.visits.filter((each) => each.name !== name) });

/** The plan after somebody took a proposed place. */
export function accept(assignments: readonly Assignment[], { visit, crew, startSeconds, retimed, displaced }: PossiblePlace): Assignment[] {
  const gone = new Set([visit, ...displaced, ...retimed.map((each) => each.visit)]);
  return [...assignments.filter((each) => !gone.has(each.visit)), ...retimed, { visit, crew, startSeconds }];
}

function possibleFaults(problem: PlanningProblem, assignments: readonly Assignment[], place: PossiblePlace): string[] {
  const base = assignments.filter(({ visit }) => visit !== place.visit);
  const audit = checkPlan(problem, { assignments: accept(base, place) });
  const before = checkPlan(withoutVisit(problem, place.visit), { assignments: base });
  // what the plan breaks already is not this place's doing
  const known = new Set(checkPlan(problem, { assignments }).faults.map(({ visit, violation }) => `${visit} ${violation.rule}`));
  // a plan that breaks something by itself is timed as it can be done, not as it is written: nothing to compare with to the cent
  const isBent = before.faults.some(({ isInherited }) => !isInherited);
  for (const { visit, violation } of before.faults) known.add(`${visit} ${violation.rule}`);
  const standing = assignments.some(({ visit }) => visit === place.visit) ? checkPlan(problem, { assignments }).cost.totalCents - before.cost.totalCents : null;
  const isAway = known.has(`${place.visit} absence`) || known.has(`${place.visit} outside-shift`);
  const difference = standing === null ? null : place.cost.totalCents - standing;
  return [
    ...audit.faults.filter(({ isInherited, visit, violation }) => !isInherited && !known.has(`${visit} ${violation.rule}`)).map(({ visit, violation }) => `possible, but ${visit}: ${violation.rule} ${JSON.stringify(violation.facts)}`),
    ...(isBent ? [] : billDifferences(place.cost, less(audit.cost, before.cost))),
    ...(isBent || place.differenceCents === difference || (place.differenceCents === null && isAway) ? [] : [`difference: said ${String(place.differenceCents)}, is ${String(difference)}`]),
  ];
}


/** Whether everything locked stands in the plan. */
function holdsLocked(problem: PlanningProblem, assignments: readonly Assignment[]): boolean {
  const days = new Map(problem.technicians.map((each) => [each.name, workdays(each, problem.horizon)]));
  return problem.visits.every((visit) => [null, 'gone'].includes(lockOf(visit, problem, days)) || assignments.some((each) => each.visit === visit.name));
}

function blockedFaults(problem: PlanningProblem, assignments: readonly Assignment[], explanation: Extract<Explanation, { kind: 'blocked' }>): string[] {
  const { visit, technician, violations, changes } = explanation;
  const untrue = violations.filter((each) => !isTrue(problem, assignments, explanation, each)).map(({ rule, facts }) => `${visit} with ${technician}: ${rule} is not so ${JSON.stringify(facts)}`);
  if (violations.length === 0) untrue.push(`${visit} with ${technician} is refused without a reason`);
  let world: PlanningProblem | undefined = problem;
  for (const change of changes) world = world === undefined ? undefined : changed(world, change);
  // for a crew the list is what its lead lacks: whether the others are free then is another question
  const isCrew = problem.visits.some(({ name, crewSize }) => name === visit && crewSize > 1);
  if (world === undefined || changes.length === 0 || isCrew) return untrue;
  const then = explainAssignment(world, { assignments }, visit, technician);
  // a plan that the changed world contradicts by itself (somebody is back, and his visits with him) shows nothing more
  const isSound = holdsLocked(world, assignments) && checkPlan(world, { assignments }).isLegal && checkPlan(withoutVisit(world, visit), { assignments: assignments.filter((each) => each.visit !== visit) }).isLegal;
  if (then.kind === 'possible' && !isSound) return untrue;
  return then.kind === 'possible' ? [...untrue, ...possibleFaults(world, assignments, then).map((each) => `once changed, ${each}`)] : [...untrue, `${visit} with ${technician} stays refused: ${JSON.stringify(changes)} leaves ${JSON.stringify(then.violations)} ${JSON.stringify(then.changes)}`];
}

/** What is untrue of an explanation, judged by the checker. */
export function explanationFaults(problem: PlanningProblem, assignments: readonly Assignment[], explanation: Explanation): string[] {
  return explanation.kind === 'possible' ? possibleFaults(problem, assignments, explanation) : blockedFaults(problem, assignments, explanation);
}
