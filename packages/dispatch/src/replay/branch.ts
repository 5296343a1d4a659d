import { planTechnicianFrom, planVisitFrom, type TechnicianFacts, type VisitFacts } from '../cards.ts';
import { isUnderWay, type PlanTechnician, type PlanVisit, type Span } from '../model.ts';
import { comparePlans, costOfPlan } from '../planning/compare.ts';
import type { DayPlan, PlanChange, PlanCost } from '../planning/plan.ts';
import { replan } from '../planning/plan-days.ts';
import type { Assignment, PlanningProblem } from '../planning/problem.ts';
import { DEFAULT_WEIGHTS } from '../planning/weights.ts';

/** What might have happened at a moment of the day. */
export type Incident =
  | { readonly kind: 'technician-falls-ill'; readonly technician: string }
  | { readonly kind: 'visit-runs-longer'; readonly visit: string; readonly minutes: number };

export interface BranchQuestion {
  /** The board as it was at the moment. */
  readonly visits: readonly VisitFacts[];
  readonly technicians: readonly TechnicianFacts[];
  readonly nowSeconds: number;
  readonly day: Span;
  readonly incident: Incident;
}

/** What a plan comes to from the moment on. */
export interface BranchFigures {
  readonly kilometers: number;
  /** Begun after SLA deadlines. */
  readonly lateMinutes: number;
  readonly overtimeMinutes: number;
  readonly unassigned: number;
  /** Of the promised windows that are still to be kept. */
  readonly promisesKept: number;
  readonly promises: number;
  readonly cents: number;
}

/** Three days side by side: without the incident, with it and nobody does anything, with it and the plan mended. */
export interface Branch {
  readonly planned: BranchFigures;
  readonly untouched: BranchFigures;
  readonly mended: BranchFigures;
  /** What mending moves. */
  readonly changes: PlanChange['visits'];
}

const isOpen = (visit: PlanVisit): boolean => visit.status === 'planned' || visit.status === 'confirmed' || isUnderWay(visit);

const without = (visit: PlanVisit, key: 'arrivedSeconds' | 'endedSeconds'): PlanVisit => Object.fromEntries(Object.entries(visit).filter(([name]) => name !== key)) as unknown as PlanVisit;

function fallsIll(problem: PlanningProblem, name: string): PlanningProblem {
  const sick: Span & { reason: string } = { startSeconds: problem.nowSeconds, endSeconds: problem.horizon.endSeconds, reason: 'Sick' };
  const technicians = problem.technicians.map((each): PlanTechnician => (each.name === name ? { ...each, absences: [...each.absences, sick] } : each));
  // what he has begun has to be done by somebody else, from the start
  const visits = problem.visits.map((each): PlanVisit => {
    if (each.crew[0] !== name || !isOpen(each)) return each;
    return { ...without(each, 'arrivedSeconds'), status: 'planned', pinned: false };
  });
  return { ...problem, technicians, visits };
}

function runsLonger(problem: PlanningProblem, name: string, minutes: number): PlanningProblem {
  const longer = (visit: PlanVisit): PlanVisit => ({ ...without(visit, 'endedSeconds'), durationSeconds: visit.durationSeconds + minutes * 60 });
  return { ...problem, visits: problem.visits.map((each) => (each.name === name ? longer(each) : each)) };
}

/** Promises that can still be kept or broken: of visits that are to begin. */
function promisesOf({ visits, horizon }: PlanningProblem): number {
  return visits.filter(({ window, status, startSeconds }) => window !== null && (status === 'planned' || status === 'confirmed') && startSeconds !== null && startSeconds >= horizon.startSeconds && startSeconds < horizon.endSeconds).length;
}

const figuresOf = (cost: PlanCost, promises: number): BranchFigures => ({
  kilometers: Math.round(cost.travelMeters / 100) / 10,
  lateMinutes: Math.round(cost.lateSeconds / 60),
  overtimeMinutes: Math.round(cost.overtimeSeconds / 60),
  unassigned: cost.unassigned,
  promisesKept: Math.max(0, promises - cost.brokenPromises),
  promises,
  cents: cost.totalCents,
});

const published = ({ visits }: PlanningProblem): { readonly assignments: readonly Assignment[] } => ({
  assignments: visits.flatMap(({ name, crew, startSeconds, status }) => (startSeconds === null || crew.length === 0 || status === 'unassigned' ? [] : [{ visit: name, crew, startSeconds }])),
});

/** The problem as it stood at the moment of the question, before anything goes wrong. */
function problemOf({ visits, technicians, nowSeconds, day }: BranchQuestion): PlanningProblem {
  return { technicians: technicians.map(planTechnicianFrom), visits: visits.map(planVisitFrom), nowSeconds, freezeSeconds: 0, horizon: day, travel: null, weights: DEFAULT_WEIGHTS };
}

/**
 * What would have become of a day, had something happened at a moment of it: the plan as it stood, what it comes to when nobody
 * does anything, and what it comes to when it is mended. The same question has the same answer.
 *
 * @param iterations how long to search for a better way.
 */
export function branchDay(question: BranchQuestion, iterations = 4000): Branch {
  const before = problemOf(question);
  const { incident } = question;
  const problem = incident.kind === 'technician-falls-ill' ? fallsIll(before, incident.technician) : runsLonger(before, incident.visit, incident.minutes);
  const mended: DayPlan = replan(problem, { seed: 1, iterations, ...(incident.kind === 'technician-falls-ill' ? { technicians: [incident.technician] } : { visits: [incident.visit] }) });
  const change = comparePlans(problem, mended);
  const promises = promisesOf(problem);
  return {
    planned: figuresOf(costOfPlan(before, published(before)), promisesOf(before)),
    untouched: figuresOf(change.before, promises),
    mended: figuresOf(change.after, promises),
    changes: change.visits,
  };
}
