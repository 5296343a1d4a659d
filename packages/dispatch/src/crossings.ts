import type { Place } from './place.ts';

/** Which bank of the St. Lawrence: Montérégie, the islands of Montréal and Laval, or Lanaudière and Vaudreuil. */
export type Bank = 'south' | 'island' | 'north';

/** A place where the river can be crossed, and what it costs beyond the drive. */
export interface Crossing {
  readonly name: string;
  readonly between: readonly [Bank, Bank];
  readonly place: Place;
  /** Waiting and sailing; 0 for a bridge. */
  readonly extraSeconds: number;
}

const at = (latitude: number, longitude: number): Place => ({ latitude, longitude });
const bridge = (name: string, between: readonly [Bank, Bank], place: Place): Crossing => ({ name, between, place, extraSeconds: 0 });

/** Positions are good to about a kilometre, which is what a straight-line estimate can use. */
export const CROSSINGS: readonly Crossing[] = [
  bridge('Pont Samuel-De Champlain', ['south', 'island'], at(45.467, -73.522)),
  bridge('Pont Honoré-Mercier', ['south', 'island'], at(45.412, -73.657)),
  bridge('Tunnel Louis-Hippolyte-La Fontaine', ['south', 'island'], at(45.588, -73.503)),
  bridge('Pont Charles-De Gaulle (A-40)', ['island', 'north'], at(45.687, -73.503)),
  bridge('Pont Mathieu (A-25)', ['island', 'north'], at(45.688, -73.638)),
  bridge('Pont Gédéon-Ouimet (A-15)', ['island', 'north'], at(45.635, -73.79)),
  bridge('Pont de l’Île-aux-Tourtes (A-40)', ['island', 'north'], at(45.42, -74.0)),
  bridge('Pont Serge-Marcil (A-30)', ['south', 'north'], at(45.29, -74.02)),
  { name: 'Traverse Sorel–Saint-Ignace', between: ['south', 'north'], place: at(46.058, -73.135), extraSeconds: 1200 },
];

/** The middle of the St. Lawrence from the border to Lac Saint-Pierre, upstream first. */
const RIVER: readonly Place[] = [
  at(44.9, -75.0), at(45.19, -74.4), at(45.275, -74.2), at(45.29, -74.02), at(45.335, -73.95), at(45.375, -73.86), at(45.405, -73.75),
  at(45.42, -73.64), at(45.45, -73.55), at(45.5, -73.54), at(45.535, -73.53), at(45.6, -73.485), at(45.7, -73.44), at(45.79, -73.38),
  at(45.87, -73.26), at(46.058, -73.135), at(46.13, -72.95), at(46.3, -72.5), at(46.9, -71.2),
];

/** The islands of Montréal and Laval as one outline. */
const ISLANDS: readonly Place[] = [
  at(45.41, -73.98), at(45.425, -73.64), at(45.455, -73.56), at(45.53, -73.54), at(45.6, -73.49), at(45.7, -73.47),
  at(45.7, -73.52), at(45.685, -73.64), at(45.635, -73.79), at(45.53, -73.88), at(45.46, -73.95),
];

/** Far inside the south shore: a line from here to a point crosses the river once exactly when the point is on the other bank. */
const SOUTH_REFERENCE = at(44.5, -72.5);

/** Twice the signed area of the triangle a, b, c: its sign tells on which side of a→b the point c lies. */
const turn = (a: Place, b: Place, c: Place): number =>
  (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (c.longitude - a.longitude);

const linesCross = (a: Place, b: Place, c: Place, d: Place): boolean => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

function countCrossings(from: Place, to: Place, line: readonly Place[]): number {
  let crossings = 0;
  line.forEach((end, index) => {
    const start = line[index - 1];
    if (start !== undefined && linesCross(from, to, start, end)) crossings += 1;
  });
  return crossings;
}

const isOdd = (count: number): boolean => count % 2 === 1;
const ISLANDS_CLOSED = [...ISLANDS, ...ISLANDS.slice(0, 1)];

/** The bank a place lies on. */
export function bankOf(place: Place): Bank {
  if (isOdd(countCrossings(SOUTH_REFERENCE, place, ISLANDS_CLOSED))) return 'island';
  return isOdd(countCrossings(SOUTH_REFERENCE, place, RIVER)) ? 'north' : 'south';
}
