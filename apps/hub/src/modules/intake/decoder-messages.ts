import type { ProblemCode } from '@gigafibre/contracts';
import type { MediaKind } from './media-kind.ts';

/** A word of a PDF page's own text, as fractions of the page. */
export interface PageWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One page, upright, encoded anew: nothing but pixels of what came is left. */
export interface OpenedPage {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Absent on a photograph. */
  readonly words?: readonly PageWord[];
}

/** Rows from the top, three bytes a pixel. */
export interface RawPage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type DecoderTask = { readonly id: number; readonly content: Uint8Array } & ({ readonly task: 'open'; readonly kind: MediaKind } | { readonly task: 'pixels' });

export type DecoderAnswer =
  | { readonly id: number; readonly pages: readonly OpenedPage[]; readonly isSpent: boolean }
  | { readonly id: number; readonly raw: RawPage; readonly isSpent: boolean }
  | { readonly id: number; readonly problem: { readonly code: ProblemCode; readonly facts: Readonly<Record<string, unknown>> }; readonly isSpent: boolean };
