import { absencesOf, type PlanTechnician, type PlanVisit, type Shift, type Span } from '../model.ts';

/**
 * One technician's unbroken working time: a shift, or what absences leave of it. It is planned as one tour that begins at his start
 * place and ends at his end place.
 */
export interface Stretch {
  readonly technician: PlanTechnician;
  readonly shift: Shift;
  readonly startSeconds: number;
  /** Where the shift ends, or the absence begins. */
  readonly endSeconds: number;
  /** The end with overtime. */
  readonly latestSeconds: number;
  readonly endsWithShift: boolean;
}

/** What is left of a span when others are taken out, in order. */
function without(span: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = span.startSeconds;
  for (const each of taken.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    if (each.endSeconds <= from || each.startSeconds >= span.endSeconds) continue;
    if (each.startSeconds > from) left.push({ startSeconds: from, endSeconds: each.startSeconds });
    from = Math.max(from, each.endSeconds);
  }
  return from < span.endSeconds ? [...left, { startSeconds: from, endSeconds: span.endSeconds }] : left;
}

/** The stretches of one technician within the horizon, in order. Overtime ends where an absence or the next shift begins. */
export function stretchesOf(technician: PlanTechnician, horizon: Span): Stretch[] {
  const shifts = technician.shifts
    .filter((shift) => shift.startSeconds < horizon.endSeconds && shift.endSeconds > horizon.startSeconds)
    .toSorted((a, b) => a.startSeconds - b.startSeconds);
  const absences = absencesOf(technician);
  const barriers = [...absences, ...technician.shifts].map(({ startSeconds }) => startSeconds);
  return shifts.flatMap((shift) =>
    without(shift, absences).map((span) => {
      const endsWithShift = span.endSeconds === shift.endSeconds;
      const wished = span.endSeconds + (endsWithShift ? (technician.overtimeSeconds ?? 0) : 0);
      const barrier = Math.min(wished, ...barriers.filter((at) => at >= span.endSeconds));
      return { technician, shift, ...span, latestSeconds: endsWithShift ? barrier : span.endSeconds, endsWithShift };
    }),
  );
}

/** How long this technician takes; a crew works at the usual pace. */
export function durationOn(visit: PlanVisit, technician: PlanTechnician): number {
  const percent = visit.crewSize > 1 || visit.jobType === undefined || visit.jobType === null ? 100 : (technician.pacePercent?.[visit.jobType] ?? 100);
  return percent === 100 ? visit.durationSeconds : Math.max(60, Math.round((visit.durationSeconds * percent) / 6000) * 60);
}
