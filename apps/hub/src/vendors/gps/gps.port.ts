/** One measurement of one device. */
export interface Fix {
  /** The same measurement always has the same id, however it reached us. */
  readonly id: string;
  /** What the device is called where it is configured: a tracker's unique id. */
  readonly device: string;
  /** When it was measured, in UTC. */
  readonly at: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly speedKmh: number | null;
  readonly courseDegrees: number | null;
  readonly accuracyMeters: number | null;
}

/** `live`: pushed to us · `polling`: asked for again and again, the push having broken · `lost`: no answer. */
export type FeedState = 'live' | 'polling' | 'lost' | 'simulated';

/** Where positions come from. */
export interface GpsFeed {
  readonly source: 'tracker' | 'simulated';
  readonly state: () => FeedState;
  /** Begins to hand out measurements, each once. */
  start(onFixes: (fixes: readonly Fix[]) => void): void;
  close(): Promise<void>;
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Seconds since 1970 UTC, as everywhere below. */
export interface PlannedStop extends Point {
  readonly startSeconds: number;
  readonly durationSeconds: number;
  /** What has happened already goes before what was planned. */
  readonly departedSeconds: number | null;
  readonly arrivedSeconds: number | null;
  readonly endedSeconds: number | null;
}

/** A technician's day as a van would drive it. */
export interface PlannedTour {
  readonly device: string;
  readonly home: Point | null;
  readonly shift: { readonly startSeconds: number; readonly endSeconds: number };
  /** By planned start. */
  readonly stops: readonly PlannedStop[];
}

/** Opens a feed; one that only pretends asks the house for the tours to drive. */
export type OpenGps = (house: { readonly tours: () => Promise<readonly PlannedTour[]> }) => GpsFeed;
