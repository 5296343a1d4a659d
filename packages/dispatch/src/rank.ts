import type { Plan, PlanTechnician, PlanVisit } from './model.ts';
import { checkPlacement } from './placement.ts';
import { isHard, type Rule, type Violation } from './rules.ts';
import { toursOf, travelChange, type Tour } from './tour.ts';

/** A person and a time for a visit, with what it costs. */
export interface RankedPlacement {
  readonly technician: string;
  readonly startSeconds: number;
  /** Driving added to the tour. */
  readonly addedTravelSeconds: number;
  /** Driving added and the price of soft rules broken, in seconds. */
  readonly costSeconds: number;
  readonly violations: readonly Violation[];
}

/** What breaking a soft rule is worth, in seconds of driving. */
export const SOFT_PRICES_SECONDS: Readonly<Partial<Record<Rule, number>>> = { territory: 900, lunch: 900, 'sla-missed': 7200 };

export interface RankOptions {
  /** Starts are tried on this grid. */
  readonly stepSeconds?: number;
  /** At most this many, counted after sorting. */
  readonly limit?: number;
}

const QUARTER_SECONDS = 900;
const hardCount = (placement: RankedPlacement): number => placement.violations.filter(isHard).length;

/** Better first: fewer hard rules broken, then cheaper, then earlier, then by name so that the order is the same every time. */
export const comparePlacements = (one: RankedPlacement, other: RankedPlacement): number =>
  hardCount(one) - hardCount(other) ||
  one.costSeconds - other.costSeconds ||
  one.startSeconds - other.startSeconds ||
  (one.technician < other.technician ? -1 : Number(one.technician > other.technician));

function placementAt(visit: PlanVisit, technician: PlanTechnician, tour: Tour, at: { startSeconds: number; nowSeconds: number | undefined }): RankedPlacement {
  const { startSeconds, nowSeconds } = at;
  const violations = checkPlacement({ visit, technician, tour, startSeconds, ...(nowSeconds === undefined ? {} : { nowSeconds }) });
  const { addedSeconds } = travelChange(visit, technician, tour, startSeconds);
  const price = violations.reduce((sum, violation) => sum + (SOFT_PRICES_SECONDS[violation.rule] ?? 0), 0);
  return { technician: technician.name, startSeconds, addedTravelSeconds: addedSeconds, costSeconds: addedSeconds + price, violations };
}

/** The starts worth trying: the grid over each shift, and the promise's own beginning for whoever has no shift. */
function startsFor(visit: PlanVisit, technician: PlanTechnician, stepSeconds: number): number[] {
  const starts = technician.shifts.flatMap((shift) => {
    const first = Math.ceil(shift.startSeconds / stepSeconds) * stepSeconds;
    const count = Math.max(0, Math.floor((shift.endSeconds - visit.durationSeconds - first) / stepSeconds) + 1);
    return Array.from({ length: count }, (_, index) => first + index * stepSeconds);
  });
  return visit.window === null ? starts : starts.filter((start) => visit.window !== null && start >= visit.window.startSeconds && start <= visit.window.endSeconds);
}

function fallbackStart(visit: PlanVisit, plan: Plan, stepSeconds: number): number | undefined {
  const earliest = visit.window?.startSeconds ?? plan.nowSeconds ?? plan.technicians.flatMap(({ shifts }) => shifts.map((shift) => shift.startSeconds)).toSorted((a, b) => a - b)[0];
  return earliest === undefined ? undefined : Math.ceil(earliest / stepSeconds) * stepSeconds;
}

/**
 * The best place for a visit with each technician, best first: those that break no hard rule, by what they cost; then the rest,
 * with the rules in their way. Starts are tried every quarter of an hour of every shift in the plan, inside the promised window.
 * Whoever has no start to try is judged at the promise's beginning, or now; with no time known at all nobody is ranked.
 */
export function rankPlacements(visit: PlanVisit, plan: Plan, options: RankOptions = {}): RankedPlacement[] {
  const { stepSeconds = QUARTER_SECONDS, limit = plan.technicians.length } = options;
  const tours = toursOf(plan);
  const fallback = fallbackStart(visit, plan, stepSeconds);
  const best = plan.technicians.flatMap((technician) => {
    const tour = tours.get(technician.name) ?? [];
    const starts = startsFor(visit, technician, stepSeconds);
    const tried = starts.length > 0 || fallback === undefined ? starts : [fallback];
    const placements = tried.map((startSeconds) => placementAt(visit, technician, tour, { startSeconds, nowSeconds: plan.nowSeconds }));
    return placements.sort(comparePlacements).slice(0, 1);
  });
  return best.sort(comparePlacements).slice(0, limit);
}
