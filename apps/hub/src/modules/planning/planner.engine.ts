import {
  comparePlans, costOfPlan, explainAssignment, followProblem, planDays, priceOverride, proposePlaces, replan, type Assignment, type CostKind, type Override, type PlanCost, type PlanningProblem, type PlanVisit,
} from '@gigafibre/dispatch';
import { auditPlan } from './audit-plan.ts';
import type { PlannerAnswers, PlannerProgress, PlannerTask, PlanTask } from './planner.protocol.ts';

type Answer = PlannerAnswers[PlannerTask['kind']];

/** Reads a problem on top of the one before it: what both share is worked out once. */
export function readAfter(last: PlanningProblem | undefined, problem: PlanningProblem): PlanningProblem {
  if (last === undefined) return problem;
  const next = { ...problem, weights: isSame(last.weights, problem.weights) ? last.weights : problem.weights };
  followProblem(last, next);
  return next;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Does one task. `elapsed` tells the milliseconds since it was given. */
export function answerTask(problem: PlanningProblem, task: PlannerTask, { elapsed, tell }: { elapsed: () => number; tell: (progress: PlannerProgress) => void }): Answer {
  if (task.kind === 'places') return proposePlaces(problem, task.visit);
  if (task.kind === 'explain') return { asked: explainAssignment(problem, undefined, task.visit, task.technician), current: standing(problem, task.visit) };
  return plan(problem, task, { elapsed, tell });
}

function plan(problem: PlanningProblem, { around, milliseconds, seed, start, stop }: PlanTask, { elapsed, tell }: { elapsed: () => number; tell: (progress: PlannerProgress) => void }): PlannerAnswers['plan'] {
  const published = publishedIn(problem.visits);
  const before = costOfPlan(problem, { assignments: published });
  const isStopped = (): boolean => Atomics.load(stop, 0) !== 0;
  tell({ elapsedMs: 0, iterations: 0, before, totalCents: before.totalCents, unassigned: before.unassigned });
  const options = {
    seed,
    shouldStop: () => isStopped() || elapsed() >= milliseconds,
    progress: () => Math.min(1, elapsed() / milliseconds),
    onProgress: ({ iterations, totalCents, unassigned }: { iterations: number; totalCents: number; unassigned: number }) => tell({ elapsedMs: Math.round(elapsed()), iterations, before, totalCents, unassigned }),
  };
  const isWorthIt = start !== null && costOfPlan(problem, { assignments: start }).totalCents < before.totalCents;
  const answer = around === null ? planDays(problem, { ...options, ...(isWorthIt && { start }) }) : replan(problem, { ...options, ...around });
  const found = auditPlan(problem, published, answer);
  return { plan: found, change: comparePlans(problem, found), isStopped: isStopped() };
}

const publishedIn = (visits: readonly PlanVisit[]): Assignment[] =>
  visits.flatMap(({ name, crew, startSeconds, status }) => (startSeconds === null || crew.length === 0 || OVER.has(status) ? [] : [{ visit: name, crew, startSeconds }]));
const OVER: ReadonlySet<PlanVisit['status']> = new Set(['done', 'failed', 'cancelled']);

/** What a visit costs where it stands, counted as a proposed place is: against the plan in which nobody asked for it. */
function standing(problem: PlanningProblem, name: string): Override | null {
  const published = publishedIn(problem.visits);
  const assignment = published.find(({ visit }) => visit === name);
  if (assignment === undefined) return null;
  const without = { ...problem, visits: problem.visits.filter((visit) => visit.name !== name) };
  followProblem(problem, without);
  const cost = less(costOfPlan(problem, { assignments: published }), costOfPlan(without, { assignments: publishedIn(without.visits) }));
  return { ...priceOverride(problem, undefined, assignment), cost };
}

function less(one: PlanCost, other: PlanCost): PlanCost {
  const kinds = Object.keys(one.split) as CostKind[];
  return {
    totalCents: one.totalCents - other.totalCents,
    split: Object.fromEntries(kinds.map((kind) => [kind, one.split[kind] - other.split[kind]])) as Record<CostKind, number>,
    travelSeconds: one.travelSeconds - other.travelSeconds,
    travelMeters: one.travelMeters - other.travelMeters,
    lateSeconds: one.lateSeconds - other.lateSeconds,
    overtimeSeconds: one.overtimeSeconds - other.overtimeSeconds,
    unassigned: one.unassigned - other.unassigned,
    moved: one.moved - other.moved,
    brokenPromises: one.brokenPromises - other.brokenPromises,
  };
}
