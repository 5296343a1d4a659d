import type { PlanVisit } from '../model.ts';
import { bestCrew } from './crews.ts';
import { placeOn, questionOn, routesWithin, type Question } from './explain.ts';
import type { PossiblePlace } from './plan.ts';
import type { Prepared } from './prepare.ts';
import { PRIORITIES, priorityOf, type Assignment } from './problem.ts';
import { readyAfter, type Tours } from './tours.ts';

/** The plan with a visit in its place, and everybody else where that puts him. */
export function withPlace(assignments: readonly Assignment[], { visit, crew, startSeconds, retimed, displaced }: PossiblePlace): Assignment[] {
  const gone = new Set([visit, ...displaced, ...retimed.map((each) => each.visit)]);
  return [{ visit, crew, startSeconds }, ...retimed, ...assignments.filter((each) => !gone.has(each.visit))];
}

/** The cheapest legal place with anybody; none when every place costs more than the visit is worth. */
export function cheapestPlace({ tours, visit, ...rest }: Question): PossiblePlace | undefined {
  const question = { tours, visit, ...rest };
  const names = visit.crewSize > 1 ? crewLeads(tours, visit) : tours.prepared.problem.technicians.map(({ name }) => name);
  const places = names.flatMap((name) => placeOn(question, routesWithin(tours, visit, name), name) ?? []);
  return places.toSorted((one, other) => one.cost.totalCents - other.cost.totalCents || (one.technician < other.technician ? -1 : 1))[0];
}

function crewLeads(tours: Tours, visit: PlanVisit): string[] {
  const crew = bestCrew(tours, visit.name);
  const lead = crew === undefined ? undefined : tours.prepared.frames[crew.slots[0]?.route ?? -1]?.stretch.technician.name;
  return lead === undefined ? [] : [lead];
}

const rank = (visit: PlanVisit): number => PRIORITIES.indexOf(priorityOf(visit));

/** First who is waited for, then by priority, then by deadline. */
function inOrder(coupled: readonly PlanVisit[]): PlanVisit[] {
  const names = new Map(coupled.map((visit) => [visit.name, visit]));
  const depth = (visit: PlanVisit, seen: readonly string[] = []): number =>
    Math.max(0, ...(visit.after ?? []).map((name) => { const before = names.get(name); return before === undefined || seen.includes(name) ? 0 : 1 + depth(before, [...seen, visit.name]); }));
  return coupled.toSorted((one, other) => depth(one) - depth(other) || rank(other) - rank(one) || (one.slaDueSeconds ?? Number.MAX_SAFE_INTEGER) - (other.slaDueSeconds ?? Number.MAX_SAFE_INTEGER) || (one.name < other.name ? -1 : 1));
}

function placed(prepared: Prepared, assignments: readonly Assignment[], visit: PlanVisit): Assignment[] | undefined {
  const question = questionOn(prepared, assignments, visit.name);
  if ((visit.after ?? []).some((name) => readyAfter(prepared, name, question.tours) === null)) return undefined;
  const place = cheapestPlace(question);
  return place === undefined ? undefined : withPlace(assignments, place);
}

/** Room for a crew is made among visits of lower priority; the search finds those another place. */
function placedFirst(prepared: Prepared, assignments: readonly Assignment[], visit: PlanVisit): Assignment[] | undefined {
  const isBelow = ({ visit: name }: Assignment): boolean => {
    const other = prepared.visits.get(name);
    return other !== undefined && prepared.standings.get(name) === 'free' && rank(other) < rank(visit) && !prepared.followers.has(name);
  };
  const found = placed(prepared, assignments.filter((each) => !isBelow(each)), visit);
  return found === undefined ? undefined : [...found, ...assignments.filter(isBelow)];
}

/**
 * Gives a place to every crew and every visit of an order that has none, and in later rounds lets crews that have one look for a
 * better.
 */
export function placeLoose(prepared: Prepared, start: readonly Assignment[], coupled: readonly PlanVisit[], round: number): Assignment[] {
  let assignments = [...start];
  for (const visit of inOrder(coupled)) {
    const isPlaced = assignments.some((each) => each.visit === visit.name);
    if (isPlaced && (round === 0 || visit.crewSize <= 1 || prepared.followers.has(visit.name))) continue;
    const others = assignments.filter((each) => each.visit !== visit.name);
    assignments = placed(prepared, others, visit) ?? placedFirst(prepared, others, visit) ?? assignments;
  }
  return assignments;
}
