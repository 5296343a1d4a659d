import { greyOf, pictureOf, sample } from './picture.ts';
import type { Picture } from './reads.ts';

/** How paper on a curved thing is bent: by which share of the picture its middle is pushed, against its edges. */
export interface Bend {
  /** Columns bow to the right. */
  readonly bowX?: number;
  /** Rows bow downwards. */
  readonly bowY?: number;
  /** The middle is nearer to the right edge than it should be. */
  readonly stretchX?: number;
  /** The middle is nearer to the lower edge than it should be. */
  readonly stretchY?: number;
}

/** 0 at both ends, 1 in the middle. */
const swell = (share: number): number => 4 * share * (1 - share);

/** The picture as it would be were the paper flat, grown or shrunk by `scale`. */
export function unbent(picture: Picture, { bowX = 0, bowY = 0, stretchX = 0, stretchY = 0 }: Bend, scale: number): Picture {
  const grey = greyOf(picture);
  const [width, height] = [Math.max(2, Math.floor(grey.width * scale)), Math.max(2, Math.floor(grey.height * scale))];
  const data = new Uint8ClampedArray(width * height);
  const across = Float64Array.from({ length: width }, (_each, x) => swell(x / width));
  for (let y = 0; y < height; y += 1) {
    const down = swell(y / height);
    for (let x = 0; x < width; x += 1) {
      const along = across[x] ?? 0;
      const u = x / width + bowX * down + stretchX * along;
      const v = y / height + bowY * along + stretchY * down;
      data[y * width + x] = sample(grey, u * (grey.width - 1), v * (grey.height - 1));
    }
  }
  return pictureOf({ data, width, height });
}
