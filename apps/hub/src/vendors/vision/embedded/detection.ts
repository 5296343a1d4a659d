import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import { stretched } from './raster.ts';
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

/**
 * Finds the lines of text.
 * @param maxSide the longer side of what the model sees, in pixels: its cost grows with the square.
 * @returns rectangles in the raster's own pixels.
 */
export async function detectText(session: InferenceSession, raster: Raster, maxSide: number): Promise<Region[]> {
  const scale = Math.min(1, maxSide / Math.max(raster.width, raster.height));
  const width = Math.max(STEP, Math.round((raster.width * scale) / STEP) * STEP);
  const height = Math.max(STEP, Math.round((raster.height * scale) / STEP) * STEP);
  const input = new Tensor('float32', planesOf(await stretched(raster, width, height)), [1, 3, height, width]);
  const output = (await session.run({ [session.inputNames[0] ?? 'x']: input }))[session.outputNames[0] ?? ''];
  if (!(output?.data instanceof Float32Array)) throw new TypeError('The detection model gave no heat map');
  const sx = raster.width / width;
  const sy = raster.height / height;
  return regionsOf({ values: output.data, width, height }).map((region) => ({ ...region, cx: region.cx * sx, cy: region.cy * sy, w: region.w * sx, h: region.h * sy }));
}
