import type { ScanRead } from '@gigafibre/scan';
import type { Decoder } from './decoder.ts';
import type { WasmAnswer, WasmQuestion } from './wasm-worker.ts';

/** The bundled engine in a worker of its own, so that the camera's picture never stutters. */
export function openWasmDecoder(): Decoder {
  const worker = new Worker(new URL('./wasm-worker.ts', import.meta.url), { type: 'module' });
  const asked = new Map<number, { resolve: (reads: readonly ScanRead[]) => void; reject: (problem: Error) => void }>();
  let id = 0;

  worker.addEventListener('message', ({ data }: MessageEvent<WasmAnswer>) => {
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if (data.reads === undefined) waiting?.reject(new Error(data.problem));
    else waiting?.resolve(data.reads);
  });

  function ask(picture: ImageData, isStill: boolean): Promise<readonly ScanRead[]> {
    id += 1;
    const question: WasmQuestion = { id, picture, isStill };
    return new Promise((resolve, reject) => {
      asked.set(question.id, { resolve, reject });
      worker.postMessage(question, [picture.data.buffer]);
    });
  }
  return {
    frame: (picture) => ask(picture, false),
    still: (picture) => ask(picture, true),
    close: () => {
      worker.terminate();
    },
  };
}
