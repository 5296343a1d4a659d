import { bankOf, CROSSINGS, type Bank, type Crossing } from './crossings.ts';
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

const joins = (crossing: Crossing, one: Bank, other: Bank): boolean => crossing.between.includes(one) && crossing.between.includes(other);

const pathMeters = (places: readonly Place[]): number =>
  places.reduce((sum, place, index) => {
    const before = places[index - 1];
    return before === undefined ? sum : sum + straightMeters(before, place);
  }, 0);

const seconds = (leg: Leg): number => (leg.meters * ROAD_FACTOR) / ROAD_METERS_PER_SECOND + leg.extraSeconds;

/** Every way over the water between two banks: one crossing, or two by the bank in between. */
function waysAcross(from: Place, to: Place, banks: readonly [Bank, Bank]): Leg[] {
  const [start, end] = banks;
  const direct = CROSSINGS.filter((crossing) => joins(crossing, start, end)).map((crossing) => ({
    meters: pathMeters([from, crossing.place, to]),
    extraSeconds: crossing.extraSeconds,
  }));
  const between = (['south', 'island', 'north'] as const).find((bank) => bank !== start && bank !== end);
  if (between === undefined) return direct;
  const second = CROSSINGS.filter((crossing) => joins(crossing, between, end));
  const double = CROSSINGS.filter((crossing) => joins(crossing, start, between)).flatMap((first) =>
    second.map((last) => ({ meters: pathMeters([from, first.place, last.place, to]), extraSeconds: first.extraSeconds + last.extraSeconds })),
  );
  return [...direct, ...double];
}

function leg(from: Place, to: Place): Leg {
  const banks = [bankOf(from), bankOf(to)] as const;
  const straight = { meters: straightMeters(from, to), extraSeconds: 0 };
  if (banks[0] === banks[1]) return straight;
  return waysAcross(from, to, banks).reduce((best, way) => (seconds(way) < seconds(best) ? way : best), { meters: Number.MAX_VALUE, extraSeconds: 0 });
}

/**
 * Estimated driving time between two places, in whole seconds: straight line × 1.3 at 60 km/h, over the river at real
 * crossings only. Symmetric. An unknown place gives {@link UNKNOWN_TRAVEL_SECONDS}.
 */
export function travelSeconds(from: Place | null, to: Place | null): number {
  if (from === null || to === null) return UNKNOWN_TRAVEL_SECONDS;
  return Math.round(seconds(leg(from, to)));
}

/** Estimated road distance in whole metres, by the same way as {@link travelSeconds}; 0 where a place is unknown. */
export function travelMeters(from: Place | null, to: Place | null): number {
  if (from === null || to === null) return 0;
  return Math.round(leg(from, to).meters * ROAD_FACTOR);
}
