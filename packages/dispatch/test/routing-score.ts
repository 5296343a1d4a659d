import { FORBIDDEN, type Routes, type RoutingProblem } from '../src/index.ts';

/*
 * The independent witness of the search: what a plan costs and which hard limits it breaks, straight from the words of the problem, with no
 * line shared with the engine.
 */

/** Price of a plan, or undefined when it breaks a hard limit. */
export function costOf(problem: RoutingProblem, routes: Routes): number | undefined {
  const served = routes.flat();
  if (new Set(served).size !== served.length) return undefined;
  let cost = 0;
  for (let task = 0; task < problem.taskCount; task++) if (!served.includes(task)) cost += problem.unservedCost[task]!;
  for (const [route, tasks] of routes.entries()) {
    const price = routeCost(problem, tasks, route);
    if (price === undefined) return undefined;
    cost += price;
  }
  return cost;
}

/** Price of one route, or undefined when it breaks a hard limit. */
export function routeCost(problem: RoutingProblem, tasks: readonly number[], route: number): number | undefined {
  if (problem.fixedStart[route]!.some((task, place) => tasks[place] !== task)) return undefined;
  if (tasks.length === 0) return 0;
  if (tasks.reduce((load, task) => load + problem.demand[task]!, 0) > problem.capacity[route]!) return undefined;
  const fees = tasks.map((task) => problem.assignmentCost[route * problem.taskCount + task]!);
  if (fees.some((fee) => fee >= FORBIDDEN)) return undefined;
  const places = [problem.startNode[route]!, ...tasks.map((task) => problem.taskNode[task]!), problem.endNode[route]!];
  const legs = places.slice(1).map((to, i) => (to < 0 ? 0 : problem.travelCost[places[i]! * problem.nodeCount + to]!));
  const hours = hoursCost(problem, tasks, route);
  return hours === undefined ? undefined : hours + problem.routeCost[route]! + [...legs, ...fees].reduce((sum, price) => sum + price, 0);
}

function hoursCost(problem: RoutingProblem, tasks: readonly number[], route: number): number | undefined {
  const needsBreak = problem.breakLength[route]! > 0 && problem.breakLatest[route]! >= problem.routeEarliest[route]!;
  const without = drive(problem, tasks, route, -1);
  if (!needsBreak || without === undefined || without.end <= problem.breakLatest[route]!) return without?.cost;
  const costs = [...tasks, -1].map((_, gap) => drive(problem, tasks, route, gap)?.cost).filter((cost) => cost !== undefined);
  return costs.length === 0 ? undefined : Math.min(...costs);
}

/** One day on the road, with the break in the gap before the stop of that index. */
function drive(problem: RoutingProblem, tasks: readonly number[], route: number, gap: number): { cost: number; end: number } | undefined {
  const leg = (from: number, to: number) => (to < 0 ? 0 : problem.travel[from * problem.nodeCount + to]!);
  const rest = (arrival: number, place: number) => (place === gap ? Math.max(arrival, problem.breakEarliest[route]!) + problem.breakLength[route]! : arrival);
  let time = problem.routeEarliest[route]!;
  let here = problem.startNode[route]!;
  let cost = 0;
  for (const [place, task] of tasks.entries()) {
    if (place === gap && time > problem.breakLatest[route]!) return undefined;
    time = Math.max(problem.earliest[task]!, rest(time + leg(here, problem.taskNode[task]!), place));
    if (time > problem.latest[task]!) return undefined;
    cost += Math.max(0, time - problem.due[task]!) * problem.lateCost[task]!;
    time += problem.service[route * problem.taskCount + task]!;
    here = problem.taskNode[task]!;
  }
  if (gap === tasks.length && time > problem.breakLatest[route]!) return undefined;
  time = rest(time + leg(here, problem.endNode[route]!), tasks.length);
  if (time > problem.routeLatest[route]!) return undefined;
  return { cost: cost + Math.max(0, time - problem.routeDue[route]!) * problem.overtimeCost[route]!, end: time };
}
