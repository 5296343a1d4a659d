import type { InvoiceFields, LabelFields, Page } from '@gigafibre/reader';
import type { ReadBarcode } from '@gigafibre/contracts';
import type { Stance } from './page-of-lines.ts';
import type { Raster } from './raster.ts';

/** A page ready for the rules: from OCR or from a document's own text layer. */
export interface PageToRead {
  readonly page: Page;
  readonly stance: Stance;
}

/** What the worker can be asked, and what it answers. */
export interface Tasks {
  page: { readonly ask: { readonly raster: Raster }; readonly answer: PageToRead };
  invoice: { readonly ask: { readonly pages: readonly PageToRead[]; readonly latest: string }; readonly answer: InvoiceFields };
  label: { readonly ask: { readonly raster: Raster }; readonly answer: LabelFields & { barcodes: ReadBarcode[] } };
  codes: { readonly ask: { readonly raster: Raster }; readonly answer: ReadBarcode[] };
}

export type TaskName = keyof Tasks;

export type Ask = { [Name in TaskName]: { readonly id: number; readonly task: Name; readonly stop: Int32Array } & Tasks[Name]['ask'] }[TaskName];

export type Answer = { readonly id: number } & ({ readonly answer: Tasks[TaskName]['answer'] } | { readonly fault: Error });
