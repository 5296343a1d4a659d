import type { PlanVisit } from '../model.ts';
import { checkPlacement } from '../placement.ts';
import { worstFirst, type Violation } from '../rules.ts';
import { toursOf } from '../tour.ts';
import { addTour, addUnserved, costDifference, costOf, emptyLedger, hasNewPeople } from './ledger.ts';
import type { Override, PlanChange, PlanCost, VisitChange } from './plan.ts';
import { preparedFor, type Prepared } from './prepare.ts';
import type { Assignment, PlanningProblem } from './problem.ts';
import { durationOn } from './stretches.ts';
import { publishedPlan, toursFrom } from './tours.ts';

/** Any plan, the engine's or somebody's own. */
export interface PlanLike {
  readonly assignments: readonly Assignment[];
}

/**
 * What any plan costs from here on, legal or not: starts that cannot be reached are counted when they can; a visit given to somebody
 * who is not at work then counts as unserved.
 */
export function costOfPlan(problem: PlanningProblem, plan: PlanLike): PlanCost {
  return planCostOf(preparedFor(problem), plan.assignments);
}

function planCostOf(prepared: Prepared, assignments: readonly Assignment[]): PlanCost {
  const { sequences, clock, begins, routeOf } = toursFrom(prepared, assignments);
  const ledger = emptyLedger();
  const crews = new Map(assignments.map(({ visit, crew }) => [visit, crew]));
  sequences.forEach((sequence, route) => {
    clock.load(sequence);
    clock.run(route, { begins, gridSeconds: 1, isHeld: true });
    addTour(ledger, prepared, route, clock);
  });
  for (const [name, [lead = -1]] of prepared.tasksOf) {
    const visit = prepared.visits.get(name);
    if (visit === undefined) continue;
    if ((routeOf[lead] ?? -1) < 0) addUnserved(ledger, visit, prepared);
    else if (hasNewPeople(visit, crews.get(name) ?? [])) ledger.moved += 1;
  }
  return costOf(ledger);
}

const isSame = (one: Assignment | null, other: Assignment | null): boolean =>
  one === other || (one !== null && other !== null && one.startSeconds === other.startSeconds && one.crew.length === other.crew.length && one.crew.every((name, index) => name === other.crew[index]));

const breaksPromise = ({ window }: PlanVisit, after: Assignment | null): boolean => window !== null && (after === null || after.startSeconds < window.startSeconds || after.startSeconds > window.endSeconds);

const whereTo = ({ before, after }: VisitChange): string => (after ?? before)?.crew[0] ?? '';
const byPlace = (one: VisitChange, other: VisitChange): number =>
  (whereTo(one) < whereTo(other) ? -1 : Number(whereTo(one) > whereTo(other))) || ((one.after ?? one.before)?.startSeconds ?? 0) - ((other.after ?? other.before)?.startSeconds ?? 0);

/**
 * A plan as a difference to another: every visit it treats otherwise, and what each costs.
 *
 * @param before the published plan when left out.
 */
export function comparePlans(problem: PlanningProblem, after: PlanLike, before?: PlanLike): PlanChange {
  const prepared = preparedFor(problem);
  const from = before?.assignments ?? publishedPlan(prepared);
  const [earlier, later] = [from, after.assignments].map((assignments) => new Map(assignments.map((each) => [each.visit, each])));
  const visits = [...prepared.visits.values()].flatMap((visit): VisitChange[] => {
    const [was, is] = [earlier?.get(visit.name) ?? null, later?.get(visit.name) ?? null];
    if (isSame(was, is)) return [];
    const hasOthers = was === null || is === null || was.crew.length !== is.crew.length || was.crew.some((name) => !is.crew.includes(name));
    return [{ visit: visit.name, before: was, after: is, hasNewPeople: hasOthers, breaksPromise: breaksPromise(visit, is) }];
  });
  const [cost, costBefore] = [planCostOf(prepared, after.assignments), planCostOf(prepared, from)];
  return { visits: visits.sort(byPlace), before: costBefore, after: cost, difference: costDifference(cost, costBefore) };
}

function violationsOf(prepared: Prepared, assignment: Assignment, others: readonly Assignment[]): Violation[] {
  const { problem } = prepared;
  const visit = prepared.visits.get(assignment.visit);
  if (visit === undefined) throw new RangeError(`no visit ${assignment.visit} in the problem`);
  const standing = new Map(others.map((each) => [each.visit, each]));
  const visits = problem.visits.map((each) => {
    const at = standing.get(each.name);
    return at === undefined || each.name === visit.name ? { ...each, crew: [], startSeconds: null } : { ...each, crew: at.crew, startSeconds: at.startSeconds };
  });
  const tours = toursOf({ technicians: problem.technicians, visits });
  const found = assignment.crew.flatMap((name, part) => {
    const technician = problem.technicians.find((each) => each.name === name);
    if (technician === undefined) throw new RangeError(`no technician ${name} in the problem`);
    const asked = part === 0 ? visit : { ...visit, requiredSkills: [] };
    return checkPlacement({ visit: asked, technician, tour: tours.get(name) ?? [], startSeconds: assignment.startSeconds, durationSeconds: durationOn(visit, technician), crewCount: assignment.crew.length, nowSeconds: problem.nowSeconds });
  });
  return worstFirst(found);
}

/**
 * What somebody's own choice of people and time costs, and the rules it breaks; the other visits keep theirs as far as they can.
 *
 * @throws {RangeError} when the visit or somebody of the crew is unknown.
 */
export function priceOverride(problem: PlanningProblem, plan: PlanLike | undefined, assignment: Assignment): Override {
  const prepared = preparedFor(problem);
  const before = plan?.assignments ?? publishedPlan(prepared);
  const others = before.filter(({ visit }) => visit !== assignment.visit);
  return { assignment, violations: violationsOf(prepared, assignment, others), cost: costDifference(planCostOf(prepared, [...others, assignment]), planCostOf(prepared, before)) };
}
