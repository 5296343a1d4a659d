import type { PlanTechnician, PlanVisit, Span } from '../model.ts';
import { isForeign } from '../placement.ts';
import type { CostKind } from './plan.ts';
import { priorityOf } from './problem.ts';
import { durationOn, type Stretch } from './stretches.ts';
import type { PlanningWeights } from './weights.ts';

const DAY_SECONDS = 86_400;

/** What prices depend on besides the visit and the person. */
export interface PriceBook {
  readonly weights: PlanningWeights;
  readonly horizon: Span;
  readonly nowSeconds: number;
  /** Mean of the work people had lately, in minutes; 0 when nobody's is known. */
  readonly meanLoadMinutes: number;
}

export function priceBookOf(problem: { weights: PlanningWeights; horizon: Span; nowSeconds: number; technicians: readonly PlanTechnician[] }): PriceBook {
  const loads = problem.technicians.flatMap(({ recentLoadMinutes }) => (recentLoadMinutes === undefined ? [] : [recentLoadMinutes]));
  return { weights: problem.weights, horizon: problem.horizon, nowSeconds: problem.nowSeconds, meanLoadMinutes: loads.length === 0 ? 0 : loads.reduce((sum, each) => sum + each, 0) / loads.length };
}

/** Whether everything costs the same by two books. */
export const isSameBook = (one: PriceBook, other: PriceBook): boolean =>
  one.weights === other.weights && one.nowSeconds === other.nowSeconds && one.meanLoadMinutes === other.meanLoadMinutes &&
  one.horizon.startSeconds === other.horizon.startSeconds && one.horizon.endSeconds === other.horizon.endSeconds;

const dayOf = (book: PriceBook, seconds: number): number => Math.floor((seconds - book.horizon.startSeconds) / DAY_SECONDS);
const daysWaited = (book: PriceBook, seconds: number): number => Math.max(0, dayOf(book, seconds) - dayOf(book, Math.max(book.nowSeconds, book.horizon.startSeconds)));

function spareLevels(visit: PlanVisit, technician: PlanTechnician): number {
  if (visit.requiredSkills.length === 0) return technician.skills.reduce((best, { level }) => Math.max(best, level - 1), 0);
  return visit.requiredSkills.reduce((sum, { skill, level }) => sum + Math.max(0, (technician.skills.find((held) => held.skill === skill)?.level ?? level) - level), 0);
}

export function missingParts(visit: PlanVisit, { stock }: PlanTechnician): { readonly part: string; readonly required: number; readonly present: number }[] {
  if (stock === undefined || visit.parts === undefined) return [];
  return visit.parts.map(({ part, quantity }) => ({ part, required: quantity, present: stock[part] ?? 0 })).filter(({ required, present }) => present < required);
}

function churn(visit: PlanVisit, stretch: Stretch, book: PriceBook): number {
  if (visit.startSeconds === null || visit.crew.length === 0) return 0;
  const { moved, movedDay } = book.weights;
  const hasMoved = !visit.crew.includes(stretch.technician.name);
  const price = visit.status === 'confirmed' ? moved.confirmed : moved.planned;
  return (hasMoved ? price : 0) + (dayOf(book, visit.startSeconds) === dayOf(book, stretch.startSeconds) ? 0 : movedDay);
}

function unfairness(visit: PlanVisit, technician: PlanTechnician, book: PriceBook): number {
  if (technician.recentLoadMinutes === undefined || book.meanLoadMinutes === 0) return 0;
  const above = Math.min(1, Math.max(0, technician.recentLoadMinutes / book.meanLoadMinutes - 1));
  return Math.round((above * book.weights.perUnfairHour * durationOn(visit, technician)) / 3600);
}

type AssignmentPrices = Readonly<Pick<Record<CostKind, number>, 'churn' | 'territory' | 'over-qualification' | 'parts' | 'on-call' | 'waiting' | 'fairness'>>;

/** What giving a visit to this person in this stretch costs whatever the hour, in cents. Only the lead of a crew is asked for skills and parts. */
export function assignmentPrices(visit: PlanVisit, stretch: Stretch, isLead: boolean, book: PriceBook): AssignmentPrices {
  const { technician } = stretch;
  const { weights } = book;
  return {
    churn: churn(visit, stretch, book),
    territory: isForeign(visit, technician) ? weights.foreignZone : 0,
    'over-qualification': isLead ? spareLevels(visit, technician) * weights.perSpareLevel : 0,
    parts: isLead ? missingParts(visit, technician).reduce((sum, { required, present }) => sum + required - present, 0) * weights.missingPart : 0,
    'on-call': stretch.shift.onCall ? weights.callOut : 0,
    waiting: isLead ? daysWaited(book, stretch.startSeconds) * weights.perDayWaited[priorityOf(visit)] : 0,
    fairness: unfairness(visit, technician, book),
  };
}

/** Lateness counts from the deadline, and not from before now: what is lost already is nobody's choice any more. */
export const dueOf = (visit: PlanVisit, nowSeconds: number): number | null => (visit.slaDueSeconds === null ? null : Math.max(visit.slaDueSeconds, nowSeconds));

export const lateCents = (visit: PlanVisit, lateSeconds: number, weights: PlanningWeights): number => Math.round((lateSeconds * weights.perLateMinute[priorityOf(visit)]) / 60);

/** What leaving a visit without anybody costs: its priority, its promise apart, and waiting until the days planned are over. */
export function unservedPrices(visit: PlanVisit, book: PriceBook): { readonly unserved: number; readonly promise: number } {
  const { weights, horizon, nowSeconds } = book;
  const due = dueOf(visit, nowSeconds);
  const late = due === null ? 0 : lateCents(visit, Math.max(0, horizon.endSeconds - due), weights);
  const waited = daysWaited(book, horizon.endSeconds) * weights.perDayWaited[priorityOf(visit)];
  return { unserved: weights.unserved[priorityOf(visit)] + late + waited, promise: visit.window === null ? 0 : weights.brokenPromise };
}
