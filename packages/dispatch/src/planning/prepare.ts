import type { PlacedVisit, PlanVisit } from '../model.ts';
import type { RoutingProblem } from '../solver/problem.ts';
import { FormerReasons } from './former-reasons.ts';
import { standingOf, stretchFor, type Standing } from './locks.ts';
import { Places } from './places.ts';
import { frameOf, type Frame } from './prefix.ts';
import { isSameBook, priceBookOf, type PriceBook } from './prices.ts';
import type { PlanningProblem } from './problem.ts';
import { routingOf } from './routing.ts';
import { stretchesOf, type Stretch } from './stretches.ts';

/** One person's part in a visit. Slot 0 is the lead. */
export interface Task {
  readonly visit: PlanVisit;
  readonly slot: number;
  /** The route it is locked to; -1 when planning may choose. */
  readonly route: number;
}

/** A planning problem read into numbers. Times in `routing` are seconds after `zeroSeconds`. */
export interface Prepared {
  readonly problem: PlanningProblem;
  readonly book: PriceBook;
  readonly zeroSeconds: number;
  readonly places: Places;
  /** One for each route of `routing`. */
  readonly frames: readonly Frame[];
  readonly routesOf: ReadonlyMap<string, readonly number[]>;
  readonly visits: ReadonlyMap<string, PlanVisit>;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly tasks: readonly Task[];
  /** The tasks of each visit that is pinned or to be planned, the lead's first. */
  readonly tasksOf: ReadonlyMap<string, readonly number[]>;
  /** Who waits for each visit. */
  readonly followers: ReadonlyMap<string, readonly string[]>;
  readonly routing: RoutingProblem;
  /** Price of task t on route r at `r * taskCount + t`, forbidden only where a rule forbids it. */
  readonly fees: Int32Array;
  /** Shared by problems that follow one another at the same moment. */
  readonly formerReasons: FormerReasons;
}

/** Midnights and quarters of an hour are whole numbers of this. */
const ZERO_STEP_SECONDS = 86_400;

function visitsByRoute(visits: readonly PlanVisit[], standings: ReadonlyMap<string, Standing>, holding: (visit: PlacedVisit) => readonly number[]): Map<number, { begun: PlacedVisit[]; pinned: PlacedVisit[] }> {
  const byRoute = new Map<number, { begun: PlacedVisit[]; pinned: PlacedVisit[] }>();
  for (const visit of visits) {
    const standing = standings.get(visit.name);
    if (standing !== 'begun' && standing !== 'frozen' && standing !== 'pinned') continue;
    for (const route of holding(visit as PlacedVisit)) {
      const here = byRoute.get(route) ?? { begun: [], pinned: [] };
      byRoute.set(route, here);
      here[standing === 'pinned' ? 'pinned' : 'begun'].push(visit as PlacedVisit);
    }
  }
  return byRoute;
}

function tasksFor(visits: readonly PlanVisit[], standings: ReadonlyMap<string, Standing>, pinsOf: ReadonlyMap<string, readonly number[]>, frames: readonly Frame[]): Task[] {
  return visits.flatMap((visit): Task[] => {
    const standing = standings.get(visit.name);
    if (standing === 'free') return Array.from({ length: Math.max(1, visit.crewSize) }, (_, slot) => ({ visit, slot, route: -1 }));
    return (pinsOf.get(visit.name) ?? []).map((route) => ({ visit, slot: visit.crew.indexOf(frames[route]?.stretch.technician.name ?? ''), route })).sort((one, other) => one.slot - other.slot);
  });
}

function indexed<Value>(entries: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const index = new Map<string, Value[]>();
  for (const [name, value] of entries) {
    const found = index.get(name);
    if (found === undefined) index.set(name, [value]);
    else found.push(value);
  }
  return index;
}

/**
 * Reads a problem. What was read for a problem before it (its places and the driving between them) is used again where it holds.
 *
 * @throws {RangeError} when two visits or two technicians have the same name.
 */
export function prepare(problem: PlanningProblem, previous?: Prepared): Prepared {
  const { technicians, nowSeconds, horizon, travel, weights } = problem;
  const visits = new Map(problem.visits.map((visit) => [visit.name, visit]));
  if (visits.size !== problem.visits.length) throw new RangeError('two visits have the same name');
  const ownStretches = new Map(technicians.map((technician) => [technician.name, stretchesOf(technician, horizon)]));
  if (ownStretches.size !== technicians.length) throw new RangeError('two technicians have the same name');
  const stretches = [...ownStretches.values()].flat();
  const routesOf = indexed(stretches.map((stretch, route) => [stretch.technician.name, route]));
  const standings = new Map(problem.visits.map((visit) => [visit.name, standingOf(visit, problem, ownStretches)]));
  const keepsPlaces = previous !== undefined && previous.places.known === travel && previous.places.weights === weights;
  const places = keepsPlaces ? previous.places : new Places(travel, weights);

  const holding = (visit: PlacedVisit): number[] => visit.crew.flatMap((name) => routeHolding(visit, name));
  function routeHolding(visit: PlacedVisit, technician: string): number[] {
    const found: Stretch | undefined = stretchFor(visit, ownStretches.get(technician) ?? [], nowSeconds);
    return (routesOf.get(technician) ?? []).filter((route) => stretches[route] === found);
  }
  const byRoute = visitsByRoute(problem.visits, standings, holding);
  const frames: Frame[] = [];
  for (const [route, stretch] of stretches.entries()) {
    const keptUntilSeconds = Math.max(0, ...(routesOf.get(stretch.technician.name) ?? []).map((each) => frames[each]?.backSeconds ?? 0));
    frames.push(frameOf(stretch, byRoute.get(route) ?? { begun: [], pinned: [] }, { nowSeconds, keptUntilSeconds }, places));
  }
  const pinsOf = indexed(frames.flatMap(({ pins }, route) => pins.map((pin) => [pin.name, route] as const)));
  const tasks = tasksFor(problem.visits, standings, pinsOf, frames);
  const zeroSeconds = Math.floor(Math.min(horizon.startSeconds, nowSeconds) / ZERO_STEP_SECONDS - 1) * ZERO_STEP_SECONDS;
  const book = priceBookOf(problem);
  const keepsBook = keepsPlaces && isSameBook(previous.book, book);
  return {
    problem, book, zeroSeconds, places, frames, routesOf, visits, standings, tasks,
    followers: indexed(problem.visits.flatMap(({ name, after = [] }) => after.map((before) => [before, name] as const))),
    tasksOf: indexed(tasks.map((task, number) => [task.visit.name, number])),
    ...routingOf({ tasks, frames, places, book, zeroSeconds }, keepsBook ? previous : undefined),
    formerReasons: keepsBook ? previous.formerReasons : new FormerReasons(),
  };
}

const PREPARED = new WeakMap<PlanningProblem, Prepared>();

/** Reads a problem once, however often it is asked about. */
export function preparedFor(problem: PlanningProblem): Prepared {
  const found = PREPARED.get(problem);
  if (found !== undefined) return found;
  const made = prepare(problem);
  PREPARED.set(problem, made);
  return made;
}

/** Tells that a problem comes after another that differs little from it: places and driving are then not worked out again. */
export function followProblem(previous: PlanningProblem, problem: PlanningProblem): void {
  PREPARED.set(problem, prepare(problem, preparedFor(previous)));
}
