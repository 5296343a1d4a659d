import type { Position } from '@gigafibre/contracts';
import { straightMeters, type Place } from '@gigafibre/dispatch';

/** So near, somebody is probably there; a rural house stands back from its road. */
export const ARRIVED_METERS = 150;
/** So far, he has probably left: well outside the other circle, or a walk to the pole would end the visit. */
export const LEFT_METERS = 400;
/** Who only drives by is not there so long. */
const DWELL_SECONDS = 120;
/** A measure as wide as this says nothing of a house. */
const WIDEST_METERS = 100;
/** Where somebody was longer ago than this says nothing of now. */
const NEWS_SECONDS = 300;

export interface FencedVisit {
  readonly visit: string;
  readonly technician: string;
  readonly place: Place;
  readonly isOnSite: boolean;
  readonly isEnRoute: boolean;
  readonly startSeconds: number;
  readonly arrivedSeconds: number | null;
}

export interface Hint {
  readonly kind: 'arrived' | 'left';
  readonly visit: string;
  readonly technician: string;
  readonly atSeconds: number;
  readonly meters: number;
}

interface Trace {
  readonly seconds: number;
  readonly meters: number;
}

const traceTo = (place: Place, positions: readonly Position[]): Trace[] =>
  positions.filter(({ accuracyMeters }) => (accuracyMeters ?? 0) <= WIDEST_METERS).map((position) => ({ seconds: Date.parse(position.at) / 1000, meters: straightMeters(position, place) }));

/** The stretch at the end of a trace of which all is so; nothing when it is too short to mean anything. */
function lasting(trace: readonly Trace[], isSo: (point: Trace) => boolean): readonly Trace[] {
  const stretch = trace.slice(trace.findLastIndex((point) => !isSo(point)) + 1);
  const [first, last] = [stretch[0], stretch.at(-1)];
  return first !== undefined && last !== undefined && last.seconds - first.seconds >= DWELL_SECONDS ? stretch : [];
}

function hintOf(visit: FencedVisit, positions: readonly Position[]): Hint | undefined {
  const trace = traceTo(visit.place, positions);
  const told = (kind: Hint['kind'], stretch: readonly Trace[]): Hint | undefined =>
    stretch[0] === undefined ? undefined : { kind, visit: visit.visit, technician: visit.technician, atSeconds: stretch[0].seconds, meters: Math.round(stretch.at(-1)?.meters ?? 0) };
  if (!visit.isOnSite) return told('arrived', lasting(trace, ({ meters }) => meters <= ARRIVED_METERS));
  const away = lasting(trace, ({ meters }) => meters >= LEFT_METERS);
  const wasThere = trace.some(({ seconds, meters }) => meters <= ARRIVED_METERS && seconds >= (visit.arrivedSeconds ?? 0) - DWELL_SECONDS && seconds < (away[0]?.seconds ?? 0));
  return wasThere ? told('left', away) : undefined;
}

/** The likelier first: whom he is driving to, then the next in the day. */
const likelier = (one: FencedVisit, other: FencedVisit): number => Number(other.isOnSite) - Number(one.isOnSite) || Number(other.isEnRoute) - Number(one.isEnRoute) || one.startSeconds - other.startSeconds;

/**
 * What positions make us think of visits that nobody has declared: at most one thing of each technician. It is a guess, to be
 * confirmed or not; nothing may be done on its account.
 *
 * @param positions of working time only, oldest first.
 */
export function hintsOf(visits: readonly FencedVisit[], positions: readonly Position[], nowSeconds: number): Hint[] {
  const traces = Map.groupBy(positions, ({ technician }) => technician);
  return [...traces].flatMap(([technician, trace]) => {
    const newest = trace.at(-1);
    if (newest === undefined || nowSeconds - Date.parse(newest.at) / 1000 > NEWS_SECONDS) return [];
    const own = visits.filter((visit) => visit.technician === technician).toSorted(likelier);
    // whoever is at work somewhere has arrived nowhere else until he has left
    const asked = own.some(({ isOnSite }) => isOnSite) ? own.filter(({ isOnSite }) => isOnSite) : own;
    const found = asked.map((visit) => hintOf(visit, trace)).find((hint) => hint !== undefined);
    return found === undefined ? [] : [found];
  });
}
