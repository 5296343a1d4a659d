import type { Picture, ScanFormat, ScanRead } from './reads.ts';

/** How hard an engine is to look. */
export interface Effort {
  readonly formats: readonly ScanFormat[];
  /** Every line and both polarities, not only what is quick. */
  readonly isThorough: boolean;
  /** How grey becomes black or white: by the neighbourhood unless said otherwise. */
  readonly binarizer?: 'LocalAverage' | 'GlobalHistogram' | 'FixedThreshold';
  /** Closes the gaps that noise leaves in modules. */
  readonly denoise?: boolean;
}

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** What an engine saw, and how well. */
export interface Sighting extends ScanRead {
  /** How many lines through the bars said the same; 0 for codes in two dimensions. */
  readonly lines: number;
  readonly corners: readonly Corner[];
}

/** Finds codes in one picture as it is. */
export type Engine = (picture: Picture, effort: Effort) => Promise<readonly Sighting[]>;
