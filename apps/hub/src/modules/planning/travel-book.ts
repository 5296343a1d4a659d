import { travelMeters, travelSeconds, type Place, type TravelMatrix } from '@gigafibre/dispatch';
import type { KnownTravel, TravelBook } from './planning.ports.ts';

/** A server that knows the roads. */
export interface RoadTable {
  readonly largestTable: number;
  table(sources: readonly Place[], destinations: readonly Place[]): Promise<{ readonly seconds: readonly (readonly (number | null)[])[]; readonly meters: readonly (readonly (number | null)[])[] }>;
}

interface Parts {
  /** Null: every drive is estimated. */
  readonly server: RoadTable | null;
  /** Told of each round that the server did not answer. */
  readonly onFault: (error: unknown) => void;
  /** Lets everybody else have their turn. */
  readonly rest: () => Promise<void>;
  /** Told when more is known. */
  readonly onLearnt?: () => void;
}

/** More places than this are not remembered: two days of a large provider. */
const MOST_PLACES = 2500;
const UNKNOWN = -1;

interface Learnt {
  readonly places: readonly Place[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly seconds: Int32Array;
  readonly meters: Int32Array;
  /** Every drive comes from the server. */
  readonly isWhole: boolean;
  readonly version: string;
}

const NOTHING: Learnt = { places: [], numbers: new Map(), seconds: new Int32Array(0), meters: new Int32Array(0), isWhole: true, version: 'estimate' };

/**
 * Remembers the driving times of a map server, both ways of each pair, in memory that planner threads share. It never waits for
 * the server: what is not known yet is estimated, is asked for in the background, and counts from then on.
 */
export function createTravelBook({ server, onFault, rest, onLearnt }: Parts): TravelBook & { settled(): Promise<void> } {
  const state: { learnt: Learnt; wanted: Map<string, Place>; learning: Promise<void> | undefined; rounds: number } = { learnt: NOTHING, wanted: new Map(), learning: undefined, rounds: 0 };
  const learn = async (roads: RoadTable): Promise<void> => {
    while (state.wanted.size > 0) {
      const added = [...state.wanted.values()];
      state.wanted.clear();
      state.rounds += 1;
      state.learnt = await withPlaces(state.learnt, added, { roads, rest, version: `map-${state.rounds}` });
      onLearnt?.();
    }
  };
  const want = (roads: RoadTable, places: readonly Place[]): void => {
    for (const place of places) if (!state.learnt.numbers.has(keyOf(place))) state.wanted.set(keyOf(place), place);
    if (state.wanted.size === 0 || state.learning !== undefined) return;
    state.learning = learn(roads)
      .catch(onFault)
      .finally(() => (state.learning = undefined));
  };
  return {
    version: () => state.learnt.version,
    known(places): KnownTravel {
      if (server !== null) want(server, places);
      const { learnt } = state;
      if (learnt.places.length === 0) return { matrix: null, version: learnt.version, source: 'estimate' };
      const hasAll = learnt.isWhole && places.every((place) => learnt.numbers.has(keyOf(place)));
      return { matrix: matrixOf(learnt), version: learnt.version, source: hasAll ? 'map' : 'mixed' };
    },
    seconds(from, to) {
      const { learnt } = state;
      const [row, column] = [from, to].map((place) => (place === null ? undefined : learnt.numbers.get(keyOf(place))));
      const cell = row === undefined || column === undefined ? undefined : learnt.seconds[row * learnt.places.length + column];
      return cell ?? travelSeconds(from, to);
    },
    settled: async () => state.learning,
  };
}

const keyOf = ({ latitude, longitude }: Place): string => `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
const matrixOf = ({ places, seconds, meters }: Learnt): TravelMatrix => ({ places, seconds, meters });
const shared = (cells: number): Int32Array => new Int32Array(new SharedArrayBuffer(cells * 4)).fill(UNKNOWN);

interface Round {
  readonly roads: RoadTable;
  readonly rest: () => Promise<void>;
  readonly version: string;
}

/** A larger table with the new places in it; the old one is left as it is, for whoever still counts with it. */
async function withPlaces(before: Learnt, added: readonly Place[], round: Round): Promise<Learnt> {
  const kept = before.places.length + added.length > MOST_PLACES ? NOTHING : before;
  const places = [...kept.places, ...added];
  const size = places.length;
  const table = { places, seconds: shared(size * size), meters: shared(size * size) };
  kept.places.forEach((_, row) => {
    const cells = [row * kept.places.length, (row + 1) * kept.places.length] as const;
    table.seconds.set(kept.seconds.subarray(...cells), row * size);
    table.meters.set(kept.meters.subarray(...cells), row * size);
  });
  await askRoads(table, kept.places.length, round);
  const isWhole = await estimateRest(table, round);
  return { ...table, numbers: new Map(places.map((place, at) => [keyOf(place), at])), isWhole: isWhole && kept.isWhole, version: round.version };
}

type Table = Pick<Learnt, 'places' | 'seconds' | 'meters'>;

/** Asks block by block for what is new. A server that does not answer ends the round: it is asked again the next time somebody wants these places. */
async function askRoads({ places, seconds, meters }: Table, known: number, { roads }: Round): Promise<void> {
  const step = Math.max(1, Math.floor(roads.largestTable / 2));
  const size = places.length;
  for (let row = 0; row < size; row += step) {
    const sources = places.slice(row, row + step);
    for (let column = row + step <= known ? known : 0; column < size; column += step) {
      const answer = await roads.table(sources, places.slice(column, column + step));
      answer.seconds.forEach((line, at) => line.forEach((cell, across) => (seconds[(row + at) * size + column + across] = wholeMinutes(cell))));
      answer.meters.forEach((line, at) => line.forEach((cell, across) => (meters[(row + at) * size + column + across] = rounded(cell))));
    }
  }
}

/** Work that follows a drive begins on a minute, as people are told it. */
const wholeMinutes = (cell: number | null): number => (cell === null ? UNKNOWN : Math.ceil(cell / 60) * 60);
const rounded = (cell: number | null): number => (cell === null ? UNKNOWN : Math.round(cell));

/** @returns whether there was nothing to estimate. */
async function estimateRest({ places, seconds, meters }: Table, { rest }: Round): Promise<boolean> {
  let isWhole = true;
  for (const [row, from] of places.entries()) {
    places.forEach((to, column) => {
      const cell = row * places.length + column;
      if ((seconds[cell] ?? UNKNOWN) !== UNKNOWN && (meters[cell] ?? UNKNOWN) !== UNKNOWN) return;
      seconds[cell] = travelSeconds(from, to);
      meters[cell] = travelMeters(from, to);
      isWhole &&= row === column;
    });
    await rest();
  }
  return isWhole;
}
