/** The codes that labels and boxes carry. */
export const SCAN_FORMATS = ['code-128', 'code-39', 'qr', 'data-matrix', 'ean-13', 'ean-8'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** One code that was seen in a picture. */
export interface ScanRead {
  readonly text: string;
  readonly format: ScanFormat;
}

/** A picture as a canvas gives it: four bytes a pixel, red first. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const TWO_DIMENSIONAL: ReadonlySet<ScanFormat> = new Set(['qr', 'data-matrix']);

/** Codes that repair their own damage, and know when they cannot. */
export const repairsItself = (format: ScanFormat): boolean => TWO_DIMENSIONAL.has(format);
