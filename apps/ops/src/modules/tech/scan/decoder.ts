import type { ScanRead } from '@gigafibre/scan';

/** Finds codes in pictures. */
export interface Decoder {
  /** A frame of a running camera: quick rather than thorough. */
  frame(picture: ImageData): Promise<readonly ScanRead[]>;
  /** A photo: everything the engine can do. */
  still(picture: ImageData): Promise<readonly ScanRead[]>;
  close(): void;
}

const hasWasm = (): boolean => typeof WebAssembly === 'object' && typeof Worker === 'function';
const openBundled = async (): Promise<Decoder> => (hasWasm() ? (await import('./wasm-decoder.ts')).openWasmDecoder() : (await import('./plain-decoder.ts')).openPlainDecoder());

/**
 * The best engine this browser can run: frames by its own where it has one, else by the bundled one, else by the one that needs no
 * WebAssembly. Photos are always for the bundled one, which looks again and again and weighs what it saw.
 */
export async function openDecoder(): Promise<Decoder> {
  const own = await (await import('./native-decoder.ts')).openNativeDecoder();
  if (own === undefined) return openBundled();
  let bundled: Promise<Decoder> | undefined;
  return {
    frame: (picture) => own.frame(picture),
    still: async (picture) => (await (bundled ??= openBundled())).still(picture),
    close() {
      void bundled?.then((opened) => {
        opened.close();
      });
    },
  };
}
