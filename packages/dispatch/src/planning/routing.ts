import { FORBIDDEN, type RoutingProblem } from '../solver/problem.ts';
import { personBarriers, stretchBarriers } from './barriers.ts';
import { UNITS_PER_CENT, type Places } from './places.ts';
import type { Frame } from './prefix.ts';
import type { Task } from './prepare.ts';
import { assignmentPrices, dueOf, unservedPrices, type PriceBook } from './prices.ts';
import { priorityOf } from './problem.ts';
import { durationOn } from './stretches.ts';

/** What a locked task costs when it is left out: more than anything else. */
export const LOCKED_UNITS = 1_000_000_000;
/** No limit: far beyond any horizon. */
export const NEVER_SECONDS = 0x2000_0000;

interface Reading {
  readonly tasks: readonly Task[];
  readonly frames: readonly Frame[];
  readonly places: Places;
  readonly book: PriceBook;
  readonly zeroSeconds: number;
}

/** A problem for the search, and what each task costs on each route whether or not the search may put it there. */
export interface Routing {
  readonly routing: RoutingProblem;
  readonly fees: Int32Array;
}

type TaskArrays = Pick<RoutingProblem, 'taskNode' | 'earliest' | 'latest' | 'due' | 'lateCost' | 'unservedCost' | 'demand'>;

function taskArrays({ tasks, places, book, zeroSeconds }: Reading): TaskArrays {
  const perTask = (value: (task: Task) => number): Int32Array => Int32Array.from(tasks, value);
  const isLocked = ({ route }: Task): boolean => route >= 0;
  return {
    taskNode: perTask(({ visit }) => places.numberOf(visit.place)),
    earliest: perTask((task) => Math.max(0, (isLocked(task) ? (task.visit.startSeconds ?? 0) : (task.visit.window?.startSeconds ?? 0)) - zeroSeconds)),
    latest: perTask((task) => {
      const limit = isLocked(task) ? task.visit.startSeconds : (task.visit.window?.endSeconds ?? null);
      return limit === null ? NEVER_SECONDS : Math.max(0, limit - zeroSeconds);
    }),
    due: perTask((task) => {
      const due = dueOf(task.visit, book.nowSeconds);
      return due === null || task.slot > 0 ? NEVER_SECONDS : Math.max(0, due - zeroSeconds);
    }),
    lateCost: perTask(({ visit, slot }) => (slot > 0 || visit.slaDueSeconds === null ? 0 : book.weights.perLateMinute[priorityOf(visit)])),
    unservedCost: perTask((task) => {
      if (isLocked(task)) return LOCKED_UNITS;
      // a crew is all or nothing: its lead's part carries the price, and nobody takes either part before the crew is chosen
      if (task.slot > 0) return 0;
      const { unserved, promise } = unservedPrices(task.visit, book);
      return Math.min(LOCKED_UNITS / 2, (unserved + promise) * UNITS_PER_CENT);
    }),
    demand: perTask(() => 0),
  };
}

type RouteArrays = Pick<RoutingProblem, 'startNode' | 'endNode' | 'routeEarliest' | 'routeLatest' | 'routeDue' | 'overtimeCost' | 'routeCost' | 'capacity' | 'breakLength' | 'breakEarliest' | 'breakLatest' | 'fixedStart'>;

function routeArrays({ frames, book, zeroSeconds }: Reading): RouteArrays {
  const perRoute = (value: (frame: Frame) => number): Int32Array => Int32Array.from(frames, value);
  return {
    startNode: perRoute(({ startPlace }) => startPlace),
    endNode: perRoute(({ endPlace }) => endPlace),
    routeEarliest: perRoute(({ freeSeconds }) => freeSeconds - zeroSeconds),
    routeLatest: perRoute(({ latestSeconds }) => latestSeconds - zeroSeconds),
    routeDue: perRoute(({ stretch }) => stretch.endSeconds - zeroSeconds),
    overtimeCost: perRoute(({ stretch }) => (stretch.endsWithShift ? book.weights.perOvertimeMinute : 0)),
    routeCost: perRoute(() => 0),
    capacity: perRoute(() => 0),
    breakLength: perRoute(({ lunch }) => lunch?.lengthSeconds ?? 0),
    breakEarliest: perRoute(({ lunch }) => (lunch === null ? 0 : Math.max(0, lunch.fromSeconds - zeroSeconds))),
    breakLatest: perRoute(({ lunch }) => (lunch === null ? 0 : Math.max(0, lunch.untilSeconds - zeroSeconds))),
    fixedStart: frames.map(() => new Int32Array(0)),
  };
}

/** What a task costs on a route in sixtieths of a cent, or {@link FORBIDDEN}. */
export function feeOf(task: Task, frame: Frame, book: PriceBook): number {
  const { visit, slot } = task;
  const { stretch } = frame;
  const isLead = slot === 0;
  if (task.route < 0) {
    if (visit.window !== null && (visit.window.endSeconds < stretch.startSeconds || visit.window.startSeconds > frame.latestSeconds)) return FORBIDDEN;
    if (personBarriers(visit, stretch.technician, isLead).length > 0 || stretchBarriers(visit, stretch, isLead).length > 0) return FORBIDDEN;
  }
  const prices = assignmentPrices(visit, stretch, isLead, book);
  return (prices.churn + prices.territory + prices['over-qualification'] + prices.parts + prices['on-call'] + prices.waiting + prices.fairness) * UNITS_PER_CENT;
}

/** A problem read before at the same prices. */
export type Former = Pick<Reading, 'tasks' | 'frames'> & { readonly fees: Int32Array };

const isFreeLead = ({ slot, route }: Task): boolean => slot === 0 && route < 0;

const hasSameHours = (one: Frame, other: Frame): boolean =>
  one.stretch.technician === other.stretch.technician && one.stretch.startSeconds === other.stretch.startSeconds && one.stretch.latestSeconds === other.stretch.latestSeconds && one.latestSeconds === other.latestSeconds;

/** Where the fee of each pair of a task and a route stood before, for visits and technicians that are the very same objects; -1 for none. */
function formerPlaces({ tasks, frames }: Reading, former: Former | undefined): (route: number) => (task: number) => number {
  if (former === undefined) return () => () => -1;
  const numbers = new Map(former.tasks.flatMap((task, number) => (isFreeLead(task) ? [[task.visit, number] as const] : [])));
  const taskBefore = tasks.map((task) => (isFreeLead(task) ? (numbers.get(task.visit) ?? -1) : -1));
  return (route) => {
    const frame = frames[route];
    const before = frame === undefined ? -1 : former.frames.findIndex((each) => hasSameHours(each, frame));
    return (task) => (before < 0 || (taskBefore[task] ?? -1) < 0 ? -1 : before * former.tasks.length + (taskBefore[task] ?? 0));
  };
}

/** Lays the tasks and stretches out for the search. The parts of a crew begin forbidden to everybody: who goes is settled apart. */
export function routingOf(reading: Reading, former?: Former): Routing {
  const { tasks, frames, places, book } = reading;
  const taskCount = tasks.length;
  const service = new Int32Array(taskCount * frames.length);
  const fees = new Int32Array(taskCount * frames.length);
  const assignmentCost = new Int32Array(taskCount * frames.length);
  const perTask = taskArrays(reading);
  const perRoute = routeArrays(reading);
  const placesBefore = formerPlaces(reading, former);
  frames.forEach((frame, route) => {
    const placeBefore = placesBefore(route);
    tasks.forEach((task, number) => {
      const at = route * taskCount + number;
      service[at] = durationOn(task.visit, frame.stretch.technician);
      const isShut = task.route >= 0 ? task.route !== route : task.visit.crewSize > 1;
      const before = placeBefore(number);
      fees[at] = before < 0 ? feeOf(task, frame, book) : (former?.fees[before] ?? FORBIDDEN);
      assignmentCost[at] = isShut ? FORBIDDEN : fees[at];
    });
  });
  const routing = {
    taskCount, routeCount: frames.length, nodeCount: places.side, travel: places.hours, travelCost: places.prices,
    ...perTask, ...perRoute, service, assignmentCost,
  };
  return { routing, fees };
}
