import { bankOf, CROSSINGS, type Bank } from './crossings.ts';
import { straightMeters, type Place } from './place.ts';

/** Roads are longer than the straight line by about this much in our countryside. */
export const ROAD_FACTOR = 1.3;
export const ROAD_METERS_PER_SECOND = 60_000 / 3600;
/** Assumed where a visit's place has no coordinates: a drive within one zone. */
export const UNKNOWN_TRAVEL_SECONDS = 1200;

interface Leg {
  readonly meters: number;
  readonly extraSeconds: number;
}

/** A way over the water: the crossings it takes, in order. */
interface Way {
  readonly first: number;
  readonly last: number;
  readonly betweenMeters: number;
  readonly extraSeconds: number;
}

/** A place with its bank, and how far each crossing is once somebody asks. */
export interface TravelSpot {
  readonly place: Place;
  readonly bank: Bank;
  crossings?: readonly number[];
}

const BANKS = ['south', 'island', 'north'] as const;
const between = (one: Bank, other: Bank): number[] =>
  CROSSINGS.flatMap((crossing, index) => (one !== other && crossing.between.includes(one) && crossing.between.includes(other) ? [index] : []));

/** Every way between two banks: one crossing, or two by the bank in between. */
function waysBetween(start: Bank, end: Bank): Way[] {
  const extra = (index: number): number => CROSSINGS[index]?.extraSeconds ?? 0;
  const direct = between(start, end).map((index) => ({ first: index, last: index, betweenMeters: 0, extraSeconds: extra(index) }));
  const middle = BANKS.filter((bank) => bank !== start && bank !== end);
  const double = middle.flatMap((bank) => between(start, bank).flatMap((first) => between(bank, end).map((last) => ({ first, last, betweenMeters: metersBetween(first, last), extraSeconds: extra(first) + extra(last) }))));
  return [...direct, ...double];
}

function metersBetween(one: number, other: number): number {
  const [from, to] = [CROSSINGS[one], CROSSINGS[other]];
  return from === undefined || to === undefined ? 0 : straightMeters(from.place, to.place);
}

const waysFrom = (start: Bank): Readonly<Record<Bank, readonly Way[]>> => ({ south: waysBetween(start, 'south'), island: waysBetween(start, 'island'), north: waysBetween(start, 'north') });
const WAYS: Readonly<Record<Bank, Readonly<Record<Bank, readonly Way[]>>>> = { south: waysFrom('south'), island: waysFrom('island'), north: waysFrom('north') };

/** Makes a place ready for many questions. */
export const travelSpot = (place: Place): TravelSpot => ({ place, bank: bankOf(place) });
const toCrossings = (spot: TravelSpot): readonly number[] => (spot.crossings ??= CROSSINGS.map(({ place }) => straightMeters(spot.place, place)));
const seconds = (leg: Leg): number => (leg.meters * ROAD_FACTOR) / ROAD_METERS_PER_SECOND + leg.extraSeconds;

function leg(from: TravelSpot, to: TravelSpot): Leg {
  if (from.bank === to.bank) return { meters: straightMeters(from.place, to.place), extraSeconds: 0 };
  const [away, home] = [toCrossings(from), toCrossings(to)];
  let best: Leg = { meters: Number.MAX_VALUE, extraSeconds: 0 };
  for (const way of WAYS[from.bank][to.bank]) {
    const tried = { meters: (away[way.first] ?? 0) + way.betweenMeters + (home[way.last] ?? 0), extraSeconds: way.extraSeconds };
    if (seconds(tried) < seconds(best)) best = tried;
  }
  return best;
}

/** An estimate knows no seconds, and work that follows a drive is to begin on a minute. */
const wholeMinutes = (exact: number): number => Math.ceil(exact / 60) * 60;

/**
 * Estimated driving time between two places, in seconds, up to the next whole minute: straight line × 1.3 at 60 km/h, over the river
 * at real crossings only. Symmetric. An unknown place gives {@link UNKNOWN_TRAVEL_SECONDS}.
 */
export function travelSeconds(from: Place | null, to: Place | null): number {
  if (from === null || to === null) return UNKNOWN_TRAVEL_SECONDS;
  return wholeMinutes(seconds(leg(travelSpot(from), travelSpot(to))));
}

/** Estimated road distance in whole metres, by the same way as {@link travelSeconds}; 0 where a place is unknown. */
export function travelMeters(from: Place | null, to: Place | null): number {
  if (from === null || to === null) return 0;
  return Math.round(leg(travelSpot(from), travelSpot(to)).meters * ROAD_FACTOR);
}


/** {@link travelSeconds} and {@link travelMeters} between places made ready by {@link travelSpot}. */
export function travelBetween(from: TravelSpot, to: TravelSpot): { readonly seconds: number; readonly meters: number } {
  const way = leg(from, to);
  return { seconds: wholeMinutes(seconds(way)), meters: Math.round(way.meters * ROAD_FACTOR) };
}
