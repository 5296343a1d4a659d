import { SITE_ZONE, siteMidnight, Temporal } from '@gigafibre/kernel';

/** A stretch of the scale on which time runs evenly. Hours are hours as drawn, from the scale's beginning. */
interface Piece {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly atHour: number;
  readonly hours: number;
}

/**
 * The stretch of time the board draws, in whole seconds since 1970. Positions are hours as drawn from its beginning: over
 * several days the nights are folded, drawn far narrower than they last, so that the days have the room. No time is left out.
 */
export interface BoardScale {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly pieces: readonly Piece[];
}

export const DENSITIES = { comfort: 56, compact: 36, all: 20 } as const;
export type Density = keyof typeof DENSITIES;
export const SPANS = [1, 3, 7] as const;
/** How many days the board shows. */
export type DaySpan = (typeof SPANS)[number];
export const WEEK_STARTS = ['monday', 'sunday'] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];

export const MOST_PIXELS_PER_HOUR = 480;
export const LEAST_PIXELS_PER_HOUR = 9;
export const SNAP_SECONDS = 900;
export const FINE_SNAP_SECONDS = 300;
/** What a day shows before anybody zooms: 7 h to 19 h. */
export const OPENING_HOUR = 7;
export const CLOSING_HOUR = 19;
/** Each end of a folded night, in hours as drawn. */
const FOLDED_HOURS = 0.6;

const secondsOfInstant = (instant: Temporal.Instant): number => Math.floor(instant.epochMilliseconds / 1000);
const secondsAtMidnight = (date: Temporal.PlainDate): number => secondsOfInstant(siteMidnight(date));
const secondsAtClock = (date: Temporal.PlainDate, hour: number): number => secondsOfInstant(date.toZonedDateTime({ timeZone: SITE_ZONE, plainTime: { hour } }).toInstant());

/** The scale of some days from a date at the site. A day has 23 or 25 hours when the clocks change. */
export function scaleOfDays(date: string, days: number): BoardScale {
  const dates = Array.from({ length: days }, (_, day) => Temporal.PlainDate.from(date).add({ days: day }));
  const cuts = dates.flatMap((day) => [
    { at: secondsAtMidnight(day), isNight: true },
    { at: secondsAtClock(day, OPENING_HOUR), isNight: false },
    { at: secondsAtClock(day, CLOSING_HOUR), isNight: true },
  ]);
  const end = secondsAtMidnight(Temporal.PlainDate.from(date).add({ days }));
  const pieces: Piece[] = [];
  let atHour = 0;
  for (const [index, { at, isNight }] of cuts.entries()) {
    const untilSeconds = cuts[index + 1]?.at ?? end;
    const hours = isNight && days > 1 ? FOLDED_HOURS : (untilSeconds - at) / 3600;
    pieces.push({ fromSeconds: at, untilSeconds, atHour, hours });
    atHour += hours;
  }
  return { fromSeconds: cuts[0]?.at ?? end, untilSeconds: end, pieces };
}

/** The date that the board begins with: a week begins on its first day, whichever of its days is looked at. */
export function firstDate(date: string, days: DaySpan, weekStart: WeekStart): string {
  if (days !== 7) return date;
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: (weekStart === 'monday' ? day.dayOfWeek - 1 : day.dayOfWeek) % 7 }).toString();
}

/** Hours as drawn, all together. */
export const hoursOf = ({ pieces }: BoardScale): number => pieces.reduce((sum, { hours }) => sum + hours, 0);

/** Where a time is drawn; before the beginning or after the end by the pace of the nearest piece. */
export function hourAt({ pieces }: BoardScale, seconds: number): number {
  const piece = pieces.findLast(({ fromSeconds }) => fromSeconds <= seconds) ?? pieces[0];
  if (piece === undefined) return 0;
  return piece.atHour + ((seconds - piece.fromSeconds) / (piece.untilSeconds - piece.fromSeconds)) * piece.hours;
}

/** The time that is drawn somewhere: the other way round than {@link hourAt}. */
export function secondsAt({ pieces }: BoardScale, hour: number): number {
  const piece = pieces.findLast(({ atHour }) => atHour <= hour) ?? pieces[0];
  if (piece === undefined) return 0;
  return piece.fromSeconds + ((hour - piece.atHour) / piece.hours) * (piece.untilSeconds - piece.fromSeconds);
}

/** Where the first day opens, in hours as drawn. */
export const openingOf = ({ pieces }: BoardScale): number => pieces[1]?.atHour ?? 0;

/** How a stretch of time lies on the scale, for the style of what is drawn there; what hangs over its ends is cut off. */
export function lyingOn(scale: BoardScale, startSeconds: number, endSeconds: number): { readonly '--at': number; readonly '--for': number } {
  const at = hourAt(scale, Math.max(startSeconds, scale.fromSeconds));
  return { '--at': at, '--for': Math.max(0, hourAt(scale, Math.min(endSeconds, scale.untilSeconds)) - at) };
}

export const snap = (seconds: number, step: number = SNAP_SECONDS): number => Math.round(seconds / step) * step;

/** Pixels an hour so that the working day fills the width; several days show whole. */
export const fittingPixelsPerHour = (width: number, scale: BoardScale): number =>
  Math.max(LEAST_PIXELS_PER_HOUR, width / (scale.pieces.length === 3 ? CLOSING_HOUR - OPENING_HOUR : hoursOf(scale)));

export interface Zoom {
  readonly pixelsPerHour: number;
  readonly scrollLeft: number;
}

/** Zooms so that the time under the cursor stays under it. `cursor`: pixels from the left edge of what is visible. */
export function zoomAround(zoom: Zoom, factor: number, cursor: number): Zoom {
  const pixelsPerHour = Math.min(MOST_PIXELS_PER_HOUR, Math.max(LEAST_PIXELS_PER_HOUR, zoom.pixelsPerHour * factor));
  const hour = (zoom.scrollLeft + cursor) / zoom.pixelsPerHour;
  return { pixelsPerHour, scrollLeft: Math.max(0, hour * pixelsPerHour - cursor) };
}

/** Hours between two labels of the axis, so that they stay at least 60 px apart. */
export const tickEvery = (pixelsPerHour: number): number => [0.25, 0.5, 1, 2, 3, 6, 12].find((hours) => hours * pixelsPerHour >= 60) ?? 24;

/** A line of the grid with its label. */
export interface Tick {
  readonly at: number;
  readonly seconds: number;
  readonly isFirstOfDay: boolean;
}

/** The lines of the grid: over one day at every step from midnight, over several only while the day is drawn at its full width. */
export function ticksOf(scale: BoardScale, pixelsPerHour: number): Tick[] {
  const step = tickEvery(pixelsPerHour) * 3600;
  const isFolded = scale.pieces.length > 3;
  const stretches = isFolded ? scale.pieces.filter((_, index) => index % 3 === 1) : [scale];
  return stretches.flatMap(({ fromSeconds, untilSeconds }) =>
    Array.from({ length: Math.ceil((untilSeconds - fromSeconds) / step) }, (_, index) => {
      const seconds = fromSeconds + index * step;
      return { at: hourAt(scale, seconds), seconds, isFirstOfDay: index === 0 };
    }),
  );
}

/** Where one day ends and the next begins, in hours as drawn. */
export const midnightsOf = ({ pieces }: BoardScale): number[] => pieces.filter((_, index) => index > 0 && index % 3 === 0).map(({ atHour }) => atHour);

/** Share of the visible width that may lie behind the now-line before the board follows it, and where it then puts it. */
const FOLLOW_AT = 0.72;
const FOLLOW_TO = 0.3;

/** Where an idle board scrolls so that the present stays in sight with what is to come; undefined when it is well where it is. */
export function followScroll(nowX: number, { scrollLeft, laneWidth }: { readonly scrollLeft: number; readonly laneWidth: number }): number | undefined {
  const inSight = nowX - scrollLeft;
  if (inSight >= 0 && inSight <= laneWidth * FOLLOW_AT) return undefined;
  return Math.max(0, nowX - laneWidth * FOLLOW_TO);
}
