import { unbent, type Bend } from './bend.ts';
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
/** Squares only: straightening what was straight would bend bars into other bars. */
const squares: Effort = { formats: ['qr', 'data-matrix'], isThorough: true };
const oneThreshold = { binarizer: 'GlobalHistogram' } as const;
const at = (scale: number) => (picture: Picture) => ({ picture: resized(picture, scale), scale });

/** The longest side of a straightened picture, in pixels: enough for a module to stand on several, little enough to try many. */
const STRAIGHTENED = 480;
const straighten = (bend: Bend) => (picture: Picture) => {
  const scale = Math.min(3, STRAIGHTENED / Math.max(picture.width, picture.height));
  return { picture: unbent(picture, bend, scale), scale };
};

/** Cloth, cables, bottles: a few bends stand for all, since an engine forgives half of one. */
const BENDS: readonly Bend[] = [0.03, 0.05].flatMap((by) => (['bowY', 'stretchY', 'bowX', 'stretchX'] as const).flatMap((way) => [{ [way]: by }, { [way]: -by }]));
const straightened = (effort: Effort): Rescue[] => BENDS.map((bend) => ({ name: `straightened ${JSON.stringify(bend)}`, effort, prepare: straighten(bend) }));

/** In the order in which they pay: what most pictures need first. */
export const RESCUES: readonly Rescue[] = [
  { name: 'as it is', effort: thorough },
  { name: 'denoised', effort: { ...thorough, denoise: true } },
  { name: 'one threshold', effort: { ...thorough, ...oneThreshold } },
  { name: 'half', effort: thorough, prepare: at(0.5) },
  { name: 'double', effort: thorough, prepare: at(2) },
  { name: 'double, one threshold', effort: { ...thorough, ...oneThreshold }, prepare: at(2) },
  ...straightened(squares),
  ...straightened({ ...squares, ...oneThreshold }),
];
