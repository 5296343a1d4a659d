import { FORBIDDEN, type Routes } from './problem.ts';
import type { Stops } from './stops.ts';
import { Timing } from './timing.ts';

/**
 * Makes given routes legal by definition: where they break a limit by themselves (a visit begun late, more work than the shift holds,
 * no room left for the break), that limit moves out as far as they need and no further. Changes the stops, before anything is
 * searched.
 */
export function widen(stops: Stops, routes: Routes): Stops {
  const timing = new Timing(stops);
  routes.forEach((tasks, route) => {
    if (tasks.length > 0) widenRoute(stops, timing, tasks, route);
  });
  return stops;
}

function widenRoute(stops: Stops, timing: Timing, tasks: readonly number[], route: number): void {
  const { taskCount, routeCount, node, open, close, width, travel, problem, serviceStride, capacity } = stops;
  const chain = [taskCount + route, ...tasks, taskCount + routeCount + route];
  timing.sequence.set(chain);
  if (timing.costOf(route, chain.length) < FORBIDDEN) return widenCapacity(tasks, route, capacity, problem.demand);
  let time = open[chain[0]!]!;
  for (let i = 1; i < chain.length; i++) {
    const stop = chain[i]!;
    time = Math.max(time + travel[node[chain[i - 1]!]! * width + node[stop]!]!, open[stop]!);
    close[stop] = Math.max(close[stop]!, time);
    if (stop < taskCount) time += problem.service[route * serviceStride + stop]!;
  }
  if (timing.costOf(route, chain.length) >= FORBIDDEN) stops.breakLength[route] = 0;
  widenCapacity(tasks, route, capacity, problem.demand);
}

function widenCapacity(tasks: readonly number[], route: number, capacity: Int32Array, demand: Int32Array): void {
  capacity[route] = Math.max(capacity[route]!, tasks.reduce((load, task) => load + demand[task]!, 0));
}
