import type { ScanRead } from '@gigafibre/scan';

/** Finds codes in pictures. */
export interface Decoder {
  /** A frame of a running camera: quick rather than thorough. */
  frame(picture: ImageData): Promise<readonly ScanRead[]>;
  /** A photo: everything the engine can do. */
  still(picture: ImageData): Promise<readonly ScanRead[]>;
  close(): void;
}

/** The best engine this browser can run: its own where it has one, else the bundled one, else the one that needs no WebAssembly. */
export async function openDecoder(): Promise<Decoder> {
  const native = await import('./native-decoder.ts');
  const own = await native.openNativeDecoder();
  if (own !== undefined) return own;
  if (typeof WebAssembly === 'object' && typeof Worker === 'function') return (await import('./wasm-decoder.ts')).openWasmDecoder();
  return (await import('./plain-decoder.ts')).openPlainDecoder();
}
