import type { PlannedStop, PlannedTour, Point } from './gps.port.ts';

const EARTH_RADIUS_METERS = 6_371_000;
const ROAD_FACTOR = 1.3;
const METERS_PER_SECOND = 60_000 / 3600;
const KMH = 3.6;
const MINUTE = 60;
const HOUR = 3600;

export interface VanFix extends Point {
  readonly speedKmh: number;
  readonly courseDegrees: number | null;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres of a straight line; flat enough for our countryside. */
export function metersBetween(from: Point, to: Point): number {
  const east = radians(to.longitude - from.longitude) * Math.cos(radians((from.latitude + to.latitude) / 2));
  return Math.hypot(east, radians(to.latitude - from.latitude)) * EARTH_RADIUS_METERS;
}

function courseOf(from: Point, to: Point): number {
  const east = (to.longitude - from.longitude) * Math.cos(radians(from.latitude));
  const degrees = (Math.atan2(east, to.latitude - from.latitude) * 180) / Math.PI;
  return Math.round((degrees + 360) % 360);
}

const driveSeconds = (from: Point, to: Point): number => Math.round((metersBetween(from, to) * ROAD_FACTOR) / METERS_PER_SECOND);
const standing = ({ latitude, longitude }: Point): VanFix => ({ latitude, longitude, speedKmh: 0, courseDegrees: null });

interface Drive {
  readonly from: Point;
  readonly to: Point;
  readonly leaves: number;
  readonly arrives: number;
}

function onTheWay({ from, to, leaves, arrives }: Drive, atSeconds: number): VanFix {
  const share = Math.min(1, Math.max(0, (atSeconds - leaves) / (arrives - leaves)));
  const speed = ((metersBetween(from, to) * ROAD_FACTOR) / (arrives - leaves)) * KMH;
  return {
    latitude: from.latitude + (to.latitude - from.latitude) * share,
    longitude: from.longitude + (to.longitude - from.longitude) * share,
    speedKmh: Math.min(110, Math.round(speed)),
    courseDegrees: courseOf(from, to),
  };
}

function driveTo(stop: PlannedStop, from: Point, freeSeconds: number): Drive {
  const takes = driveSeconds(from, stop);
  const arrives = stop.arrivedSeconds ?? (stop.departedSeconds === null ? Math.max(stop.startSeconds, freeSeconds + takes) : stop.departedSeconds + takes);
  return { from, to: stop, leaves: Math.max(freeSeconds, stop.departedSeconds ?? arrives - takes), arrives };
}

/** The drives of a day, the last of them home, each with when he is free to leave. */
function drivesOf({ home, shift, stops }: PlannedTour, start: Point): readonly Drive[] {
  let place = start;
  let free = shift.startSeconds;
  const drives = stops.map((stop) => {
    const drive = driveTo(stop, place, free);
    free = stop.endedSeconds ?? drive.arrives + stop.durationSeconds;
    place = stop;
    return drive;
  });
  return home === null || place === home ? drives : [...drives, { from: place, to: home, leaves: free, arrives: free + Math.max(1, driveSeconds(place, home)) }];
}

/** Where the van of a tour is: it leaves as late as it may, stands while the work takes, and goes home after the last visit. Nowhere outside the shift. */
export function vanAt(tour: PlannedTour, atSeconds: number): VanFix | undefined {
  const start = tour.home ?? tour.stops[0];
  if (start === undefined || atSeconds < tour.shift.startSeconds || atSeconds >= tour.shift.endSeconds) return undefined;
  const drive = drivesOf(tour, start).findLast(({ leaves }) => leaves <= atSeconds);
  if (drive === undefined) return standing(start);
  return atSeconds < drive.arrives ? onTheWay(drive, atSeconds) : standing(drive.to);
}

const sumOf = (text: string): number => text.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

/** When a van was last heard: some roads have no signal for a quarter of an hour, and one tracker is unplugged from noon on. */
export function lastHeard({ device, shift }: PlannedTour, atSeconds: number): number {
  const kind = sumOf(device) % 23;
  if (kind === 5) return Math.max(shift.startSeconds, Math.min(atSeconds, shift.startSeconds + HOUR));
  if (kind !== 11 && kind !== 17) return atSeconds;
  const intoHour = atSeconds % HOUR;
  const silence = kind === 11 ? 20 * MINUTE : 45 * MINUTE;
  const isSilent = intoHour >= silence && intoHour < silence + 14 * MINUTE;
  return isSilent ? Math.max(shift.startSeconds, atSeconds - (intoHour - silence)) : atSeconds;
}
