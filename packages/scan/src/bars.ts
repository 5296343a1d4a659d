import { blurred, greyOf, pictureOf, resized, type Grey, type Prepared } from './picture.ts';
import type { Picture } from './reads.ts';

/** The longest side, in pixels, at which a lean is looked for. */
const SKETCH = 400;
/** Steps of brightness below this are grain, not edges. */
const EDGE = 24;
/** Edges this many degrees to either side speak of the same lean. */
const SPREAD = 3;

/** How much edge there is in each direction, by whole degrees of the lines that make it; 0 is upright bars. */
function edgesByLean({ data, width, height }: Grey): Float64Array {
  const sums = new Float64Array(180);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const across = (data[at + 1] ?? 0) - (data[at - 1] ?? 0);
      const down = (data[at + width] ?? 0) - (data[at - width] ?? 0);
      const strength = across * across + down * down;
      if (strength < EDGE * EDGE) continue;
      const lean = Math.round((Math.atan2(down, across) * 180) / Math.PI);
      sums[(lean + 360) % 180] = (sums[(lean + 360) % 180] ?? 0) + strength;
    }
  }
  return sums;
}

/**
 * By how many degrees clockwise the bars of a code lean, by the direction that most edges share: 0 for upright bars, 90 for lying
 * ones, always below 180. Undefined where no direction stands out.
 */
export function leanOf(picture: Picture): number | undefined {
  const { picture: sketch } = resized(picture, Math.min(1, SKETCH / Math.max(picture.width, picture.height)));
  const sums = edgesByLean(greyOf(sketch));
  const near = sums.map((_, lean) => Array.from({ length: 2 * SPREAD + 1 }, (_each, step) => sums[(lean + step - SPREAD + 180) % 180] ?? 0).reduce((sum, each) => sum + each, 0));
  const lean = near.indexOf(Math.max(...near));
  const whole = sums.reduce((sum, each) => sum + each, 0);
  return (near[lean] ?? 0) > (3 * whole * (2 * SPREAD + 1)) / 180 ? lean : undefined;
}

/** Edges steeper than the lens left them: what is out of focus, less a blurrier copy of itself, several times over. */
export function sharpened(picture: Picture, { scale, radius, amount }: { readonly scale: number; readonly radius: number; readonly amount: number }): Prepared {
  const large = resized(picture, scale);
  const grey = greyOf(large.picture);
  const soft = greyOf(blurred(large.picture, radius));
  const data = grey.data.map((value, at) => value + amount * (value - (soft.data[at] ?? 0)));
  return { picture: pictureOf({ ...grey, data }), back: large.back };
}
