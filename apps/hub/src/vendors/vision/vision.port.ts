import type { InvoiceReading, LabelReading, ReadBarcode, VisionSource } from '@gigafibre/contracts';

/** A word of a document's own text layer: exact characters, zone as fractions of the page. */
export interface PrintedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One page, decoded and upright by its EXIF: rows from the top, no padding. */
export interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 RGB, 4 RGBA. */
  readonly channels: 1 | 3 | 4;
  /** The text layer of a PDF page; absent on a photograph. */
  readonly words?: readonly PrintedWord[];
}

export interface ReadOptions {
  /** Ends the reading; the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Called after each page: how many of them are read. */
  readonly onPage?: (done: number) => void;
}

/** Reads documents and labels. What a picture says is data: it fills these fields and does nothing else. */
export interface VisionReader {
  readonly source: VisionSource;
  /** Reads the pages of one invoice or receipt. A page without anything legible gives null fields, not an error. */
  readInvoice(pages: readonly Picture[], options: ReadOptions): Promise<InvoiceReading>;
  /** Reads the label of one device: its bar codes first, which outrank the print. */
  readLabel(picture: Picture, options: ReadOptions): Promise<LabelReading>;
  close(): Promise<void>;
}

/** Decodes the bar codes of a picture: what they say outranks what anybody reads beside them. */
export interface CodeReader {
  /** @returns only what is sure; none is no error. */
  readCodes(picture: Picture, options: Pick<ReadOptions, 'signal'>): Promise<ReadBarcode[]>;
}
