import { prepareZXingModule, readBarcodes, type ReadInputBarcodeFormat, type ReaderOptions } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { ScanFormat, ScanRead } from './agreement.ts';

export interface WasmQuestion {
  readonly id: number;
  readonly picture: ImageData;
  readonly isStill: boolean;
}
export interface WasmAnswer {
  readonly id: number;
  readonly reads?: readonly ScanRead[];
  readonly problem?: string;
}

const FORMATS: Readonly<Record<string, ScanFormat>> = { Code128: 'code-128', Code39: 'code-39', QRCode: 'qr', DataMatrix: 'data-matrix', 'EAN-13': 'ean-13', EAN13: 'ean-13', 'EAN-8': 'ean-8', EAN8: 'ean-8' };
const LABELS: ReadInputBarcodeFormat[] = ['Code128', 'Code39', 'QRCode', 'DataMatrix', 'EAN-13', 'EAN-8'];
const QUICK: ReaderOptions = { formats: LABELS, tryHarder: false, tryRotate: true, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: 4 };
const THOROUGH: ReaderOptions = { ...QUICK, tryHarder: true, tryInvert: true, tryDenoise: true };

// The engine's own build, never one fetched from elsewhere: the scanner works in a basement.
prepareZXingModule({ overrides: { locateFile: (file: string, prefix: string) => (file.endsWith('.wasm') ? wasm : prefix + file) } });

async function answer({ id, picture, isStill }: WasmQuestion): Promise<WasmAnswer> {
  const found = await readBarcodes(picture, isStill ? THOROUGH : QUICK);
  const reads = found.flatMap(({ text, format, isValid }) => {
    const known = FORMATS[format];
    return known === undefined || !isValid ? [] : [{ text, format: known }];
  });
  return { id, reads };
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
