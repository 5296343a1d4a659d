import { endSeconds, isOver, isUnderWay, type PlacedVisit, type Plan, type PlanTechnician } from './model.ts';
import { checkPlacement, TRAVEL_TOLERANCE_SECONDS } from './placement.ts';
import { broken, worstFirst, type Rule, type Violation } from './rules.ts';
import { toursOf, type Tour } from './tour.ts';

/** A visit that is planned against a rule, or is late by now. */
export interface Conflict {
  readonly visit: string;
  readonly technician: string;
  readonly violations: readonly Violation[];
}

/** Rules on whether a visit may be moved there, and the drive that the next visit's own line tells. */
const NOT_TOLD: ReadonlySet<Rule> = new Set(['under-way-visit', 'past-start', 'next-late']);

function lateness(visit: PlacedVisit, nowSeconds: number | undefined): Violation[] {
  if (nowSeconds === undefined) return [];
  const isThere = visit.status === 'on-site' || visit.status === 'paused';
  const end = endSeconds(visit);
  if (isThere) return nowSeconds > end ? [broken('overrun', { endSeconds: end, lateSeconds: nowSeconds - end })] : [];
  const late = nowSeconds - visit.startSeconds;
  return late > TRAVEL_TOLERANCE_SECONDS ? [broken('running-late', { startSeconds: visit.startSeconds, lateSeconds: late })] : [];
}

/** Each pair is told once, by the later of the two. */
const isTold = (violation: Violation, visit: PlacedVisit, tour: Tour): boolean => {
  if (NOT_TOLD.has(violation.rule)) return false;
  if (violation.rule !== 'overlap') return true;
  const other = tour.findIndex(({ name }) => name === violation.facts.visit);
  return other < tour.indexOf(visit);
};

function planViolations(visit: PlacedVisit, technician: PlanTechnician, tour: Tour): Violation[] {
  if (isUnderWay(visit)) return [];
  const others = tour.filter((other) => other.name === visit.name || !isOver(other));
  return checkPlacement({ visit, technician, tour: others, startSeconds: visit.startSeconds, crewCount: visit.crew.length }).filter((violation) => isTold(violation, visit, tour));
}

/**
 * Every visit of the plan that breaks a rule where it stands, in order of its start. What is over is left alone.
 * Nothing in the list means that the day can be done.
 */
export function conflictsOf(plan: Plan): Conflict[] {
  const tours = toursOf(plan);
  return plan.technicians
    .flatMap((technician) => {
      const tour = tours.get(technician.name) ?? [];
      return tour
        .filter((visit) => !isOver(visit))
        .map((visit) => ({ at: visit.startSeconds, conflict: { visit: visit.name, technician: technician.name, violations: worstFirst([...planViolations(visit, technician, tour), ...lateness(visit, plan.nowSeconds)]) } }));
    })
    .filter(({ conflict }) => conflict.violations.length > 0)
    .sort((one, other) => one.at - other.at)
    .map(({ conflict }) => conflict);
}
