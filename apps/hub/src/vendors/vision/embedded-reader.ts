import { Worker } from 'node:worker_threads';
import type { PageToRead, Answer, TaskName, Tasks } from './embedded/messages.ts';
import { rasterOf } from './embedded/raster.ts';
import type { CodeReader, Picture, PrintedWord, VisionReader } from './vision.port.ts';

export interface EmbeddedReaderOptions {
  /** The calendar day at the site: no invoice is issued after it. */
  readonly today: () => string;
  /** How long an idle worker keeps its models in memory, in milliseconds. */
  readonly idleFor?: number;
}

/** Enough for a receipt that fills a third of a scanner's glass; more pixels only cost time and memory. */
const DOCUMENT_SIDE = 3200;
const LABEL_SIDE = 3000;
/** Fewer words than this on a page are a stamp over a scan, not a text layer. */
const LAYER_WORDS = 5;

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** One worker thread, started when something is to be read and let go when nothing is. */
function createWorkerLine(idleFor: number) {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  function letGo(reason: unknown): Promise<unknown> {
    const gone = worker;
    worker = undefined;
    clearTimeout(idle);
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
    return gone?.terminate() ?? Promise.resolve();
  }

  function open(): Worker {
    const opened = new Worker(new URL('embedded/worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    opened.unref();
    opened.on('error', (error) => opened === worker && void letGo(error));
    opened.on('message', (message: Answer) => {
      const asked = pending.get(message.id);
      pending.delete(message.id);
      if (pending.size === 0) idle = setTimeout(() => void letGo(new Error('The reader was idle')), idleFor).unref();
      if ('fault' in message) asked?.reject(message.fault);
      else asked?.resolve(message.answer as never);
    });
    return opened;
  }

  async function ask<Name extends TaskName>(task: Name, content: Tasks[Name]['ask'], signal: AbortSignal): Promise<Tasks[Name]['answer']> {
    signal.throwIfAborted();
    clearTimeout(idle);
    const asked = (worker ??= open());
    const id = (last += 1);
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const answer = new Promise<Tasks[Name]['answer']>((resolve, reject) => pending.set(id, { resolve, reject }));
    const onAbort = () => {
      Atomics.store(stop, 0, 1);
      pending.get(id)?.reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    asked.ref();
    try {
      asked.postMessage({ id, task, stop, ...content }, 'raster' in content ? [content.raster.data.buffer as ArrayBuffer] : []);
      return await answer;
    } finally {
      pending.delete(id);
      signal.removeEventListener('abort', onAbort);
      if (pending.size === 0) asked.unref();
    }
  }

  return { ask, close: () => letGo(new Error('The reader was closed')) };
}

const layerPage = ({ width, height }: Picture, words: readonly PrintedWord[]): PageToRead => ({
  page: { aspect: height / width, pieces: words.map(({ text, x, y, w, h }) => ({ text, confidence: 1, x, y: (y * height) / width, w, h: (h * height) / width })) },
  stance: { quarters: 0, tilt: 0, aspect: height / width },
});

/**
 * The reader that needs no key and no network: PP-OCR models and rules, in one worker thread. A page with a text layer
 * is read from it, without OCR. It gives other readers the codes of a picture, too.
 */
export function createEmbeddedReader({ today, idleFor = 120_000 }: EmbeddedReaderOptions): VisionReader & CodeReader {
  const line = createWorkerLine(idleFor);

  async function pageOf(picture: Picture, signal: AbortSignal): Promise<PageToRead> {
    const { words = [] } = picture;
    return words.length >= LAYER_WORDS ? layerPage(picture, words) : line.ask('page', { raster: await rasterOf(picture, DOCUMENT_SIDE) }, signal);
  }

  return {
    source: 'embedded',
    readInvoice: async (pictures, { signal, onPage }) => {
      const pages: PageToRead[] = [];
      for (const picture of pictures) {
        pages.push(await pageOf(picture, signal));
        onPage?.(pages.length);
      }
      return { source: 'embedded', ...(await line.ask('invoice', { pages, latest: today() }, signal)) };
    },
    readLabel: async (picture, { signal, onPage }) => {
      const fields = await line.ask('label', { raster: await rasterOf(picture, LABEL_SIDE) }, signal);
      onPage?.(1);
      return { source: 'embedded', ...fields };
    },
    readCodes: async (picture, { signal }) => line.ask('codes', { raster: await rasterOf(picture, LABEL_SIDE) }, signal),
    close: async () => {
      await line.close();
    },
  };
}
