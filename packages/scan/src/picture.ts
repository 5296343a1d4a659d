import type { Corner } from './engine.ts';
import type { Picture } from './reads.ts';

/** Brightness alone, one byte a pixel. */
export interface Grey {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A picture made ready to be looked at, and the way back to the places of the one that came. */
export interface Prepared {
  readonly picture: Picture;
  readonly back: (corner: Corner) => Corner;
}

export function greyOf({ data, width, height }: Picture): Grey {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) grey[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 151 + (data[from + 2] ?? 0) * 28) >> 8;
  return { data: grey, width, height };
}

export function pictureOf({ data, width, height }: Grey): Picture {
  const words = new Uint32Array(width * height);
  for (let at = 0; at < words.length; at += 1) words[at] = ((data[at] ?? 0) * 0x01_01_01) | 0xff_00_00_00;
  return { data: new Uint8ClampedArray(words.buffer), width, height };
}

/** The mean of what falls into each new pixel when it shrinks, straight lines between the old ones when it grows. */
export function resized(picture: Picture, scale: number): Prepared {
  const back = ({ x, y }: Corner): Corner => ({ x: x / scale, y: y / scale });
  if (scale === 1) return { picture, back };
  const grey = greyOf(picture);
  return { picture: pictureOf(scale < 1 ? shrunk(grey, scale) : sampled(grey, { width: Math.floor(grey.width * scale), height: Math.floor(grey.height * scale), from: (x, y) => [(x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5] })), back };
}

/** Turned clockwise about its middle, and made smaller at once; what comes from outside is mid grey. */
export function turned(picture: Picture, { degrees, scale }: { readonly degrees: number; readonly scale: number }): Prepared {
  const small = resized(picture, scale);
  const grey = greyOf(small.picture);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const width = Math.ceil(grey.width * Math.abs(cos) + grey.height * Math.abs(sin));
  const height = Math.ceil(grey.width * Math.abs(sin) + grey.height * Math.abs(cos));
  const from = (x: number, y: number): [number, number] => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    return [dx * cos + dy * sin + grey.width / 2, dy * cos - dx * sin + grey.height / 2];
  };
  const back = ({ x, y }: Corner): Corner => {
    const [sx, sy] = from(x, y);
    return small.back({ x: sx, y: sy });
  };
  return { picture: pictureOf(sampled(grey, { width, height, from })), back };
}

/** White for black: codes printed light on dark. */
export function inverted(picture: Picture): Picture {
  const { data, width, height } = greyOf(picture);
  return pictureOf({ data: data.map((value) => 255 - value), width, height });
}

/** Each row, then each column, averaged over a window, twice: near enough to a lens out of focus, in time that does not grow with the radius. */
export function blurred(picture: Picture, radius: number): Picture {
  let { data, width, height } = greyOf(picture);
  for (let pass = 0; pass < 4; pass += 1) [data, width, height] = [averagedAcross({ data, width, height }, radius), height, width];
  return pictureOf({ data, width, height });
}

/** Averages along rows and gives the picture with rows and columns exchanged. */
function averagedAcross({ data, width, height }: Grey, radius: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(width * height);
  const size = 2 * radius + 1;
  const pixel = (row: number, x: number): number => data[row + Math.max(0, Math.min(width - 1, x))] ?? 0;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let sum = 0;
    for (let x = -radius; x <= radius; x += 1) sum += pixel(row, x);
    for (let x = 0; x < width; x += 1) {
      out[x * height + y] = sum / size;
      sum += pixel(row, x + radius + 1) - pixel(row, x - radius);
    }
  }
  return out;
}

/** The mean brightness of a rectangle. */
function meanIn({ data, width }: Grey, [x0, x1]: readonly [number, number], [y0, y1]: readonly [number, number]): number {
  let sum = 0;
  for (let row = y0; row < y1; row += 1) for (let at = row * width + x0; at < row * width + x1; at += 1) sum += data[at] ?? 0;
  return sum / ((y1 - y0) * (x1 - x0));
}

/** Halved as often as it goes, then drawn between the pixels. */
function shrunk(grey: Grey, scale: number): Grey {
  const times = Math.floor(1 / scale);
  const whole = times >= 2 ? blocksOf(grey, times) : grey;
  const rest = scale * times;
  if (rest > 0.99) return whole;
  const [width, height] = [Math.max(1, Math.floor(whole.width * rest)), Math.max(1, Math.floor(whole.height * rest))];
  return sampled(smooth(whole), { width, height, from: (x, y) => [(x + 0.5) / rest - 0.5, (y + 0.5) / rest - 0.5] });
}

function blocksOf(grey: Grey, times: number): Grey {
  const [width, height] = [Math.max(1, Math.floor(grey.width / times)), Math.max(1, Math.floor(grey.height / times))];
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = meanIn(grey, [x * times, (x + 1) * times], [y * times, (y + 1) * times]);
  return { data, width, height };
}

/** A touch of blur, so that what is drawn smaller does not flicker. */
function smooth({ data, width, height }: Grey): Grey {
  const out = new Uint8ClampedArray(data);
  for (let at = width + 1; at < data.length - width - 1; at += 1) {
    out[at] = ((data[at] ?? 0) * 4 + ((data[at - 1] ?? 0) + (data[at + 1] ?? 0) + (data[at - width] ?? 0) + (data[at + width] ?? 0))) / 8;
  }
  return { data: out, width, height };
}

/** The brightness between four pixels; beyond the edge, that of the edge. */
export function sample({ data, width, height }: Grey, x: number, y: number): number {
  const [u, v] = [Math.max(0, Math.min(width - 1.001, x)), Math.max(0, Math.min(height - 1.001, y))];
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [at, fx, fy] = [top * width + left, u - left, v - top];
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  const lower = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

interface Sampling {
  readonly width: number;
  readonly height: number;
  /** Where each new pixel comes from. */
  readonly from: (x: number, y: number) => readonly [number, number];
}

const OUTSIDE = 128;

function sampled(grey: Grey, { width: w, height: h, from }: Sampling): Grey {
  const out = new Uint8ClampedArray(w * h).fill(OUTSIDE);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const [sx, sy] = from(x, y);
      if (sx < -1 || sy < -1 || sx > grey.width || sy > grey.height) continue;
      out[y * w + x] = sample(grey, sx, sy);
    }
  }
  return { data: out, width: w, height: h };
}
