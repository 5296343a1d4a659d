import { isVisitOver, type Position, type TechnicianCard, type VisitCard } from '@gigafibre/contracts';
import { ageOf, type PositionAge } from './position-age.ts';

/** A row of the board as the map sees it. */
export interface MapRow {
  readonly technician: TechnicianCard;
  /** By planned start. */
  readonly visits: readonly VisitCard[];
}

export interface Feature<Properties> {
  readonly type: 'Feature';
  readonly properties: Properties;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: [number, number] } | { readonly type: 'LineString'; readonly coordinates: [number, number][] };
}
export interface FeatureCollection<Properties> {
  readonly type: 'FeatureCollection';
  readonly features: Feature<Properties>[];
}

export interface PinProperties {
  readonly visit: string;
  /** Who leads it; empty for what nobody has. */
  readonly technician: string;
  /** The technician's colour; empty for what nobody has. */
  readonly color: string;
  readonly isUnassigned: boolean;
  readonly isOver: boolean;
  readonly isAlarming: boolean;
  readonly isChosen: boolean;
}
export interface StopProperties {
  /** The visit of a stop; empty for the line itself and for home. */
  readonly visit: string;
  readonly order: string;
  readonly color: string;
}
export interface VanProperties {
  readonly technician: string;
  readonly color: string;
  readonly state: PositionAge['state'];
  readonly label: string;
}

const collection = <P>(features: Feature<P>[]): FeatureCollection<P> => ({ type: 'FeatureCollection', features });
const point = <P>(longitude: number, latitude: number, properties: P): Feature<P> => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [longitude, latitude] } });

type Placed = VisitCard & { readonly place: { readonly latitude: number; readonly longitude: number } };
export const isPlaced = (visit: VisitCard): visit is Placed => visit.place.latitude !== null && visit.place.longitude !== null;

interface PinMarks {
  readonly alarms: ReadonlyMap<string, readonly unknown[]>;
  readonly chosen: ReadonlySet<string>;
}

/** Every visit that has a place, in the colour of whoever leads it; a crew's visit once. */
export function pinsOf(rows: readonly MapRow[], unassigned: readonly VisitCard[], { alarms, chosen }: PinMarks): FeatureCollection<PinProperties> {
  const pin = ({ name, color }: { name: string; color: string }) => (visit: Placed): Feature<PinProperties> =>
    point(visit.place.longitude, visit.place.latitude, { visit: visit.name, technician: name, color, isUnassigned: color === '', isOver: isVisitOver(visit.status), isAlarming: (alarms.get(visit.name)?.length ?? 0) > 0, isChosen: chosen.has(visit.name) });
  const leads = (row: MapRow) => (visit: VisitCard): boolean => visit.status !== 'cancelled' && (visit.crew[0]?.technician ?? row.technician.name) === row.technician.name;
  return collection([...unassigned.filter(isPlaced).map(pin({ name: '', color: '' })), ...rows.flatMap((row) => row.visits.filter(leads(row)).filter(isPlaced).map(pin(row.technician)))]);
}

/** A tour as a line from home with its numbered stops; places that follow each other at one address are one stop. */
export function routeOf(row: MapRow | undefined): FeatureCollection<StopProperties> {
  if (row === undefined) return collection([]);
  const { home, color } = row.technician;
  const stops = row.visits.filter(({ status }) => status !== 'cancelled').filter(isPlaced);
  const path: [number, number][] = [...(home === null ? [] : [[home.longitude, home.latitude] as [number, number]]), ...stops.map(({ place }): [number, number] => [place.longitude, place.latitude])];
  const line: Feature<StopProperties>[] = path.length < 2 ? [] : [{ type: 'Feature', properties: { visit: '', order: '', color }, geometry: { type: 'LineString', coordinates: path } }];
  const start = home === null || stops.length === 0 ? [] : [point(home.longitude, home.latitude, { visit: '', order: '⌂', color })];
  return collection([...line, ...start, ...stops.map((visit, index) => point(visit.place.longitude, visit.place.latitude, { visit: visit.name, order: String(index + 1), color }))]);
}

/** Words for a van's age, as the map writes them beside it; nothing for one that is current. */
export type AgeWords = (age: PositionAge) => string;

/** The vans whose people are on the board. */
export function vansOf(rows: readonly MapRow[], positions: ReadonlyMap<string, Position>, nowSeconds: number, words: AgeWords): FeatureCollection<VanProperties> {
  return collection(
    rows.flatMap(({ technician }) => {
      const position = positions.get(technician.name);
      if (position === undefined) return [];
      const age = ageOf(position.at, nowSeconds);
      return [point(position.longitude, position.latitude, { technician: technician.name, color: technician.color, state: age.state, label: age.state === 'current' ? '' : words(age) })];
    }),
  );
}
