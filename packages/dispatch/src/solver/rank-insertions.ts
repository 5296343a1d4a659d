import { Chance } from './chance.ts';
import { Draft } from './draft.ts';
import { Placing } from './placing.ts';
import type { RoutingProblem, Routes } from './problem.ts';
import { stopsOf } from './stops.ts';
import { widen } from './widen.ts';

/** The cheapest legal place for a task on one route. */
export interface Insertion {
  readonly route: number;
  /** Index the task takes in the route's list. */
  readonly position: number;
  /** What the plan then costs more; the task's unserved cost is not counted. */
  readonly cost: number;
}

/**
 * Tries a task at every place of every route. A route without a legal place is absent; limits that the given plan breaks by itself
 * only count where the task would make them worse. A task that is in the plan is taken out first.
 *
 * @returns the cheapest place of each route, cheapest route first; equal ones by route number.
 */
export function rankInsertions(problem: RoutingProblem, routes: Routes, task: number): readonly Insertion[] {
  const given = routes.map((tasks) => tasks.filter((other) => other !== task));
  const draft = new Draft(widen(stopsOf(problem), given));
  given.forEach((tasks, route) => draft.append(route, tasks));
  return insertionsInto(draft, new Placing(draft, new Chance(0)), task);
}

/** The same on a draft that stands; the task must be unserved there. */
export function insertionsInto(draft: Draft, placing: Placing, task: number): readonly Insertion[] {
  const found: Insertion[] = [];
  for (let route = 0; route < draft.stops.routeCount; route++) {
    if (placing.findOn(task, route)) found.push({ route, position: positionAfter(draft, placing.after), cost: placing.added });
  }
  return found.sort((a, b) => a.cost - b.cost || a.route - b.route);
}

function positionAfter(draft: Draft, stop: number): number {
  let position = 0;
  for (let at = stop; at < draft.stops.taskCount; at = draft.previous[at]!) position++;
  return position;
}
