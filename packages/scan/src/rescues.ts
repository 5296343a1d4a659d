import type { Effort } from './engine.ts';
import { resized } from './picture.ts';
import { SCAN_FORMATS, type Picture } from './reads.ts';

/** One way to look at a picture. */
export interface Rescue {
  readonly name: string;
  readonly effort: Effort;
  /** How the picture is made ready; by how much it grows is told, so that places stay comparable. */
  readonly prepare?: (picture: Picture) => { readonly picture: Picture; readonly scale: number };
}

const thorough: Effort = { formats: SCAN_FORMATS, isThorough: true };
const at = (scale: number) => (picture: Picture) => ({ picture: resized(picture, scale), scale });

/** In the order in which they pay: what most pictures need first. */
export const RESCUES: readonly Rescue[] = [
  { name: 'as it is', effort: thorough },
  { name: 'denoised', effort: { ...thorough, denoise: true } },
  { name: 'one threshold', effort: { ...thorough, binarizer: 'GlobalHistogram' } },
  { name: 'half', effort: thorough, prepare: at(0.5) },
  { name: 'double', effort: thorough, prepare: at(2) },
];
