// The decoder's process: opens what strangers made, without a key, a database or the right to write. It may be killed at any time.
import { openHeic } from './decode-heic.ts';
import { openPdf } from './decode-pdf.ts';
import { openPicture, pixelsOf } from './decode-picture.ts';
import { DecodeProblem } from './decode-problem.ts';
import type { DecoderAnswer, DecoderTask, OpenedPage } from './decoder-messages.ts';
import type { MediaKind } from './media-kind.ts';

/** As far as it is needed here: Node's types leave it to the browser's. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: { readonly Memory: { readonly prototype: WasmMemory }; readonly RuntimeError: new () => Error };

const MEGABYTE = 1024 * 1024;
const PAGE_OF_WASM = 65_536;
/** PDFium and libheif live in WebAssembly: whatever a file wants of them, this is all they get. */
const MOST_WASM = { pdf: 112 * MEGABYTE, heic: 384 * MEGABYTE } as const;
/** WebAssembly never gives memory back: a process that took more than this is replaced. */
const SPENT_ABOVE = 40 * MEGABYTE;

const wasm = { most: 0, taken: 0, isRefused: false };
const grow = Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, 'grow')?.value as (this: WasmMemory, pages: number) => number;
WebAssembly.Memory.prototype.grow = function limited(this: WasmMemory, pages: number): number {
  const wanted = this.buffer.byteLength + pages * PAGE_OF_WASM;
  if (wanted > wasm.most) {
    wasm.isRefused = true; // PDFium goes on without: it would draw an empty page
    throw new RangeError('The decoder gets no more memory');
  }
  wasm.taken = Math.max(wasm.taken, wanted);
  return grow.call(this, pages);
};

const isRefused = (): boolean => wasm.isRefused;

async function open(content: Buffer, kind: MediaKind): Promise<readonly OpenedPage[]> {
  wasm.isRefused = false;
  if (kind === 'pdf') {
    wasm.most = MOST_WASM.pdf;
    const pages = await openPdf(content);
    if (isRefused()) throw new RangeError('The document wants more memory');
    return pages;
  }
  if (kind !== 'heic') return [await openPicture(content, kind)];
  wasm.most = MOST_WASM.heic;
  return [await openHeic(content)];
}

async function answer({ id, content, ...wanted }: DecoderTask): Promise<DecoderAnswer> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  try {
    const done = wanted.task === 'open' ? { pages: await open(bytes, wanted.kind) } : { raw: await pixelsOf(bytes) };
    return { id, ...done, isSpent: wasm.taken > SPENT_ABOVE };
  } catch (error) {
    return { id, problem: problemOf(error), isSpent: !(error instanceof DecodeProblem) || wasm.taken > SPENT_ABOVE };
  }
}

function problemOf(error: unknown): DecodeProblem {
  if (error instanceof DecodeProblem) return new DecodeProblem(error.code, error.facts);
  // memory refused shows as a range error, an abort of the WebAssembly module or a trap in it
  const isMemory = isRefused() || error instanceof RangeError || error instanceof WebAssembly.RuntimeError;
  return isMemory ? new DecodeProblem('media_excessive', { reason: 'memory' }) : new DecodeProblem('media_damaged');
}

process.on('message', (task: DecoderTask) => {
  void answer(task).then((told) => process.send?.('problem' in told ? { ...told, problem: { code: told.problem.code, facts: told.problem.facts } } : told));
});
process.on('disconnect', () => process.exit(0));
