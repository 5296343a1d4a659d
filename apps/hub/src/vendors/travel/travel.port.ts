/** A point on the ground, in decimal degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Driving from each source to each destination, row by row; null where there is no way by road. */
export interface TravelTable {
  readonly seconds: readonly (readonly (number | null)[])[];
  readonly meters: readonly (readonly (number | null)[])[];
}

/** A map server did not answer, or not in a way that can be used. */
export class TravelUnavailable extends Error {
  override readonly name = 'TravelUnavailable';
}

export interface TravelServer {
  /** As many places as one question may name, sources and destinations together. */
  readonly largestTable: number;
  /** @throws {TravelUnavailable} */
  table(sources: readonly Point[], destinations: readonly Point[]): Promise<TravelTable>;
  close(): Promise<void>;
}
