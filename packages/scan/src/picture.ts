import type { Picture } from './reads.ts';

/** Brightness alone, one byte a pixel. */
export interface Grey {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
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
export function resized(picture: Picture, scale: number): Picture {
  const grey = greyOf(picture);
  return pictureOf(scale < 1 ? shrunk(grey, scale) : grown(grey, scale));
}

/** The mean brightness of a rectangle. */
function meanIn({ data, width }: Grey, [x0, x1]: readonly [number, number], [y0, y1]: readonly [number, number]): number {
  let sum = 0;
  for (let row = y0; row < y1; row += 1) for (let at = row * width + x0; at < row * width + x1; at += 1) sum += data[at] ?? 0;
  return sum / ((y1 - y0) * (x1 - x0));
}

function shrunk(grey: Grey, scale: number): Grey {
  const [width, height] = [Math.max(1, Math.floor(grey.width * scale)), Math.max(1, Math.floor(grey.height * scale))];
  const part = (at: number, step: number): [number, number] => [Math.floor(at * step), Math.max(Math.floor(at * step) + 1, Math.floor((at + 1) * step))];
  const columns = Array.from({ length: width }, (_each, x) => part(x, grey.width / width));
  const rows = Array.from({ length: height }, (_each, y) => part(y, grey.height / height));
  const data = new Uint8ClampedArray(width * height);
  let at = 0;
  for (const row of rows) for (const column of columns) {
    data[at] = meanIn(grey, column, row);
    at += 1;
  }
  return { data, width, height };
}

function grown({ data, width, height }: Grey, scale: number): Grey {
  const [w, h] = [Math.floor(width * scale), Math.floor(height * scale)];
  const out = new Uint8ClampedArray(w * h);
  for (let y = 0; y < h; y += 1) {
    const sy = Math.max(0, Math.min(height - 1.001, (y + 0.5) / scale - 0.5));
    const [top, fy] = [Math.floor(sy) * width, sy % 1];
    for (let x = 0; x < w; x += 1) {
      const sx = Math.max(0, Math.min(width - 1.001, (x + 0.5) / scale - 0.5));
      const [at, fx] = [top + Math.floor(sx), sx % 1];
      const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
      const lower = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
      out[y * w + x] = upper * (1 - fy) + lower * fy;
    }
  }
  return { data: out, width: w, height: h };
}
