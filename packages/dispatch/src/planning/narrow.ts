import { FORBIDDEN, type Routes, type RoutingProblem, type SearchOptions, type SearchResult } from '../solver/problem.ts';
import { search } from '../solver/search.ts';
import { at } from './numbers.ts';
import type { Reach } from './reach.ts';

/** So many tours a changed visit could cheaply join are searched with it; fewer when many visits change, as they share them. */
const TOURS_REACHED = 8;
const TOURS_REACHED_AT_LEAST = 3;
const TOURS_SHARED = 16;

/** A part of a problem: some of its tours, and the tasks that those or nobody serve. */
interface Part {
  readonly routing: RoutingProblem;
  readonly routes: readonly number[];
  readonly tasks: readonly number[];
  readonly taskNumbers: ReadonlyMap<number, number>;
}

const picked = (values: Int32Array, from: readonly number[]): Int32Array => Int32Array.from(from, (each) => at(values, each));

/** Some rows and columns of a table that is `width` wide. */
function cut(values: Int32Array, width: number, rows: readonly number[], columns: readonly number[]): Int32Array {
  const part = new Int32Array(rows.length * columns.length);
  let count = 0;
  for (const row of rows) for (const column of columns) part[count++] = at(values, row * width + column);
  return part;
}

function partOf(whole: RoutingProblem, routes: readonly number[], tasks: readonly number[]): Part {
  const nodes = [...new Set([...routes.flatMap((route) => [at(whole.startNode, route), at(whole.endNode, route)]), ...tasks.map((task) => at(whole.taskNode, task))])].filter((node) => node >= 0);
  const nodeNumbers = new Map(nodes.map((node, number) => [node, number]));
  const taskNumbers = new Map(tasks.map((task, number) => [task, number]));
  const numbered = (values: Int32Array): Int32Array => values.map((node) => nodeNumbers.get(node) ?? -1);
  const matrix = (values: Int32Array): Int32Array => cut(values, whole.nodeCount, nodes, nodes);
  const table = (values: Int32Array): Int32Array => cut(values, whole.taskCount, routes, tasks);
  const [ofTask, ofRoute] = [(values: Int32Array): Int32Array => picked(values, tasks), (values: Int32Array): Int32Array => picked(values, routes)];
  const travel = matrix(whole.travel);
  const routing: RoutingProblem = {
    taskCount: tasks.length, routeCount: routes.length, nodeCount: nodes.length,
    travel, travelCost: whole.travelCost === whole.travel ? travel : matrix(whole.travelCost),
    taskNode: numbered(ofTask(whole.taskNode)), startNode: numbered(ofRoute(whole.startNode)), endNode: numbered(ofRoute(whole.endNode)),
    earliest: ofTask(whole.earliest), latest: ofTask(whole.latest), due: ofTask(whole.due), lateCost: ofTask(whole.lateCost),
    unservedCost: ofTask(whole.unservedCost), demand: ofTask(whole.demand),
    routeEarliest: ofRoute(whole.routeEarliest), routeLatest: ofRoute(whole.routeLatest), routeDue: ofRoute(whole.routeDue),
    overtimeCost: ofRoute(whole.overtimeCost), routeCost: ofRoute(whole.routeCost), capacity: ofRoute(whole.capacity),
    breakLength: ofRoute(whole.breakLength), breakEarliest: ofRoute(whole.breakEarliest), breakLatest: ofRoute(whole.breakLatest),
    service: table(whole.service), assignmentCost: table(whole.assignmentCost),
    fixedStart: routes.map((route) => (whole.fixedStart[route] ?? new Int32Array(0)).map((task) => taskNumbers.get(task) ?? -1)),
  };
  return { routing, routes, tasks, taskNumbers };
}

interface Reached {
  readonly routes: ReadonlySet<number>;
  /** Tasks that nobody serves and that have a place somewhere as the tours stand. */
  readonly placeable: ReadonlySet<number>;
}

/** The tours that a change concerns: where the changed stand, where they could go, and where anybody left over could. */
function reached(reach: Reach, unserved: readonly number[], focus: ReadonlySet<number>): Reached {
  const all = [...reach.sequences.keys()];
  const routes = new Set(all.filter((route) => !reach.isLegal(route) || reach.sequences[route]?.some((task) => focus.has(task)) === true));
  const each = Math.min(TOURS_REACHED, Math.max(TOURS_REACHED_AT_LEAST, Math.floor(TOURS_SHARED / focus.size)));
  for (const task of focus) {
    const detours = all.filter((route) => reach.feeOf(task, route) < FORBIDDEN).map((route) => ({ route, units: reach.detourUnits(task, route) }));
    for (const { route } of detours.sort((one, other) => one.units - other.units || one.route - other.route).slice(0, each)) routes.add(route);
  }
  const placeable = new Set<number>();
  for (const task of unserved) {
    const place = reach.cheapest(task, () => true);
    if (place === undefined) continue;
    placeable.add(task);
    routes.add(place.route);
  }
  return { routes, placeable };
}

/** Whoever the part left out, or never had, goes where there is room in the tours beside it. */
function placeLeft(reach: Reach, left: readonly number[], isBeside: (route: number) => boolean): Set<number> {
  const placed = new Set<number>();
  for (const task of left.toSorted((one, other) => at(reach.routing.unservedCost, other) - at(reach.routing.unservedCost, one) || one - other)) {
    const place = reach.cheapest(task, isBeside);
    if (place === undefined || place.units >= at(reach.routing.unservedCost, task)) continue;
    reach.insert(task, place);
    placed.add(task);
  }
  return placed;
}

/**
 * Searches only the tours that a change concerns, and leaves the others as they stand: setting up a search costs the square of its
 * tasks, and the neighbours of a change are in few tours. Everybody without a place is tried in all tours all the same.
 *
 * @param options as for a search of the whole; its focus says what changed.
 */
export function searchAround(reach: Reach, { focus = [], start, onBetter, ...options }: SearchOptions): SearchResult {
  const { routing } = reach;
  const served = new Set((start ?? []).flat());
  const unserved = Array.from({ length: routing.taskCount }, (_, task) => task).filter((task) => !served.has(task));
  const { routes: chosen, placeable } = reached(reach, unserved, new Set(focus));
  const routes = [...chosen].sort((a, b) => a - b);
  const isPossible = (task: number): boolean => routes.some((route) => reach.feeOf(task, route) < FORBIDDEN);
  const tasks = [...routes.flatMap((route) => reach.sequences[route] ?? []), ...unserved.filter(isPossible)].sort((a, b) => a - b);
  const part = partOf(routing, routes, tasks);
  const outside = unserved.filter((task) => !part.taskNumbers.has(task));
  const beside = [...reach.sequences.keys()].filter((route) => !chosen.has(route));
  const rest = beside.reduce((sum, route) => sum + reach.unitsOf(route), 0) + outside.reduce((sum, task) => sum + at(routing.unservedCost, task), 0);
  const numberOf = (task: number): number => part.taskNumbers.get(task) ?? -1;

  const whole = (found: SearchResult): SearchResult => ({
    ...found,
    cost: found.cost + rest,
    routes: reach.sequences.map((sequence, route): readonly number[] => (chosen.has(route) ? (found.routes[routes.indexOf(route)] ?? []).map((number) => tasks[number] ?? -1) : sequence)),
    unserved: [...found.unserved.map((number) => tasks[number] ?? -1), ...outside].sort((a, b) => a - b),
  });
  if (tasks.length === 0) return whole({ routes: [], unserved: [], cost: 0, iterations: 0 });
  const partStart: Routes = routes.map((route) => (reach.sequences[route] ?? []).map(numberOf));
  const found = whole(search(part.routing, {
    ...options, start: partStart, focus: focus.filter((task) => part.taskNumbers.has(task)).map(numberOf),
    ...(onBetter === undefined ? {} : { onBetter: (better: SearchResult) => onBetter(whole(better)) }),
  }));
  const before = new Set(unserved);
  const placed = placeLeft(reach, found.unserved.filter((task) => !before.has(task) || placeable.has(task)), (route) => !chosen.has(route));
  return { ...found, routes: found.routes.map((sequence, route) => (chosen.has(route) ? sequence : (reach.sequences[route] ?? sequence))), unserved: found.unserved.filter((task) => !placed.has(task)) };
}
