import type { Random } from '@gigafibre/kernel';
import sharp from 'sharp';
import type { Pixels } from './sheet.ts';

/** What a hand, a lens and a lamp do to a sheet; 0 leaves it as it was. */
export interface Spoiling {
  /** Radius of the blur in pixels. */
  readonly blur: number;
  /** How far each corner may wander, as a share of the sheet. */
  readonly perspective: number;
  /** Degrees clockwise. */
  readonly turn: number;
  /** Strength of one bright spot, 0 to 1. */
  readonly glare: number;
  /** Share of the light that is missing, 0 to 1. */
  readonly darkness: number;
  /** How pale the ink is, 0 to 1. */
  readonly fading: number;
  /** Spread of the sensor's noise, in levels of 255. */
  readonly noise: number;
  /** JPEG quality; 100 leaves the pixels alone. */
  readonly quality: number;
  /** Share of the picture around the sheet. */
  readonly margin: number;
}

export const UNSPOILED: Spoiling = { blur: 0, perspective: 0, turn: 0, glare: 0, darkness: 0, fading: 0, noise: 0, quality: 100, margin: 0 };

type Corner = readonly [number, number];

/** The projective map that takes the unit square to four corners (Heckbert). */
function projection([p0, p1, p2, p3]: readonly [Corner, Corner, Corner, Corner]): (u: number, v: number) => Corner {
  const [dx1, dy1, dx2, dy2] = [p1[0] - p2[0], p1[1] - p2[1], p3[0] - p2[0], p3[1] - p2[1]];
  const [sx, sy] = [p0[0] - p1[0] + p2[0] - p3[0], p0[1] - p1[1] + p2[1] - p3[1]];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [((p1[0] - p0[0] + g * p1[0]) * u + (p3[0] - p0[0] + h * p3[0]) * v + p0[0]) / w, ((p1[1] - p0[1] + g * p1[1]) * u + (p3[1] - p0[1] + h * p3[1]) * v + p0[1]) / w];
  };
}

interface Scene {
  readonly pixels: Pixels;
  readonly spoiling: Spoiling;
  readonly random: Random;
}

/** Lays the sheet on a table, seen at an angle: each pixel of the photograph is looked up on the sheet. */
function photographed({ pixels, spoiling, random }: Scene): Pixels {
  const { margin, perspective, turn } = spoiling;
  const frame = 1 + 2 * margin;
  const [width, height] = [Math.round(pixels.width * frame), Math.round(pixels.height * frame)];
  const table = 70 + Math.floor(random() * 80);
  const angle = (turn * Math.PI) / 180;
  const jitter = () => (random() - 0.5) * 2 * perspective;
  const corner = (x: number, y: number): Corner => {
    const [dx, dy] = [(x - 0.5) * width, (y - 0.5) * height];
    return [((dx * Math.cos(angle) + dy * Math.sin(angle)) / width) * frame + 0.5 + jitter(), ((dy * Math.cos(angle) - dx * Math.sin(angle)) / height) * frame + 0.5 + jitter()];
  };
  const onSheet = projection([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]);
  const data = new Uint8Array(width * height * 3).fill(table);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = onSheet((x + 0.5) / width, (y + 0.5) / height);
      const [sx, sy] = [u * pixels.width - 0.5, v * pixels.height - 0.5];
      if (sx < 0 || sy < 0 || sx >= pixels.width - 1 || sy >= pixels.height - 1) continue;
      const from = (Math.floor(sy) * pixels.width + Math.floor(sx)) * 3;
      const [fx, fy] = [sx % 1, sy % 1];
      for (let channel = 0; channel < 3; channel += 1) {
        const at = from + channel;
        const upper = (pixels.data[at] ?? 0) * (1 - fx) + (pixels.data[at + 3] ?? 0) * fx;
        const lower = (pixels.data[at + pixels.width * 3] ?? 0) * (1 - fx) + (pixels.data[at + pixels.width * 3 + 3] ?? 0) * fx;
        data[(y * width + x) * 3 + channel] = upper * (1 - fy) + lower * fy;
      }
    }
  }
  return { data, width, height };
}

/** Pale ink, one glaring spot, less light on one side, and the sensor's noise. */
function lit({ pixels: { data, width, height }, spoiling, random }: Scene): Pixels {
  const { fading, glare, darkness, noise } = spoiling;
  const spot = { x: random(), y: random(), r: 0.12 + random() * 0.18 };
  const side = random() * Math.PI * 2;
  const out = new Uint8Array(data.length);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    const shade = 1 - darkness * (0.6 + 0.4 * ((x - 0.5) * Math.cos(side) + (y - 0.5) * Math.sin(side)) * 2);
    const shine = glare * 255 * Math.exp(-((x - spot.x) ** 2 + (y - spot.y) ** 2) / (spot.r * spot.r));
    const grain = noise === 0 ? 0 : (random() + random() + random() - 1.5) * noise;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[i * 3 + channel] ?? 0;
      out[i * 3 + channel] = Math.min(255, Math.max(0, (value + (235 - value) * fading * (value < 235 ? 1 : 0)) * shade + shine + grain));
    }
  }
  return { data: out, width, height };
}

/** Takes a bad photograph of a good sheet: the same seed gives the same photograph. */
export async function spoiled(pixels: Pixels, spoiling: Spoiling, random: Random): Promise<Pixels> {
  const isMoved = spoiling.margin > 0 || spoiling.perspective > 0 || spoiling.turn !== 0;
  const seen = isMoved ? photographed({ pixels, spoiling, random }) : pixels;
  const light = lit({ pixels: seen, spoiling, random });
  const raw = { raw: { width: light.width, height: light.height, channels: 3 } } as const;
  const blurred = spoiling.blur < 0.3 ? sharp(light.data, raw) : sharp(await sharp(light.data, raw).blur(spoiling.blur).raw().toBuffer(), raw);
  if (spoiling.quality >= 100) return { data: await blurred.raw().toBuffer(), width: light.width, height: light.height };
  const { data, info } = await sharp(await blurred.jpeg({ quality: spoiling.quality }).toBuffer()).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
