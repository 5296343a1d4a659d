import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import type { Raster } from './raster.ts';
import type { Region } from './regions.ts';

/** One character as recognised. */
export interface Glyph {
  readonly char: string;
  readonly confidence: number;
  /** Where its middle stands along the region, 0 to 1. */
  readonly at: number;
  /** The second best character at the same place. */
  readonly other: string;
  readonly otherConfidence: number;
}

/** The height that the recognition model reads. */
const HEIGHT = 48;
const NARROWEST = 16;
const WIDEST = 2048;

/** Adds the colour at a point between pixels to a sum. */
function addColour({ data, width, height }: Raster, x: number, y: number, sum: [number, number, number]): void {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const fx = Math.min(1, Math.max(0, x - left));
  const fy = Math.min(1, Math.max(0, y - top));
  const at = (top * width + left) * 3;
  const below = at + width * 3;
  for (let channel = 0; channel < 3; channel += 1) {
    const upper = (data[at + channel] ?? 0) * (1 - fx) + (data[at + 3 + channel] ?? 0) * fx;
    const lower = (data[below + channel] ?? 0) * (1 - fx) + (data[below + 3 + channel] ?? 0) * fx;
    sum[channel] = (sum[channel] ?? 0) + upper * (1 - fy) + lower * fy;
  }
}

/** Samples a region upright into the model's input: three planes of values from -1 to 1. */
function cropOf(raster: Raster, region: Region, width: number): Float32Array {
  const plane = HEIGHT * width;
  const planes = new Float32Array(3 * plane);
  const cos = Math.cos(region.angle);
  const sin = Math.sin(region.angle);
  const stepU = region.w / width;
  const stepV = region.h / HEIGHT;
  // a crop much larger than 48 rows is averaged, or thin strokes would fall between the samples
  const taps = Math.min(4, Math.max(1, Math.round(stepV)));
  const scale = 2 / (255 * taps * taps);
  for (let to = 0; to < plane; to += 1) {
    const sum: [number, number, number] = [0, 0, 0];
    for (let tap = 0; tap < taps * taps; tap += 1) {
      const u = ((to % width) + ((tap % taps) + 0.5) / taps) * stepU - region.w / 2;
      const v = (Math.floor(to / width) + (Math.floor(tap / taps) + 0.5) / taps) * stepV - region.h / 2;
      addColour(raster, region.cx + u * cos - v * sin - 0.5, region.cy + u * sin + v * cos - 0.5, sum);
    }
    for (const [channel, value] of sum.entries()) planes[channel * plane + to] = value * scale - 1;
  }
  return planes;
}

export interface Alphabet {
  /** The character of each class of the model; '' for its blank. */
  readonly chars: readonly string[];
  /** The classes that our documents can hold: the model also knows six thousand ideograms. */
  readonly classes: readonly number[];
}

/** The Latin letters, digits and signs of the model's own dictionary. */
export function alphabetOf(dictionary: string): Alphabet {
  const chars = ['', ...dictionary.replace(/\n$/, '').split('\n').map((char) => char.replace('\r', '')), ' '];
  const classes = chars.flatMap((char, index) => (index === 0 || /^[\u0020-\u007eàáâçèéêëîïòóôùûüœ°€£¥·•“”‘’–—…×÷]$/u.test(char) ? [index] : []));
  return { chars, classes };
}

interface Best {
  readonly top: number;
  readonly topValue: number;
  readonly second: number;
  readonly secondValue: number;
}

function bestOf(values: Float32Array, offset: number, classes: readonly number[]): Best {
  let [top, second, topValue, secondValue] = [0, 0, -1, -1];
  for (const index of classes) {
    const value = values[offset + index] ?? 0;
    if (value > topValue) [top, topValue, second, secondValue] = [index, value, top, topValue];
    else if (value > secondValue && index !== 0) [second, secondValue] = [index, value];
  }
  return { top, topValue, second, secondValue };
}

/** Greedy CTC: repeats fold into one character, blanks separate. */
function glyphsOf(values: Float32Array, steps: number, alphabet: Alphabet): Glyph[] {
  const total = alphabet.chars.length;
  const glyphs: Glyph[] = [];
  let former = 0;
  for (let step = 0; step < steps; step += 1) {
    const best = bestOf(values, step * total, alphabet.classes);
    const glyph = { char: alphabet.chars[best.top] ?? '', confidence: best.topValue, at: (step + 0.5) / steps, other: alphabet.chars[best.second] ?? '', otherConfidence: Math.max(0, best.secondValue) };
    if (best.top !== 0 && best.top !== former) glyphs.push(glyph);
    else if (best.top !== 0 && best.topValue > (glyphs.at(-1)?.confidence ?? 0)) glyphs[glyphs.length - 1] = { ...glyph, at: glyphs.at(-1)?.at ?? glyph.at };
    former = best.top;
  }
  return glyphs;
}

/** Reads the one line of text in a region. */
export async function recognizeText(session: InferenceSession, alphabet: Alphabet, raster: Raster, region: Region): Promise<Glyph[]> {
  const natural = Math.round((HEIGHT * region.w) / region.h / 8) * 8;
  const width = Math.min(WIDEST, Math.max(NARROWEST, natural));
  const input = new Tensor('float32', cropOf(raster, region, width), [1, 3, HEIGHT, width]);
  const output = (await session.run({ [session.inputNames[0] ?? 'x']: input }))[session.outputNames[0] ?? ''];
  if (!(output?.data instanceof Float32Array)) throw new TypeError('The recognition model gave no text');
  return glyphsOf(output.data, output.dims[1] ?? 0, alphabet);
}
