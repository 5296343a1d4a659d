import { siteMidnight, Temporal } from '@gigafibre/kernel';

/** The stretch of time the board draws, in whole seconds since 1970. Positions are hours from its beginning. */
export interface BoardScale {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}

export const DENSITIES = { comfort: 56, compact: 36, all: 20 } as const;
export type Density = keyof typeof DENSITIES;
export const MOST_PIXELS_PER_HOUR = 480;
export const LEAST_PIXELS_PER_HOUR = 14;
export const SNAP_SECONDS = 900;
export const FINE_SNAP_SECONDS = 300;
/** What a day shows before anybody zooms: 7 h to 19 h. */
export const OPENING_HOUR = 7;
export const CLOSING_HOUR = 19;

const secondsAtMidnight = (date: Temporal.PlainDate): number => Math.floor(siteMidnight(date).epochMilliseconds / 1000);

/** The scale of some days from a date at the site. A day has 23 or 25 hours when the clocks change. */
export function scaleOfDays(date: string, days: number): BoardScale {
  const first = Temporal.PlainDate.from(date);
  return { fromSeconds: secondsAtMidnight(first), untilSeconds: secondsAtMidnight(first.add({ days })) };
}

export const hoursOf = (scale: BoardScale): number => (scale.untilSeconds - scale.fromSeconds) / 3600;
export const hourAt = (scale: BoardScale, seconds: number): number => (seconds - scale.fromSeconds) / 3600;
export const secondsAt = (scale: BoardScale, hours: number): number => scale.fromSeconds + hours * 3600;
export const snap = (seconds: number, step: number = SNAP_SECONDS): number => Math.round(seconds / step) * step;

/** Pixels an hour so that the working day fills the width; several days show whole. */
export const fittingPixelsPerHour = (width: number, days: number): number =>
  Math.max(LEAST_PIXELS_PER_HOUR, width / (days === 1 ? CLOSING_HOUR - OPENING_HOUR : days * 24));

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
