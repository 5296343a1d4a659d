import { FORBIDDEN, type RoutingProblem } from './problem.ts';

/**
 * The problem laid out for the search: one number per **stop**. Stops 0 to n-1 are the tasks, then come the starts of the routes
 * and then their ends, so that a route is a plain chain of stops. Nothing here changes while searching.
 */
export interface Stops {
  readonly problem: RoutingProblem;
  readonly taskCount: number;
  readonly routeCount: number;
  readonly stopCount: number;
  /** Side of the matrices. */
  readonly width: number;
  /** Row or column of a stop in the matrices. */
  readonly node: Int32Array;
  /** Travel time from a to b at `a * width + b`. */
  readonly travel: Int32Array;
  /** Travel time to a from b at `a * width + b`: both legs of a visit are then read from one row, which stays in the cache. */
  readonly travelInto: Int32Array;
  readonly price: Int32Array;
  readonly priceInto: Int32Array;
  /** Opening of the window; the start's is the route's beginning. */
  readonly open: Int32Array;
  /** End of the window; the end's is the time by which the route is over. Widened where a given plan already breaks it. */
  readonly close: Int32Array;
  /** 0 where all routes take the same time for a task, otherwise the row length of `service`. */
  readonly serviceStride: number;
  /** The same for the price of an assignment. */
  readonly feeStride: number;
  readonly capacity: Int32Array;
  readonly breakLength: Int32Array;
  /** 1 where lateness, overtime or a break make the cost of a route depend on its times. */
  readonly isTimed: Uint8Array;
  /** Routes of one kind are interchangeable while empty. */
  readonly kind: Int32Array;
  readonly kindCount: number;
  /** 1 for tasks that a fixed start holds. */
  readonly isFixed: Uint8Array;
  /** 1 for stops that nothing may be put right after: what lies before the last task of a fixed start. */
  readonly isHeld: Uint8Array;
}

/** Lays a problem out as stops. Matrices are shared with the problem where they can be. */
export function stopsOf(problem: RoutingProblem): Stops {
  const { taskCount, routeCount } = problem;
  const stopCount = taskCount + 2 * routeCount;
  const isOpenEnded = problem.endNode.some((node) => node < 0);
  const width = isOpenEnded ? problem.nodeCount + 1 : problem.nodeCount;
  const travel = isOpenEnded ? withNowhere(problem.travel, problem.nodeCount) : problem.travel;
  const travelInto = turned(travel, width);
  const isOneMatrix = problem.travel === problem.travelCost;
  const price = isOneMatrix ? travel : isOpenEnded ? withNowhere(problem.travelCost, problem.nodeCount) : problem.travelCost;
  const priceInto = isOneMatrix ? travelInto : turned(price, width);

  const node = new Int32Array(stopCount);
  const open = new Int32Array(stopCount);
  const close = new Int32Array(stopCount).fill(FORBIDDEN);
  node.set(problem.taskNode);
  open.set(problem.earliest);
  close.set(problem.latest);
  for (let route = 0; route < routeCount; route++) {
    const start = taskCount + route;
    const end = start + routeCount;
    node[start] = problem.startNode[route]!;
    node[end] = problem.endNode[route]! < 0 ? problem.nodeCount : problem.endNode[route]!;
    open[start] = problem.routeEarliest[route]!;
    close[end] = problem.routeLatest[route]!;
  }
  const serviceStride = rowsDiffer(problem.service, taskCount, routeCount) ? taskCount : 0;
  const feeStride = rowsDiffer(problem.assignmentCost, taskCount, routeCount) ? taskCount : 0;
  const kind = kindsOf(problem, serviceStride + feeStride === 0);
  const isFixed = new Uint8Array(taskCount);
  const isHeld = new Uint8Array(stopCount);
  problem.fixedStart.forEach((tasks, route) => {
    tasks.forEach((task, place) => {
      isFixed[task] = 1;
      isHeld[place === 0 ? taskCount + route : tasks[place - 1]!] = 1;
    });
  });
  return {
    problem, taskCount, routeCount, stopCount, width, node, travel, travelInto, price, priceInto, open, close, serviceStride, feeStride,
    capacity: problem.capacity.slice(),
    breakLength: problem.breakLength.map((length, route) => (problem.breakLatest[route]! < problem.routeEarliest[route]! ? 0 : length)),
    isTimed: timedRoutes(problem),
    kind,
    kindCount: kind.reduce((most, one) => Math.max(most, one + 1), 0),
    isFixed,
    isHeld,
  };
}

/** The matrix with one more place, nowhere, that is no way from anywhere. */
function withNowhere(matrix: Int32Array, side: number): Int32Array {
  const wider = new Int32Array((side + 1) * (side + 1));
  for (let row = 0; row < side; row++) wider.set(matrix.subarray(row * side, (row + 1) * side), row * (side + 1));
  return wider;
}

/** The transposed matrix, or the same one when it is symmetric. */
function turned(matrix: Int32Array, side: number): Int32Array {
  if (isSymmetric(matrix, side)) return matrix;
  const result = new Int32Array(matrix.length);
  for (let row = 0; row < side; row++) for (let column = 0; column < side; column++) result[column * side + row] = matrix[row * side + column]!;
  return result;
}

function isSymmetric(matrix: Int32Array, side: number): boolean {
  for (let row = 0; row < side; row++) for (let column = 0; column < row; column++) if (matrix[row * side + column] !== matrix[column * side + row]) return false;
  return true;
}

function rowsDiffer(matrix: Int32Array, width: number, rows: number): boolean {
  for (let i = width; i < rows * width; i++) if (matrix[i] !== matrix[i - width]) return true;
  return false;
}

function timedRoutes(problem: RoutingProblem): Uint8Array {
  const hasLateness = problem.due.some((due, task) => due < problem.latest[task]! && problem.lateCost[task]! > 0);
  const timed = new Uint8Array(problem.routeCount);
  for (let route = 0; route < problem.routeCount; route++) {
    const hasOvertime = problem.overtimeCost[route]! > 0 && problem.routeDue[route]! < problem.routeLatest[route]!;
    timed[route] = hasLateness || hasOvertime || problem.breakLength[route]! > 0 ? 1 : 0;
  }
  return timed;
}

function kindsOf(problem: RoutingProblem, isUniform: boolean): Int32Array {
  const kinds = new Map<string, number>();
  return Int32Array.from({ length: problem.routeCount }, (_, route) => {
    const { startNode, endNode, routeEarliest, routeLatest, routeDue, overtimeCost, routeCost, capacity, breakLength, breakEarliest, breakLatest } = problem;
    const facts = [startNode, endNode, routeEarliest, routeLatest, routeDue, overtimeCost, routeCost, capacity, breakLength, breakEarliest, breakLatest];
    const key = isUniform && problem.fixedStart[route]?.length === 0 ? facts.map((fact) => fact[route]).join() : `only ${route}`;
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    return kind;
  });
}
