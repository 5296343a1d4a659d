/** A place of the map: longitude, then latitude, in degrees. */
type Place = readonly number[];

/** The part of GeoJSON that our own ground is written in. */
export interface Ground {
  readonly features: readonly {
    readonly properties: { readonly kind: string; readonly name?: string; readonly rank?: number; readonly cls?: string };
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
  }[];
}

export interface Stop {
  readonly name: string;
  readonly number: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly isOver: boolean;
}

/** A zone's picture, in its own units: `width` across, `height` down. */
export interface ZonePicture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly { readonly kind: string; readonly d: string }[];
  readonly towns: readonly { readonly text: string; readonly x: number; readonly y: number; readonly isBig: boolean }[];
  readonly stops: readonly (Stop & { readonly x: number; readonly y: number })[];
}

const WIDTH = 600;
const HEIGHT = 700;
/** Some twenty kilometres: closer than that our simplified shapes say nothing. */
const LEAST_DEGREES = 0.2;
const MARGIN = 1.35;
const BIG_TOWN = 1;
const TOWNS_SHOWN = 3;

interface Frame {
  readonly x: (longitude: number) => number;
  readonly y: (latitude: number) => number;
}

function frameOf(stops: readonly Stop[]): Frame {
  const [west, east] = [Math.min(...stops.map((stop) => stop.longitude)), Math.max(...stops.map((stop) => stop.longitude))];
  const [south, north] = [Math.min(...stops.map((stop) => stop.latitude)), Math.max(...stops.map((stop) => stop.latitude))];
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  const squeeze = Math.cos((middleY * Math.PI) / 180);
  const across = Math.max(LEAST_DEGREES, (east - west) * squeeze * MARGIN, ((north - south) * MARGIN * WIDTH) / HEIGHT);
  const scale = WIDTH / across;
  return { x: (longitude) => WIDTH / 2 + (longitude - middleX) * squeeze * scale, y: (latitude) => HEIGHT / 2 - (latitude - middleY) * scale };
}

const isLine = (coordinates: unknown): coordinates is readonly Place[] => Array.isArray(coordinates) && Array.isArray(coordinates[0]) && typeof (coordinates[0] as unknown[])[0] === 'number';
/** The lines of a shape, however deep they lie. */
const linesOf = (coordinates: unknown): readonly (readonly Place[])[] => (isLine(coordinates) ? [coordinates] : Array.isArray(coordinates) ? coordinates.flatMap(linesOf) : []);

function pathOf(coordinates: unknown, { x, y }: Frame): string {
  return linesOf(coordinates).map((line) => `M${line.map(([longitude = 0, latitude = 0]) => `${x(longitude).toFixed(1)} ${y(latitude).toFixed(1)}`).join('L')}`).join('');
}

const isInside = (x: number, y: number): boolean => x > 0 && x < WIDTH && y > 0 && y < HEIGHT;

/** Draws the surroundings of a day's stops from our own shapes. @returns undefined when no stop has a known position. */
export function drawZone({ features }: Ground, stops: readonly Stop[]): ZonePicture | undefined {
  if (stops.length === 0) return undefined;
  const frame = frameOf(stops);
  const placed = stops.map((stop) => ({ ...stop, x: frame.x(stop.longitude), y: frame.y(stop.latitude) }));
  const shapes = features
    .filter(({ geometry }) => geometry.type !== 'Point')
    .map(({ properties: { kind, cls }, geometry }) => ({ kind: cls ?? kind, d: `${pathOf(geometry.coordinates, frame)}${geometry.type.endsWith('Polygon') ? 'Z' : ''}` }));
  const towns = features
    .filter(({ properties }) => properties.kind === 'town' && (properties.rank ?? 0) <= TOWNS_SHOWN)
    .map(({ properties: { name = '', rank = 0 }, geometry }) => {
      const [longitude = 0, latitude = 0] = geometry.coordinates as Place;
      return { text: name, x: frame.x(longitude), y: frame.y(latitude), isBig: rank <= BIG_TOWN };
    })
    .filter(({ x, y }) => isInside(x, y));
  return { width: WIDTH, height: HEIGHT, shapes, towns, stops: placed };
}
