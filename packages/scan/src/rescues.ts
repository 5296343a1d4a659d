import { leanOf, sharpened } from './bars.ts';
import { unbent, type Bend } from './bend.ts';
import type { Effort } from './engine.ts';
import { blurred, inverted, resized, turned, type Prepared } from './picture.ts';
import { SCAN_FORMATS, type Picture, type ScanFormat } from './reads.ts';

/** One way to look at a photo. */
export interface Look {
  readonly name: string;
  readonly engine: 'zxing' | 'qr';
  readonly effort: Effort;
  /** Undefined where it would show the engine nothing else than a look before it. */
  readonly prepare?: (picture: Picture) => Prepared | undefined;
}

const SQUARES: readonly ScanFormat[] = ['qr', 'data-matrix'];
const BARS: readonly ScanFormat[] = ['code-128', 'code-39', 'ean-13', 'ean-8'];

const every: Effort = { formats: SCAN_FORMATS, isThorough: true };
const squares: Effort = { formats: SQUARES, isThorough: true };
const bars: Effort = { formats: BARS, isThorough: true };
/** Sharpening makes bars of noise: of Code 128, dense and with one check character, it made wrong ones. */
const spareBars: Effort = { formats: ['code-39', 'ean-13', 'ean-8'], isThorough: true };
const oneThreshold = { binarizer: 'GlobalHistogram' } as const;
const qr: Effort = { formats: ['qr'], isThorough: true };

/** Pixels that most codes need; a photo of more is first looked at from further away. */
const ENOUGH_PIXELS = 1_600_000;
/** A photo of more than that is not made larger. */
const SMALL_PIXELS = 1_000_000;

const at = (scale: number) => (picture: Picture): Prepared => resized(picture, scale);
const soft = (scale: number, radius: number) => (picture: Picture): Prepared => {
  const made = resized(picture, scale);
  return { ...made, picture: blurred(made.picture, radius) };
};

/** The longest side of a straightened picture, in pixels: enough for a module to stand on several, little enough to try many. */
const STRAIGHTENED = 480;
const straighten = (bend: Bend) => (picture: Picture): Prepared => {
  const scale = Math.min(3, STRAIGHTENED / Math.max(picture.width, picture.height));
  return { picture: unbent(picture, bend, scale), back: ({ x, y }) => ({ x: x / scale, y: y / scale }) };
};
/** Cloth, cables, bottles: a few bends stand for all, since an engine forgives half of one. Squares only: bars that were straight would become other bars. */
const BENDS: readonly Bend[] = [0.03, 0.05].flatMap((by) => (['bowY', 'stretchY', 'bowX', 'stretchX'] as const).flatMap((way) => [{ [way]: by }, { [way]: -by }]));

/** What one look has made ready serves the next. */
function once(prepare: NonNullable<Look['prepare']>): NonNullable<Look['prepare']> {
  let made: Prepared | undefined;
  return (picture) => (made ??= prepare(picture));
}

/** Bars are only seen along rows and columns: those that lean are turned first, by their own lean if it can be told, else by guess. */
const LEANINGS = [22.5, 45, 67.5] as const;
/** Leans of less than this, in degrees, do not keep bars from being seen. */
const LEVEL = 2;
const levelled = (scale: number) => (picture: Picture): Prepared | undefined => {
  const lean = leanOf(picture) ?? 0;
  const fromUpright = ((lean + 45) % 90) - 45;
  return Math.abs(fromUpright) > LEVEL ? turned(picture, { degrees: -fromUpright, scale }) : undefined;
};
const light = (scale: number) => (picture: Picture): Prepared => {
  const made = resized(picture, scale);
  return { ...made, picture: inverted(made.picture) };
};

/**
 * The looks at one photo, cheapest and likeliest first; the scanner stops at the first that reads something. A look that shows the
 * engine the same lines of bars again only asks for squares, so that two looks that agree are two.
 */
export function looksAt({ width, height }: Picture): readonly Look[] {
  const pixels = width * height;
  const near = Math.min(1, Math.sqrt(ENOUGH_PIXELS / pixels));
  const nearby = near < 1 ? { prepare: once(at(near)) } : {};
  const [half, softly, twice] = [once(at(near * 0.5)), once(soft(near, 1)), once(at(2))];
  const bends = BENDS.map((bend) => ({ name: `straightened ${JSON.stringify(bend)}`, prepare: once(straighten(bend)) }));
  const straightened = (engine: Look['engine'], effort: Effort): Look[] => bends.map((bend) => ({ ...bend, engine, effort }));
  const whole: Look[] = near < 1 ? [{ name: 'the whole', engine: 'zxing', effort: every }] : [];
  const large: Look[] = pixels > SMALL_PIXELS
    ? []
    : [
        { name: 'qr enlarged', engine: 'qr', effort: qr, prepare: twice },
        { name: 'enlarged', engine: 'zxing', effort: every, prepare: twice },
        { name: 'enlarged, one threshold', engine: 'zxing', effort: { ...squares, ...oneThreshold }, prepare: twice },
        { name: 'enlarged and soft', engine: 'zxing', effort: every, prepare: soft(2, 2) },
        { name: 'sharpened', engine: 'zxing', effort: spareBars, prepare: (picture) => sharpened(picture, { scale: 2, radius: 3, amount: 3 }) },
        { name: 'sharpened more', engine: 'zxing', effort: spareBars, prepare: (picture) => sharpened(picture, { scale: 2, radius: 5, amount: 6 }) },
      ];
  return [
    { name: 'as it is', engine: 'zxing', effort: every, ...nearby },
    { name: 'qr', engine: 'qr', effort: qr, ...nearby },
    { name: 'from further', engine: 'zxing', effort: every, prepare: at(near * 0.66) },
    ...whole,
    { name: 'denoised', engine: 'zxing', effort: { ...squares, denoise: true }, ...nearby },
    { name: 'half', engine: 'zxing', effort: every, prepare: half },
    { name: 'qr from further', engine: 'qr', effort: qr, prepare: half },
    { name: 'soft', engine: 'zxing', effort: every, prepare: softly },
    { name: 'qr soft', engine: 'qr', effort: qr, prepare: softly },
    { name: 'one threshold', engine: 'zxing', effort: { ...squares, ...oneThreshold }, ...nearby },
    { name: 'levelled', engine: 'zxing', effort: bars, prepare: levelled(near) },
    { name: 'light on dark', engine: 'zxing', effort: bars, prepare: light(near) },
    { name: 'light on dark, from further', engine: 'zxing', effort: bars, prepare: light(near * 0.66) },
    ...large,
    ...LEANINGS.map((degrees): Look => ({ name: `turned ${String(degrees)}`, engine: 'zxing', effort: bars, prepare: (picture) => turned(picture, { degrees, scale: near }) })),
    ...straightened('qr', qr),
    ...straightened('zxing', squares),
    ...straightened('zxing', { ...squares, ...oneThreshold }),
  ];
}

export interface LabelLooks {
  /** What every label gets. */
  readonly first: readonly Look[];
  /** For bars that were seen, but not well enough to count. */
  readonly second: readonly Look[];
  /** For what is still open, when it is known by how many degrees the label leans. */
  readonly closer: (lean: number) => readonly Look[];
}

/** The looks at a label, which has several codes. */
export function looksAtLabel({ width, height }: Picture): LabelLooks {
  const pixels = width * height;
  const near = Math.min(1, Math.sqrt(ENOUGH_PIXELS / pixels));
  const nearby = near < 1 ? { prepare: once(at(near)) } : {};
  const zxing = (name: string, prepare: Look['prepare'], effort = every): Look => ({ name, engine: 'zxing', effort, ...(prepare === undefined ? {} : { prepare }) });
  return {
    first: [zxing('as it is', nearby.prepare), { name: 'qr', engine: 'qr', effort: qr, ...nearby }, zxing('from further', at(near * 0.8))],
    second: [zxing('a little nearer', at(near * 1.25), bars), zxing('soft', soft(near, 1), bars)],
    closer: (lean) => [
      ...(near < 1 ? [zxing('the whole', undefined)] : []),
      ...(Math.abs(lean) > LEVEL ? [zxing('level', (picture) => turned(picture, { degrees: -lean, scale: near }))] : []),
      zxing('denoised', nearby.prepare, { ...squares, denoise: true }),
      ...(pixels > 4 * SMALL_PIXELS ? [] : [zxing('enlarged', at(1.6)), zxing('enlarged and soft', soft(2, 2))]),
      zxing('light on dark', light(near), bars),
      zxing('from afar', at(near * 0.5)),
    ],
  };
}
