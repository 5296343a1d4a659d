import type { Fix } from './gps.port.ts';

/** What Traccar says of a device, as far as we read it. */
export interface TraccarDevice {
  readonly id: number;
  readonly uniqueId: string;
}

export interface TraccarPosition {
  readonly id: number;
  readonly deviceId: number;
  readonly valid: boolean;
  readonly fixTime: string;
  readonly serverTime: string;
  readonly latitude: number;
  readonly longitude: number;
  /** In knots. */
  readonly speed?: number;
  readonly course?: number;
  readonly accuracy?: number;
}

export interface TraccarMessage {
  readonly devices: readonly TraccarDevice[];
  readonly positions: readonly TraccarPosition[];
}

const KMH_PER_KNOT = 1.852;

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isInstant = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isWithin = (value: unknown, limit: number): boolean => typeof value === 'number' && Math.abs(value) <= limit;

const isDevice = (value: unknown): value is TraccarDevice => isObject(value) && Number.isSafeInteger(value['id']) && typeof value['uniqueId'] === 'string';
const isPosition = (value: unknown): value is TraccarPosition =>
  isObject(value) &&
  Number.isSafeInteger(value['id']) &&
  Number.isSafeInteger(value['deviceId']) &&
  isInstant(value['fixTime']) &&
  isInstant(value['serverTime']) &&
  isWithin(value['latitude'], 90) &&
  isWithin(value['longitude'], 180);

const listOf = <T>(value: unknown, isOne: (each: unknown) => each is T): readonly T[] => (Array.isArray(value) ? value.filter(isOne) : []);

export const readDevices = (body: unknown): readonly TraccarDevice[] => listOf(body, isDevice);
export const readPositions = (body: unknown): readonly TraccarPosition[] => listOf(body, isPosition);

/** One message of the socket: any of devices, positions, events and logs; `{}` keeps the line open. */
export function readMessage(text: unknown): TraccarMessage {
  const body: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  if (!isObject(body)) return { devices: [], positions: [] };
  return { devices: readDevices(body['devices']), positions: readPositions(body['positions']) };
}

const within = (value: number | undefined, least: number, most: number): number | null => (value === undefined || value < least || value > most ? null : value);

/** A position in our own words. A device's clock may run ahead: nothing was measured after the server heard of it. */
export function fixOf(position: TraccarPosition, device: string): Fix {
  const measured = Math.min(Date.parse(position.fixTime), Date.parse(position.serverTime));
  const speed = within(position.speed, 0, 216);
  return {
    id: String(position.id),
    device,
    at: new Date(measured).toISOString(),
    latitude: position.latitude,
    longitude: position.longitude,
    speedKmh: speed === null ? null : Math.round(speed * KMH_PER_KNOT * 10) / 10,
    courseDegrees: within(position.course, 0, 360),
    accuracyMeters: within(position.accuracy, 0, 100_000),
  };
}
