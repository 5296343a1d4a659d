import type { ScanFormat, ScanRead } from '@gigafibre/scan';
import type { Decoder } from './decoder.ts';

interface Detected {
  readonly rawValue: string;
  readonly format: string;
}
interface Detector {
  detect(source: ImageData): Promise<readonly Detected[]>;
}
interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const FORMATS: Readonly<Record<string, ScanFormat>> = { code_128: 'code-128', code_39: 'code-39', qr_code: 'qr', data_matrix: 'data-matrix', ean_13: 'ean-13', ean_8: 'ean-8' };

/** The browser's own detector; undefined where it has none or lacks a format that our labels use. */
export async function openNativeDecoder(): Promise<Decoder | undefined> {
  const { BarcodeDetector: found } = window as { BarcodeDetector?: DetectorClass };
  const supported = (await found?.getSupportedFormats()) ?? [];
  const wanted = Object.keys(FORMATS);
  if (found === undefined || !wanted.every((format) => supported.includes(format))) return undefined;
  const detector = new found({ formats: wanted });
  const detect = async (picture: ImageData): Promise<readonly ScanRead[]> =>
    (await detector.detect(picture)).flatMap(({ rawValue, format }) => {
      const known = FORMATS[format];
      return known === undefined ? [] : [{ text: rawValue, format: known }];
    });
  return { frame: detect, still: detect, close: () => undefined };
}
