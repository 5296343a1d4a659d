import { DEFAULT_WEIGHTS, followProblem, priceOverride, proposePlaces, type Assignment, type Explanation, type Override, type Plan, type PlanningProblem } from '@gigafibre/dispatch';
import type { CostLine, Remedy } from '@gigafibre/contracts';
import type { BoardScale } from '../board-scale.ts';
import type { Choice } from './choice.ts';

type Days = Pick<BoardScale, 'fromSeconds' | 'untilSeconds'>;

/** What begins so soon stays as it is; the hub counts the same. */
const FREEZE_SECONDS = 15 * 60;

/** The engine in the browser: the same that plans on the hub, over what the board shows, at the house's usual prices. */
export function createEngine() {
  let known: { plan: Plan; problem: PlanningProblem } | undefined;

  /** One plan is compiled once, and the next after it keeps what did not change. */
  function problemOf(plan: Plan, { fromSeconds, untilSeconds }: Days): PlanningProblem {
    if (known?.plan === plan) return known.problem;
    const problem: PlanningProblem = {
      technicians: plan.technicians,
      visits: plan.visits,
      nowSeconds: plan.nowSeconds ?? fromSeconds,
      freezeSeconds: FREEZE_SECONDS,
      horizon: { startSeconds: fromSeconds, endSeconds: untilSeconds },
      travel: null,
      weights: DEFAULT_WEIGHTS,
    };
    if (known !== undefined) followProblem(known.problem, problem);
    known = { plan, problem };
    return problem;
  }

  return {
    /** Everybody ranked for a visit of the board. */
    rank: (plan: Plan, days: Days, visit: string): Explanation[] => proposePlaces(problemOf(plan, days), visit),
    /** What somebody's own choice costs, whatever it breaks. */
    price: (plan: Plan, days: Days, assignment: Assignment): Override => priceOverride(problemOf(plan, days), undefined, assignment),
  };
}

export type Engine = ReturnType<typeof createEngine>;

export const linesOf = (split: Readonly<Record<string, number>>): CostLine[] => Object.entries(split).flatMap(([kind, cents]) => (cents === 0 ? [] : [{ kind, cents: Math.round(cents) }]));

/** The engine's own answer as a choice on screen. */
export function choiceFromEngine(found: Explanation, displayName: string): Choice {
  const person = { technician: found.technician, displayName };
  if (found.kind === 'blocked') {
    const remedy = found.changes.map(({ kind, ...facts }): Remedy => ({ kind, facts }));
    return { ...person, crew: [found.technician], isPossible: false, startSeconds: undefined, addedTravelSeconds: undefined, costCents: undefined, differenceCents: undefined, addedKilometres: undefined, lines: [], violations: found.violations, remedy, retimed: [], displaced: [] };
  }
  const { cost, crew, startSeconds, differenceCents, violations, retimed, displaced } = found;
  return {
    ...{ ...person, crew, isPossible: true, startSeconds, violations, displaced, remedy: [] },
    retimed: retimed.map(({ visit, startSeconds: at }) => ({ visit, startSeconds: at })),
    addedTravelSeconds: cost.travelSeconds,
    addedKilometres: cost.travelMeters / 1000,
    costCents: Math.round(cost.totalCents),
    differenceCents: differenceCents === null ? undefined : Math.round(differenceCents),
    lines: linesOf(cost.split),
  };
}
