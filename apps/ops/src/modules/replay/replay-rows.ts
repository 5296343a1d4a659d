import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';

/** What is drawn of a day, in hours at the site. */
export const DRAWN = { from: 7, until: 19 } as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DRAWN_MS = (DRAWN.until - DRAWN.from) * HOUR_MS;

export interface ReplayBar {
  readonly visit: VisitCard;
  /** Percent of the day's width. */
  readonly left: number;
  readonly width: number;
}
/** A stretch of somebody's day: hours without a shift, or an absence with its reason. */
export interface ReplayShade {
  readonly left: number;
  readonly width: number;
  /** Empty for hours without a shift. */
  readonly reason: string;
}
export interface ReplayRow {
  readonly technician: TechnicianCard;
  readonly bars: readonly ReplayBar[];
  readonly shades: readonly ReplayShade[];
}

/** How far into the drawn day a moment is, in percent; outside it at its ends. */
export const shareOf = (moment: number, dayStart: number): number => Math.min(100, Math.max(0, ((moment - dayStart - DRAWN.from * HOUR_MS) / DRAWN_MS) * 100));

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const stretchOf = ({ start, end }: { readonly start: string; readonly end: string }): Stretch => ({ start: Date.parse(start), end: Date.parse(end) });

function shadeOf({ start, end }: Stretch, dayStart: number, reason = ''): readonly ReplayShade[] {
  const left = shareOf(start, dayStart);
  const width = shareOf(end, dayStart) - left;
  return width <= 0 ? [] : [{ left, width, reason }];
}

/** When he was not at work, as far as the drawn day shows it. */
function shadesOf({ shifts, absences }: TechnicianCard, dayStart: number): readonly ReplayShade[] {
  const worked = shifts.map(stretchOf).toSorted((one, other) => one.start - other.start);
  const starts = [dayStart, ...worked.map(({ end }) => end)];
  const off = starts.flatMap((start, index) => shadeOf({ start, end: worked[index]?.start ?? dayStart + DAY_MS }, dayStart));
  return [...off, ...absences.flatMap((absence) => shadeOf(stretchOf(absence), dayStart, absence.reason))];
}

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
  return technicians.map((technician) => ({ technician, bars: bars.get(technician.name) ?? [], shades: shadesOf(technician, dayStart) }));
}
