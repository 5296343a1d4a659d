import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import { cut, stretched } from './raster.ts';
import type { Raster } from './raster.ts';
import { regionsOf } from './regions.ts';
import type { Region } from './regions.ts';

/** The model halves its input five times. */
const STEP = 32;
/** What the models saw in training: the mean and spread of ImageNet. */
const MEAN = [0.485, 0.456, 0.406] as const;
const SPREAD = [0.229, 0.224, 0.225] as const;

function planesOf({ data, width, height }: Raster): Float32Array {
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (const [channel, mean] of MEAN.entries()) {
    const scale = 1 / (255 * (SPREAD[channel] ?? 1));
    const shift = mean / (SPREAD[channel] ?? 1);
    for (let i = 0; i < size; i += 1) planes[channel * size + i] = (data[i * 3 + channel] ?? 0) * scale - shift;
  }
  return planes;
}

/** What the model sees at most, in pixels: its cost grows with them, and eight-point type of a letter page stays legible. */
const SEEN = 700_000;

async function detect(session: InferenceSession, raster: Raster): Promise<Region[]> {
  const scale = Math.min(1, Math.sqrt(SEEN / (raster.width * raster.height)));
  const width = Math.max(STEP, Math.round((raster.width * scale) / STEP) * STEP);
  const height = Math.max(STEP, Math.round((raster.height * scale) / STEP) * STEP);
  const input = new Tensor('float32', planesOf(await stretched(raster, width, height)), [1, 3, height, width]);
  const output = (await session.run({ [session.inputNames[0] ?? 'x']: input }))[session.outputNames[0] ?? ''];
  if (!(output?.data instanceof Float32Array)) throw new TypeError('The detection model gave no heat map');
  const sx = raster.width / width;
  const sy = raster.height / height;
  return regionsOf({ values: output.data, width, height }).map((region) => ({ ...region, cx: region.cx * sx, cy: region.cy * sy, w: region.w * sx, h: region.h * sy }));
}

/** A receipt on a scanner's glass, or far away on a table, is looked at more closely when it fills less than this. */
const SMALL_SHARE = 0.4;
const BORDER = 0.03;

/** The part of the raster that holds all regions, with a border. */
function partWith(regions: readonly Region[], { width, height }: Raster) {
  const reach = regions.map(({ cx, cy, w, h, angle }) => {
    const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
    const [dx, dy] = [(w * cos + h * sin) / 2, (w * sin + h * cos) / 2];
    return { left: cx - dx, right: cx + dx, top: cy - dy, bottom: cy + dy };
  });
  const left = Math.max(0, Math.floor(Math.min(...reach.map((box) => box.left)) - width * BORDER));
  const top = Math.max(0, Math.floor(Math.min(...reach.map((box) => box.top)) - height * BORDER));
  const right = Math.min(width, Math.ceil(Math.max(...reach.map((box) => box.right)) + width * BORDER));
  const bottom = Math.min(height, Math.ceil(Math.max(...reach.map((box) => box.bottom)) + height * BORDER));
  return { left, top, width: right - left, height: bottom - top };
}

/**
 * Finds the lines of text; on a picture that is mostly blank, a second time in the part that is not.
 * @returns rectangles in the raster's own pixels.
 */
export async function detectText(session: InferenceSession, raster: Raster): Promise<Region[]> {
  const first = await detect(session, raster);
  if (first.length < 3 || raster.width * raster.height <= SEEN) return first;
  const part = partWith(first, raster);
  if (part.width * part.height > SMALL_SHARE * raster.width * raster.height) return first;
  const closer = await detect(session, await cut(raster, part));
  return closer.map((region) => ({ ...region, cx: region.cx + part.left, cy: region.cy + part.top }));
}
