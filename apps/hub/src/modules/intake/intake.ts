import { createHash } from 'node:crypto';
import { Problem } from '@gigafibre/contracts';
import { createDecoderProcess } from './decoder-process.ts';
import type { DecoderProcess, Opened } from './decoder-process.ts';
import type { OpenedPage, RawPage } from './decoder-messages.ts';
import { LIMITS } from './limits.ts';
import { agreedKind, mediaTypeOf } from './media-kind.ts';
import type { MediaClaim, MediaKind } from './media-kind.ts';

/** What came, found harmless: what it is, and its pages drawn anew. */
export interface Admitted {
  readonly kind: MediaKind;
  readonly mediaType: string;
  /** Of the content as it came. */
  readonly sha256: string;
  readonly pages: readonly OpenedPage[];
}

/** The door for pictures and documents of strangers. Decoding happens in processes that may be lost. */
export interface Intake {
  /** @throws {Problem} too_large, unsupported_media, media_disguised, media_damaged, media_excessive, picture_size_refused, pdf_protected, pdf_too_long, pdf_active, intake_busy */
  admit(content: Buffer, claim?: MediaClaim): Promise<Admitted>;
  /** The pixels of a page that `admit` gave. */
  pixels(jpeg: Uint8Array): Promise<RawPage>;
  /** The decoders' process numbers, for who measures them. */
  pids(): readonly number[];
  close(): void;
}

export interface IntakeOptions {
  /** Decoders at the same time. */
  readonly decoders?: number;
  /** How many may wait for one; more are asked to come again. */
  readonly queue?: number;
  readonly patienceMs?: number;
}

export function createIntake({ decoders = 1, queue = 24, patienceMs = 30_000 }: IntakeOptions = {}): Intake {
  const all = Array.from({ length: decoders }, () => createDecoderProcess(patienceMs));
  const free = [...all];
  const waiting: ((decoder: DecoderProcess) => void)[] = [];
  const release = (decoder: DecoderProcess): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(decoder);
    else next(decoder);
  };
  async function run(work: Parameters<DecoderProcess['run']>[0]): Promise<Opened> {
    if (free.length === 0 && waiting.length >= queue) throw new Problem('intake_busy');
    const decoder = free.pop() ?? (await new Promise<DecoderProcess>((resolve) => waiting.push(resolve)));
    try {
      return await decoder.run(work);
    } finally {
      release(decoder);
    }
  }
  return {
    async admit(content, claim = {}) {
      if (content.length > LIMITS.bytes) throw new Problem('too_large');
      const kind = agreedKind(content, claim);
      const opened = await run({ task: 'open', kind, content });
      if (!('pages' in opened)) throw new Problem('internal');
      return { kind, mediaType: mediaTypeOf(kind), sha256: createHash('sha256').update(content).digest('hex'), pages: opened.pages };
    },
    async pixels(jpeg) {
      const opened = await run({ task: 'pixels', content: jpeg });
      if (!('raw' in opened)) throw new Problem('internal');
      return opened.raw;
    },
    pids: () => all.flatMap(({ pid }) => pid ?? []),
    close: () => all.forEach((decoder) => decoder.close()),
  };
}
