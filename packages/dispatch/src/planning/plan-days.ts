import type { PlanVisit } from '../model.ts';
import type { Routes, RoutingProblem, SearchOptions } from '../solver/problem.ts';
import { search } from '../solver/search.ts';
import { coupledVisits, decoupled, legalPart, type LegalTours } from './coupling.ts';
import { placeLoose } from './loose-ends.ts';
import { centsOf } from './ledger.ts';
import type { DayPlan } from './plan.ts';
import { preparedFor, type Prepared } from './prepare.ts';
import { searchAround } from './narrow.ts';
import type { Assignment, PlanningOptions, PlanningProblem, ReplanOptions } from './problem.ts';
import { readBack, type Read } from './read-back.ts';
import { Reach } from './reach.ts';
import type { Bounds } from './tour-clock.ts';
import { publishedPlan } from './tours.ts';
import { whyUnassigned } from './unassigned.ts';

/** About a fifth of a second of search on a full day. */
const DEFAULT_ITERATIONS = 5000;
/** Crews and orders are looked at anew so often, or every so many iterations where the caller says when to stop. */
const ROUNDS = 4;
const ROUND_ITERATIONS = 4000;

const boundsFrom = ({ earliest, latest, routeLatest, breakLatest }: RoutingProblem): Bounds => ({ open: earliest.slice(), close: latest.slice(), routeClose: routeLatest.slice(), lunchUntil: breakLatest.slice() });

interface Run {
  readonly prepared: Prepared;
  readonly options: PlanningOptions;
  readonly focus: readonly number[] | undefined;
  iterations: number;
  bestUnits: number;
}

function searchOptions(run: Run, start: Routes, budget: Pick<SearchOptions, 'iterations' | 'progress'>): SearchOptions {
  const { options, focus, prepared } = run;
  return {
    seed: options.seed ?? 1,
    start,
    ...budget,
    ...(focus === undefined ? {} : { focus }),
    ...(options.shouldStop === undefined ? {} : { shouldStop: options.shouldStop }),
    onBetter: ({ cost, unserved, iterations }) => {
      if (cost >= run.bestUnits) return;
      run.bestUnits = cost;
      options.onProgress?.({ iterations: run.iterations + iterations, totalCents: centsOf(cost), unassigned: unserved.filter((task) => prepared.tasks[task]?.slot === 0).length });
    },
  };
}

function searchOnce(run: Run, routing: RoutingProblem, start: Routes, budget: Pick<SearchOptions, 'iterations' | 'progress'>): Read {
  const options = searchOptions(run, start, budget);
  const found = run.focus === undefined ? search(routing, options) : searchAround(new Reach(run.prepared, routing, boundsFrom(routing), start), options);
  run.iterations += found.iterations;
  return readBack(run.prepared, found.routes, boundsFrom(routing));
}

function budgetOf({ iterations, shouldStop, progress }: PlanningOptions): Pick<SearchOptions, 'iterations' | 'progress'> {
  if (iterations !== undefined) return { iterations };
  if (shouldStop === undefined) return { iterations: DEFAULT_ITERATIONS };
  return progress === undefined ? {} : { progress };
}

/** Where visits hang together: settle who and when for those, search the rest around them, and look again. */
function searchInRounds(run: Run, start: readonly Assignment[], coupled: readonly PlanVisit[]): Read {
  const { prepared, options } = run;
  const { iterations } = budgetOf(options);
  const perRound = iterations === undefined ? ROUND_ITERATIONS : Math.ceil(iterations / ROUNDS);
  let best: Read | undefined;
  for (let round = 0; iterations === undefined || round < ROUNDS; round++) {
    const assignments = placeLoose(prepared, best?.assignments ?? start, coupled, round);
    const legal = legalPart(prepared, assignments);
    const found = searchOnce(run, decoupled(prepared, legal, coupled, round), legal.sequences, { iterations: perRound });
    if (best === undefined || found.cost.totalCents <= best.cost.totalCents) best = found;
    if (options.shouldStop?.() === true) break;
  }
  return best as Read;
}

/** A plan to begin with, and what of it is legal. */
interface Beginning {
  readonly assignments: readonly Assignment[];
  readonly legal: LegalTours;
}

function improve(prepared: Prepared, { assignments, legal }: Beginning, options: PlanningOptions, focus?: readonly number[]): DayPlan {
  const run: Run = { prepared, options, focus, iterations: 0, bestUnits: Number.POSITIVE_INFINITY };
  const coupled = coupledVisits(prepared);
  const found = coupled.length === 0 ? searchOnce(run, prepared.routing, legal.sequences, budgetOf(options)) : searchInRounds(run, assignments, coupled);
  const { unserved, ...plan } = found;
  return { ...plan, unassigned: whyUnassigned(prepared, plan.assignments, unserved), iterations: run.iterations };
}

/**
 * Plans the days: everything that is free is placed, moved where that is worth its price, or left with the reason why nobody can.
 * The plan costs no more than the legal part of the published one. It breaks no hard rule, and never moves what is pinned, frozen or begun.
 *
 * @throws {RangeError} when two visits or two technicians have the same name.
 */
export function planDays(problem: PlanningProblem, options: PlanningOptions = {}): DayPlan {
  const prepared = preparedFor(problem);
  const assignments = options.start ?? publishedPlan(prepared);
  return improve(prepared, { assignments, legal: legalPart(prepared, assignments) }, options);
}

/** What a change of the day concerns: the visits named, those of the technicians named, and whatever can no longer stay where it stands. */
function focusOf(prepared: Prepared, { assignments, legal }: Beginning, { visits = [], technicians = [] }: ReplanOptions): number[] {
  const ofTechnicians = assignments.filter(({ crew }) => crew.some((name) => technicians.includes(name))).map(({ visit }) => visit);
  const names = new Set([...visits, ...legal.dropped, ...ofTechnicians]);
  return [...names].flatMap((name) => (prepared.standings.get(name) === 'free' ? (prepared.tasksOf.get(name) ?? []) : []));
}

/**
 * Mends the published plan after a change, searching only around what the change concerns: what has not to move costs its churn if it
 * does. A problem that follows another is best announced by `followProblem`.
 */
export function replan(problem: PlanningProblem, options: ReplanOptions = {}): DayPlan {
  const prepared = preparedFor(problem);
  const assignments = publishedPlan(prepared);
  const start = { assignments, legal: legalPart(prepared, assignments) };
  return improve(prepared, start, options, focusOf(prepared, start, options));
}
