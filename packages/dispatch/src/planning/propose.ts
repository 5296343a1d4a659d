import type { PlanVisit } from '../model.ts';
import { explainOn, placeOn, questionOn, routesWithin, secondsToGive, type Question } from './explain.ts';
import { bestSlot } from './places-in-tours.ts';
import { possiblePlace } from './placement-cost.ts';
import type { Explanation, PossiblePlace } from './plan.ts';
import { preparedFor, prepare, type Prepared } from './prepare.ts';
import { PRIORITIES, priorityOf, type PlanningProblem, type ProposeOptions } from './problem.ts';
import { publishedPlan, type Tours } from './tours.ts';

const byName = (one: { technician: string }, other: { technician: string }): number => (one.technician < other.technician ? -1 : Number(one.technician > other.technician));

/** Possible places first, the cheapest first; then those that are nearest to possible. */
export function compareExplanations(one: Explanation, other: Explanation): number {
  if (one.kind === 'possible' && other.kind === 'possible') return one.cost.totalCents - other.cost.totalCents || one.startSeconds - other.startSeconds || byName(one, other);
  if (one.kind === 'possible' || other.kind === 'possible') return one.kind === 'possible' ? -1 : 1;
  return secondsToGive(one.changes) - secondsToGive(other.changes) || one.violations.length - other.violations.length || byName(one, other);
}

const DAY_SECONDS = 86_400;

/** One technician's routes, by day when each day is asked for. */
function routeGroups(question: Question, technician: string, eachDay: boolean): number[][] {
  const { prepared } = question.tours;
  const routes = routesWithin(question.tours, question.visit, technician);
  if (!eachDay) return [routes];
  const days = Map.groupBy(routes, (route) => Math.floor(((prepared.frames[route]?.stretch.startSeconds ?? 0) - prepared.problem.horizon.startSeconds) / DAY_SECONDS));
  return [...days.values()];
}

/** The tours without one visit. */
function withoutVisit(tours: Tours, name: string): Tours {
  const taken = new Set(tours.prepared.tasksOf.get(name));
  return { ...tours, sequences: tours.sequences.map((sequence) => (sequence.some((task) => taken.has(task)) ? sequence.filter((task) => !taken.has(task)) : sequence)) };
}

const mayYield = (prepared: Prepared, visit: PlanVisit, urgent: PlanVisit): boolean =>
  prepared.standings.get(visit.name) === 'free' && visit.crewSize <= 1 && !prepared.followers.has(visit.name) && PRIORITIES.indexOf(priorityOf(visit)) < PRIORITIES.indexOf(priorityOf(urgent));

/** The cheapest way to make room on one technician's tours by taking out one visit of lower priority. */
function placeByDisplacing(question: Question, technician: string): PossiblePlace | undefined {
  const { tours, visit, standingCents } = question;
  const { prepared } = tours;
  const [task] = prepared.tasksOf.get(visit.name) ?? [];
  if (task === undefined || visit.crewSize > 1 || prepared.standings.get(visit.name) !== 'free') return undefined;
  const places = routesWithin(tours, visit, technician).flatMap((route) =>
    (tours.sequences[route] ?? []).flatMap((other): PossiblePlace[] => {
      const yielding = prepared.tasks[other]?.visit;
      if (yielding === undefined || !mayYield(prepared, yielding, visit)) return [];
      const freed = withoutVisit(tours, yielding.name);
      const slot = bestSlot(freed, task, route);
      return slot?.excessSeconds === 0 ? [possiblePlace(tours, visit, { tours: freed, slots: [slot], displaced: [yielding] }, standingCents)] : [];
    }),
  );
  return places.sort(compareExplanations)[0];
}

const isEmergency = (visit: PlanVisit): boolean => priorityOf(visit) === 'Urgent' || priorityOf(visit) === 'High';

/** The problem with a visit that it does not know yet. */
function preparedWith(problem: PlanningProblem, visit: PlanVisit | string): Prepared {
  const prepared = preparedFor(problem);
  return typeof visit === 'string' || prepared.visits.get(visit.name) === visit ? prepared : prepare({ ...problem, visits: [...problem.visits.filter(({ name }) => name !== visit.name), visit] }, prepared);
}

/**
 * Everybody ranked for one visit: the cheapest legal place of each technician (or of each of his days), the cheapest first; then the
 * others with what is in their way, the nearest first. A visit of high or urgent priority that fits nowhere may displace one of lower
 * priority, and says so.
 *
 * @param visit the name of a visit of the problem, or one that is not in it yet.
 * @throws {RangeError} when the visit or a technician is unknown.
 */
export function proposePlaces(problem: PlanningProblem, visit: PlanVisit | string, options: ProposeOptions = {}): Explanation[] {
  const prepared = preparedWith(problem, visit);
  const question = questionOn(prepared, options.plan?.assignments ?? publishedPlan(prepared), typeof visit === 'string' ? visit : visit.name);
  const names = options.technicians ?? problem.technicians.map(({ name }) => name);
  const canMove = prepared.standings.get(question.visit.name) === 'free';
  const found = names.flatMap((name): Explanation[] => {
    if (options.eachDay !== true || !canMove) return [explainOn(question, name, false)];
    const places = routeGroups(question, name, true).flatMap((routes) => placeOn(question, routes, name) ?? []);
    return places.length > 0 ? places : [explainOn(question, name, false)];
  });
  const isFull = !found.some(({ kind }) => kind === 'possible');
  const displacing = isFull && isEmergency(question.visit) ? names.flatMap((name) => placeByDisplacing(question, name) ?? []) : [];
  const named = new Set(displacing.map(({ technician }) => technician));
  return [...displacing, ...found.filter(({ technician }) => !named.has(technician))].sort(compareExplanations).slice(0, options.limit);
}

/**
 * Why this technician, or why not: the exact cheapest legal place and its cost line by line, or every rule in the way with its figures
 * and all that would have to change.
 *
 * @throws {RangeError} when the visit or the technician is unknown.
 */
export function explainAssignment(problem: PlanningProblem, plan: ProposeOptions['plan'], visit: string, technician: string): Explanation {
  const prepared = preparedFor(problem);
  return explainOn(questionOn(prepared, plan?.assignments ?? publishedPlan(prepared), visit), technician, true);
}
