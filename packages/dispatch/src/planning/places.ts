import type { Place } from '../place.ts';
import { travelBetween, travelSpot, UNKNOWN_TRAVEL_SECONDS, type TravelSpot } from '../travel.ts';
import type { TravelMatrix } from './problem.ts';
import type { PlanningWeights } from './weights.ts';

/** Costs are counted in sixtieths of a cent, so that a price by the minute is whole by the second. */
export const UNITS_PER_CENT = 60;

/** Work at an unknown address: a short drive from everywhere. */
const UNKNOWN = 0;
/** A home that nobody knows, to and from which nothing is counted. */
export const NOWHERE = 1;
const SPARE = 64;

/** What one drive costs, in whole cents. */
export const legCents = (meters: number, seconds: number, weights: PlanningWeights): number => Math.round((weights.perKilometer * meters) / 1000 + (weights.perTravelMinute * seconds) / 60);

const keyOf = (place: Place, isFree: boolean): string => `${place.latitude},${place.longitude}${isFree ? ' free' : ''}`;

/**
 * Every place of the days planned as a number, with the driving between them; from place a to place b at `a * side + b`. Places are
 * only ever added, so that the next problem goes on with the same tables. A **free** place is one from and to which driving takes
 * none of the shift, though it costs money.
 */
export class Places {
  side = SPARE;
  /** Driving as the shift feels it. */
  hours = new Int32Array(SPARE * SPARE);
  /** Driving as the road has it. */
  seconds = new Int32Array(SPARE * SPARE);
  meters = new Int32Array(SPARE * SPARE);
  /** Price of each leg in {@link UNITS_PER_CENT}ths of a cent. */
  prices = new Int32Array(SPARE * SPARE);
  readonly weights: PlanningWeights;
  readonly known: TravelMatrix | null;
  private readonly numbers = new Map<string, number>();
  private readonly knownNumbers = new Map<string, number>();
  private readonly spots: { readonly spot: TravelSpot | null; readonly isFree: boolean; readonly known: number }[] = [];

  constructor(known: TravelMatrix | null, weights: PlanningWeights) {
    this.known = known;
    this.weights = weights;
    known?.places.forEach((place, index) => this.knownNumbers.set(keyOf(place, false), index));
    this.spots.push({ spot: null, isFree: false, known: -1 }, { spot: null, isFree: true, known: -1 });
    this.write(UNKNOWN, UNKNOWN, UNKNOWN_TRAVEL_SECONDS, 0);
  }

  get count(): number {
    return this.spots.length;
  }

  /** The number of a place, made when it is new. */
  numberOf(place: Place | null, isFree = false): number {
    if (place === null) return isFree ? NOWHERE : UNKNOWN;
    const key = keyOf(place, isFree);
    return this.numbers.get(key) ?? this.add(place, key, isFree);
  }

  private add(place: Place, key: string, isFree: boolean): number {
    const number = this.spots.length;
    if (number === this.side) this.grow();
    this.numbers.set(key, number);
    this.spots.push({ spot: travelSpot(place), isFree, known: this.knownNumbers.get(keyOf(place, false)) ?? -1 });
    for (let other = 0; other < number; other++) this.connect(number, other);
    return number;
  }

  private connect(one: number, other: number): void {
    const [from, to] = [this.spots[one], this.spots[other]];
    if (from === undefined || to === undefined || other === NOWHERE) return;
    if (from.spot === null || to.spot === null) {
      this.write(one, other, UNKNOWN_TRAVEL_SECONDS, 0);
      this.write(other, one, UNKNOWN_TRAVEL_SECONDS, 0);
      return;
    }
    this.writeLeg([one, from], [other, to]);
    this.writeLeg([other, to], [one, from]);
  }

  private writeLeg([from, start]: [number, (typeof this.spots)[number]], [to, end]: [number, (typeof this.spots)[number]]): void {
    if (start.spot === null || end.spot === null) return;
    if (start.known >= 0 && end.known >= 0 && this.known !== null) {
      const at = start.known * this.known.places.length + end.known;
      this.write(from, to, this.known.seconds[at] ?? 0, this.known.meters[at] ?? 0);
      return;
    }
    const { seconds, meters } = travelBetween(start.spot, end.spot);
    this.write(from, to, seconds, meters);
  }

  private write(from: number, to: number, seconds: number, meters: number): void {
    const at = from * this.side + to;
    const isFree = this.spots[from]?.isFree === true || this.spots[to]?.isFree === true;
    this.hours[at] = isFree ? 0 : seconds;
    this.seconds[at] = seconds;
    this.meters[at] = meters;
    this.prices[at] = legCents(meters, seconds, this.weights) * UNITS_PER_CENT;
  }

  private grow(): void {
    const side = Math.ceil(this.side * 1.5) + SPARE;
    const widened = (table: Int32Array): Int32Array<ArrayBuffer> => {
      const wide = new Int32Array(side * side);
      for (let row = 0; row < this.side; row++) wide.set(table.subarray(row * this.side, (row + 1) * this.side), row * side);
      return wide;
    };
    this.hours = widened(this.hours);
    this.seconds = widened(this.seconds);
    this.meters = widened(this.meters);
    this.prices = widened(this.prices);
    this.side = side;
  }
}
