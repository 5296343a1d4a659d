import { mulberry32 } from '@gigafibre/kernel';
import fc from 'fast-check';
import { FORBIDDEN, type RoutingProblem } from '../src/index.ts';

/** What a made-up problem has of everything. */
export interface Traits {
  readonly seed: number;
  readonly tasks: number;
  readonly routes: number;
  readonly hasBreaks: boolean;
  readonly isSoft: boolean;
  readonly isUniform: boolean;
  readonly fixes: boolean;
}

export const traits = (most: { readonly tasks: number; readonly routes: number }): fc.Arbitrary<Traits> =>
  fc.record({
    seed: fc.integer({ min: 1, max: 1 << 30 }),
    tasks: fc.integer({ min: 0, max: most.tasks }),
    routes: fc.integer({ min: 1, max: most.routes }),
    hasBreaks: fc.boolean(),
    isSoft: fc.boolean(),
    isUniform: fc.boolean(),
    fixes: fc.boolean(),
  });

/** A technicians' day of an hour's travel across, in minutes; whatever the traits leave out is switched off. */
export function madeUp({ seed, tasks, routes, hasBreaks, isSoft, isUniform, fixes }: Traits): RoutingProblem {
  const random = mulberry32(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const nodeCount = tasks + routes;
  const perTask = (value: (task: number) => number) => Int32Array.from({ length: tasks }, (_, task) => value(task));
  const perRoute = (value: (route: number) => number) => Int32Array.from({ length: routes }, (_, route) => value(isUniform ? 0 : route));
  const matrix = (value: (task: number, route: number) => number) => Int32Array.from({ length: tasks * routes }, (_, i) => value(i % tasks, Math.floor(i / tasks)));
  const x = Int32Array.from({ length: nodeCount }, () => between(0, 60));
  const y = Int32Array.from({ length: nodeCount }, () => between(0, 60));
  const travel = Int32Array.from({ length: nodeCount * nodeCount }, (_, i) => {
    const [from, to] = [Math.floor(i / nodeCount), i % nodeCount];
    return from === to ? 0 : Math.ceil(Math.hypot(x[from]! - x[to]!, y[from]! - y[to]!)) + (isUniform ? 0 : between(0, 3));
  });
  const earliest = perTask(() => between(0, 300));
  const latest = perTask((task) => earliest[task]! + between(30, 300));
  const due = perTask((task) => (isSoft ? between(earliest[task]!, latest[task]!) : latest[task]!));
  const length = perTask(() => between(10, 60));
  const [shiftEnd, hasBreak, cost] = [between(300, 600), hasBreaks && random() < 0.9, between(0, 50)];
  const ends = Int32Array.from({ length: routes }, () => (isUniform ? shiftEnd : between(300, 600)));
  const fixedStart = Array.from({ length: routes }, () => new Int32Array(0));
  if (fixes && tasks > 2) fixedStart[0] = Int32Array.of(0, 1);
  return {
    taskCount: tasks, routeCount: routes, nodeCount, travel,
    travelCost: isUniform ? travel : travel.map((time) => time * 2 + 1),
    taskNode: perTask((task) => task), earliest, latest, due,
    lateCost: perTask(() => (isSoft ? between(1, 5) : 0)), unservedCost: perTask(() => between(200, 5000)), demand: perTask(() => between(0, 5)),
    startNode: perRoute((route) => tasks + route), endNode: perRoute((route) => (route % 3 === 2 ? -1 : tasks + route)),
    routeEarliest: perRoute(() => 0), routeLatest: ends, routeDue: isSoft ? ends.map((end) => end - 60) : ends,
    overtimeCost: perRoute(() => (isSoft ? 3 : 0)), routeCost: perRoute(() => cost), capacity: perRoute(() => 30),
    breakLength: perRoute(() => (hasBreak ? 30 : 0)), breakEarliest: perRoute(() => 180), breakLatest: perRoute(() => 260),
    service: matrix((task, route) => length[task]! + (isUniform ? 0 : (task * 7 + route * 3) % 5)),
    assignmentCost: matrix((task, route) => (isUniform || fixedStart[route]!.includes(task) ? 0 : (task * 5 + route * 11) % 7 === 0 ? FORBIDDEN : (task + route) % 20)),
    fixedStart,
  };
}
