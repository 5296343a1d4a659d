import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';

/** What is drawn of a day, in hours at the site. */
export const DRAWN = { from: 7, until: 19 } as const;
const HOUR_MS = 3_600_000;
const DRAWN_MS = (DRAWN.until - DRAWN.from) * HOUR_MS;

export interface ReplayBar {
  readonly visit: VisitCard;
  /** Percent of the day's width. */
  readonly left: number;
  readonly width: number;
}
export interface ReplayRow {
  readonly technician: TechnicianCard;
  readonly bars: readonly ReplayBar[];
}

/** How far into the drawn day a moment is, in percent; outside it at its ends. */
export const shareOf = (moment: number, dayStart: number): number => Math.min(100, Math.max(0, ((moment - dayStart - DRAWN.from * HOUR_MS) / DRAWN_MS) * 100));

function barOf(visit: VisitCard, dayStart: number): ReplayBar | undefined {
  if (visit.plannedStart === null || visit.status === 'unassigned' || visit.status === 'cancelled') return undefined;
  const start = Date.parse(visit.plannedStart);
  const left = shareOf(start, dayStart);
  const width = shareOf(start + visit.durationMinutes * 60_000, dayStart) - left;
  return width <= 0 ? undefined : { visit, left, width };
}

/** One line for each technician with what stood on it; a crew's visit is on each of its members'. */
export function replayRows(technicians: readonly TechnicianCard[], visits: readonly VisitCard[], dayStart: number): readonly ReplayRow[] {
  const bars = new Map<string, ReplayBar[]>(technicians.map(({ name }) => [name, []]));
  for (const visit of visits) {
    const bar = barOf(visit, dayStart);
    if (bar !== undefined) for (const { technician } of visit.crew) bars.get(technician)?.push(bar);
  }
  return technicians.map((technician) => ({ technician, bars: bars.get(technician.name) ?? [] }));
}
