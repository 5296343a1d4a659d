import { endSeconds, isOver, isPlaced, isUnderWay, type PlacedVisit, type PlanVisit } from '../model.ts';
import type { PlanningProblem } from './problem.ts';
import { durationOn, type Stretch } from './stretches.ts';

/** When work on a visit began or is to begin. */
export const beginOf = (visit: PlacedVisit): number => visit.arrivedSeconds ?? visit.startSeconds;

/** When a visit will be over as far as anybody knows. */
export function expectedEnd(visit: PlacedVisit, nowSeconds: number): number {
  if (visit.endedSeconds !== undefined) return visit.endedSeconds;
  const planned = endSeconds(visit) + beginOf(visit) - visit.startSeconds;
  return isUnderWay(visit) ? Math.max(planned, nowSeconds) : planned;
}

/** The stretch of the technician in which a visit stands, or would stand without its absence. */
export const stretchFor = (visit: PlacedVisit, stretches: readonly Stretch[], nowSeconds: number): Stretch | undefined =>
  stretches.find((stretch) => beginOf(visit) < stretch.latestSeconds && expectedEnd(visit, nowSeconds) > stretch.startSeconds);

/**
 * What planning makes of each visit: **over** and **aside** are looked past (aside: planned for
 * other days, or for somebody who is not asked about); **begun** and **frozen** stay first in their tours; **pinned** stays where it is; **free** is planned.
 */
export type Standing = 'over' | 'aside' | 'begun' | 'frozen' | 'pinned' | 'free';

export type StretchesByName = ReadonlyMap<string, readonly Stretch[]>;

function isInside(visit: PlacedVisit, technician: string, stretches: StretchesByName): boolean {
  return (stretches.get(technician) ?? []).some((stretch) => stretch.startSeconds <= visit.startSeconds && visit.startSeconds + durationOn(visit, stretch.technician) <= stretch.latestSeconds);
}

export function standingOf(visit: PlanVisit, problem: PlanningProblem, stretches: StretchesByName): Standing {
  if (visit.status === 'done') return isPlaced(visit) ? 'begun' : 'over';
  if (isOver(visit)) return 'over';
  if (!isPlaced(visit)) return 'free';
  if (isUnderWay(visit)) return 'begun';
  if (!visit.crew.every((technician) => stretches.has(technician))) return 'aside';
  if (visit.startSeconds >= problem.horizon.endSeconds || endSeconds(visit) <= problem.horizon.startSeconds) return 'aside';
  if (visit.pinned) return 'pinned';
  const isSoon = visit.startSeconds < problem.nowSeconds + problem.freezeSeconds;
  return isSoon && visit.crew.every((technician) => isInside(visit, technician, stretches)) ? 'frozen' : 'free';
}
