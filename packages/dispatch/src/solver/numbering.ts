import type { RoutingProblem, Routes } from './problem.ts';

/** A problem under new numbers, and the way back to the old ones. */
export interface Renumbered {
  readonly problem: RoutingProblem;
  /** New number of a task by its old one. */
  readonly inward: Int32Array;
  /** Old number of a task by its new one. */
  readonly outward: Int32Array;
}

/**
 * Numbers places and tasks anew along a walk that always goes on to the nearest place: what the search looks at together then lies together in
 * memory, which on a thousand tasks is worth more than any cleverness.
 */
export function renumber(problem: RoutingProblem): Renumbered {
  const { taskCount, routeCount, nodeCount } = problem;
  const place = walkOrder(problem.travelCost, nodeCount);
  const outward = Int32Array.from({ length: taskCount }, (_, task) => task).sort((a, b) => place[problem.taskNode[a]!]! - place[problem.taskNode[b]!]! || a - b);
  const inward = new Int32Array(taskCount);
  outward.forEach((old, task) => (inward[old] = task));
  const perTask = (values: Int32Array) => outward.map((old) => values[old]!);
  const matrix = (values: Int32Array) => rearranged(values, place);
  const table = (values: Int32Array) => {
    const result = new Int32Array(values.length);
    for (let route = 0; route < routeCount; route++) {
      const row = route * taskCount;
      for (let task = 0; task < taskCount; task++) result[row + task] = values[row + outward[task]!]!;
    }
    return result;
  };
  const travel = matrix(problem.travel);
  return {
    inward,
    outward,
    problem: {
      ...problem,
      travel,
      travelCost: problem.travelCost === problem.travel ? travel : matrix(problem.travelCost),
      taskNode: outward.map((old) => place[problem.taskNode[old]!]!),
      earliest: perTask(problem.earliest), latest: perTask(problem.latest), due: perTask(problem.due), lateCost: perTask(problem.lateCost),
      unservedCost: perTask(problem.unservedCost), demand: perTask(problem.demand),
      startNode: problem.startNode.map((node) => place[node]!),
      endNode: problem.endNode.map((node) => (node < 0 ? node : place[node]!)),
      service: table(problem.service), assignmentCost: table(problem.assignmentCost),
      fixedStart: problem.fixedStart.map((tasks) => tasks.map((old) => inward[old]!)),
    },
  };
}

/** Routes with each task by another number. */
export function renamed(routes: Routes, names: Int32Array): number[][] {
  return routes.map((tasks) => tasks.map((task) => names[task]!));
}

function walkOrder(price: Int32Array, side: number): Int32Array {
  const place = new Int32Array(side).fill(-1);
  let here = 0;
  for (let number = 0; number < side; number++) {
    place[here] = number;
    let nearest = -1;
    let shortest = Infinity;
    for (let node = 0, leg = here * side; node < side; node++, leg++) {
      if (place[node]! >= 0 || price[leg]! >= shortest) continue;
      shortest = price[leg]!;
      nearest = node;
    }
    here = nearest;
  }
  return place;
}

function rearranged(matrix: Int32Array, place: Int32Array): Int32Array {
  const side = place.length;
  const result = new Int32Array(matrix.length);
  for (let from = 0; from < side; from++) {
    const row = place[from]! * side;
    for (let to = 0; to < side; to++) result[row + place[to]!] = matrix[from * side + to]!;
  }
  return result;
}
