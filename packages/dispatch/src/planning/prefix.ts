import { LUNCH_SLACK_SECONDS, type PlacedVisit } from '../model.ts';
import type { Place } from '../place.ts';
import { beginOf, expectedEnd } from './locks.ts';
import type { Places } from './places.ts';
import { durationOn, type Stretch } from './stretches.ts';

/** A lunch that is to be taken: begun between the two times. */
export interface Lunch {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly lengthSeconds: number;
}

/** A stretch with what is locked in it. */
export interface Frame {
  readonly stretch: Stretch;
  /** What stands first and stays there: over, begun, frozen, and pins that can no longer be met in time. */
  readonly prefix: readonly PlacedVisit[];
  /** Pins that can be met, in order. */
  readonly pins: readonly PlacedVisit[];
  /** When the technician is free for more, and the place he is at then. */
  readonly freeSeconds: number;
  readonly startPlace: number;
  readonly endPlace: number;
  /** The end with overtime, or as late as the pins need. */
  readonly latestSeconds: number;
  /** Null when none is left to take, or when what is locked leaves no room. */
  readonly lunch: Lunch | null;
  /** When he is back from what is locked here, which may reach into his next stretch; 0 when nothing is. */
  readonly backSeconds: number;
}

interface At {
  readonly seconds: number;
  readonly place: number;
}

const byBegin = (one: PlacedVisit, other: PlacedVisit): number => beginOf(one) - beginOf(other) || (one.name < other.name ? -1 : 1);

/** What is known before a stretch is laid out: the time, and until when what is locked in his earlier stretches keeps the technician. */
export interface Moment {
  readonly nowSeconds: number;
  readonly keptUntilSeconds: number;
}

/** Lays out one stretch: who is locked first, from when on he is free, and what else must be met. */
export function frameOf(stretch: Stretch, locked: { begun: readonly PlacedVisit[]; pinned: readonly PlacedVisit[] }, { nowSeconds, keptUntilSeconds }: Moment, places: Places): Frame {
  const { technician, shift } = stretch;
  const hours = (from: number, to: number): number => places.hours[from * places.side + to] ?? 0;
  const drivesCount = shift.includesDrives === true;
  const fromHome = (isFree: boolean): At => ({ seconds: Math.max(stretch.startSeconds, nowSeconds, keptUntilSeconds), place: placeOf(technician.home, isFree) });
  const endPlace = placeOf(technician.endPlace === undefined ? technician.home : technician.endPlace, !drivesCount);

  function placeOf(place: Place | null, isFree: boolean): number {
    return places.numberOf(place, isFree || place === null);
  }
  function follow(at: At, visit: PlacedVisit, isBegun: boolean): At {
    const place = places.numberOf(visit.place);
    if (isBegun) return { seconds: Math.max(at.seconds, expectedEnd(visit, nowSeconds)), place };
    return { seconds: Math.max(visit.startSeconds, at.seconds + hours(at.place, place)) + durationOn(visit, technician), place };
  }

  const begun = locked.begun.toSorted(byBegin);
  const isUnderWay = (visit: PlacedVisit): boolean => visit.status !== 'planned' && visit.status !== 'confirmed';
  // whoever is to be at a first visit soon is on his way there; to anything else he would have to set out now
  let at = begun.length === 0 ? fromHome(!drivesCount && nowSeconds < stretch.startSeconds) : begun.reduce((from, visit) => follow(from, visit, isUnderWay(visit)), fromHome(!drivesCount));
  let prefix: readonly PlacedVisit[] = begun;
  let pins: PlacedVisit[] = [];
  let last = at;
  for (const pin of locked.pinned.toSorted(byBegin)) {
    const isMet = pin.startSeconds >= Math.max(stretch.startSeconds, last.seconds + hours(last.place, places.numberOf(pin.place)));
    pins.push(pin);
    last = follow(last, pin, false);
    if (isMet) continue;
    prefix = [...prefix, ...pins];
    pins = [];
    at = last;
  }
  const lunch = lunchIn(stretch, at.seconds);
  const back = last.seconds + hours(last.place, endPlace);
  const backSeconds = begun.length + locked.pinned.length === 0 ? 0 : back;
  const frame = { stretch, prefix, pins, freeSeconds: at.seconds, startPlace: at.place, endPlace, backSeconds, latestSeconds: Math.max(stretch.latestSeconds, pins.length === 0 ? 0 : back) };
  return { ...frame, lunch: lunch !== null && hasRoom(frame, lunch, places) ? lunch : null };
}

/** The lunch of a stretch, when the stretch holds its usual time and it is not too late for it. */
function lunchIn({ shift, startSeconds, endSeconds: end }: Stretch, freeSeconds: number): Lunch | null {
  const { lunch } = shift;
  if (lunch === null || lunch.startSeconds < startSeconds || lunch.endSeconds > end || freeSeconds > lunch.startSeconds + LUNCH_SLACK_SECONDS) return null;
  return { fromSeconds: lunch.startSeconds - LUNCH_SLACK_SECONDS, untilSeconds: lunch.startSeconds + LUNCH_SLACK_SECONDS, lengthSeconds: lunch.endSeconds - lunch.startSeconds };
}

/** Whether lunch fits between the pins, or after them before everything has to be over. */
function hasRoom(frame: Omit<Frame, 'lunch'>, lunch: Lunch, places: Places): boolean {
  const hours = (from: number, to: number): number => places.hours[from * places.side + to] ?? 0;
  const stops = [
    ...frame.pins.map((pin) => ({ begins: pin.startSeconds, leaves: pin.startSeconds + durationOn(pin, frame.stretch.technician), place: places.numberOf(pin.place) })),
    { begins: frame.latestSeconds, leaves: 0, place: frame.endPlace },
  ];
  let at: At = { seconds: frame.freeSeconds, place: frame.startPlace };
  for (const stop of stops) {
    const arrives = at.seconds + hours(at.place, stop.place);
    const isLast = stop.leaves === 0;
    if (isLast && arrives <= lunch.untilSeconds) return true;
    if (at.seconds <= lunch.untilSeconds && Math.max(arrives, lunch.fromSeconds) + lunch.lengthSeconds <= stop.begins) return true;
    at = { seconds: stop.leaves, place: stop.place };
  }
  return false;
}
