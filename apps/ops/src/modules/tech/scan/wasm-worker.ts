import { createScanner, openZxingEngine, qrEngine, type Picture, type ScanRead } from '@gigafibre/scan';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

export interface WasmQuestion {
  readonly id: number;
  readonly picture: Picture;
  readonly isStill: boolean;
}
export interface WasmAnswer {
  readonly id: number;
  readonly reads?: readonly ScanRead[];
  readonly problem?: string;
}

const scanner = createScanner({ zxing: openZxingEngine({ address: wasm }), qr: qrEngine, now: () => performance.now() });

async function answer({ id, picture, isStill }: WasmQuestion): Promise<WasmAnswer> {
  return { id, reads: await (isStill ? scanner.still(picture) : scanner.frame(picture)) };
}

self.addEventListener('message', ({ data }: MessageEvent<WasmQuestion>) => {
  answer(data).then(
    (said) => {
      self.postMessage(said);
    },
    (problem: unknown) => {
      self.postMessage({ id: data.id, problem: String(problem) } satisfies WasmAnswer);
    },
  );
});
