import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadInputBarcodeFormat } from 'zxing-wasm/reader';
import type { Engine, Sighting } from './engine.ts';
import type { ScanFormat } from './reads.ts';

const FORMATS: Readonly<Record<string, ScanFormat>> = {
  Code128: 'code-128', Code39: 'code-39', Code39Std: 'code-39', Code39Ext: 'code-39', QRCode: 'qr', QRCodeModel1: 'qr', QRCodeModel2: 'qr', DataMatrix: 'data-matrix', EAN13: 'ean-13', EAN8: 'ean-8',
};
const NAMES: Readonly<Record<ScanFormat, ReadInputBarcodeFormat>> = { 'code-128': 'Code128', 'code-39': 'Code39', qr: 'QRCode', 'data-matrix': 'DataMatrix', 'ean-13': 'EAN13', 'ean-8': 'EAN8' };
const MOST_SYMBOLS = 16;

/** Where the engine's own build is; it is never fetched from elsewhere, since the scanner works in a basement. */
export type EngineBuild = { readonly bytes: ArrayBuffer } | { readonly address: string };

/**
 * ZXing-C++ in WebAssembly.
 * @throws {Error} at its first picture, when the build cannot be loaded.
 */
export function openZxingEngine(build: EngineBuild): Engine {
  prepareZXingModule({
    overrides: 'bytes' in build ? { wasmBinary: build.bytes } : { locateFile: (file: string, prefix: string) => (file.endsWith('.wasm') ? build.address : prefix + file) },
  });
  return async ({ data, width, height }, { formats, isThorough, binarizer, denoise }) => {
    const options: ReaderOptions = {
      formats: formats.map((format) => NAMES[format]), tryHarder: isThorough, tryRotate: true, tryInvert: isThorough, tryDownscale: true, tryDenoise: denoise ?? false, binarizer: binarizer ?? 'LocalAverage', maxNumberOfSymbols: MOST_SYMBOLS, textMode: 'Plain',
    };
    const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' } as ImageData, options);
    return found.flatMap(({ text, format, isValid, lineCount, position }): Sighting[] => {
      const known = FORMATS[format];
      return known === undefined || !isValid || text === '' ? [] : [{ text, format: known, lines: lineCount, corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft] }];
    });
  };
}
