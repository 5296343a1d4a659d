import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@gigafibre/contracts';
import type { BlobAnswer } from '@gigafibre/contracts';
import { mediaKindOf, mediaTypeOf } from '../intake/index.ts';
import { withoutMetadata } from './strip-metadata.ts';

export interface PutOptions {
  /** Keep the picture without what the camera wrote beside it: its place, its serial number. */
  readonly strips: boolean;
}

/**
 * Photos, kept under the SHA-256 of what was sent: the same photo is kept once, and none is ever changed. One of a phone is kept
 * without the camera's notes, under the name that the phone knows it by.
 */
export interface BlobStore {
  /** @throws {Problem} content_mismatch when the content has another hash, unsupported_media when it is no photo. */
  put(sha256: string, content: Buffer, options: PutOptions): Promise<{ readonly isNew: boolean; readonly blob: BlobAnswer }>;
  /** The photo under a hash, when there is one. */
  describe(sha256: string): Promise<BlobAnswer | undefined>;
  find(sha256: string): Promise<{ readonly content: Buffer; readonly mediaType: string } | undefined>;
  /** Those of the hashes that nothing is kept under. */
  missing(sha256s: readonly string[]): Promise<readonly string[]>;
}

export function createBlobStore(folder: string): BlobStore {
  const shelf = (sha256: string): string => join(folder, sha256.slice(0, 2));
  return {
    async put(sha256, content, { strips }) {
      if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Problem('content_mismatch');
      const kind = mediaKindOf(content);
      if (kind === undefined || kind === 'pdf') throw new Problem('unsupported_media', { detail: 'Photos are taken as JPEG, PNG, WebP or HEIC.' });
      const file = join(shelf(sha256), sha256);
      const isNew = !(await exists(file));
      if (isNew) {
        await mkdir(shelf(sha256), { recursive: true });
        await writeDurably(file, strips ? withoutMetadata(content, kind) : content);
      }
      return { isNew, blob: { sha256, bytes: content.length, mediaType: mediaTypeOf(kind) } };
    },
    async missing(sha256s) {
      const absent = await Promise.all(sha256s.map(async (sha256) => !(await exists(join(shelf(sha256), sha256)))));
      return sha256s.filter((_, at) => absent[at]);
    },
    async describe(sha256) {
      const found = await this.find(sha256);
      return found && { sha256, bytes: found.content.length, mediaType: found.mediaType };
    },
    async find(sha256) {
      const file = join(shelf(sha256), sha256);
      if (!(await exists(file))) return undefined;
      const content = await readFile(file);
      const kind = mediaKindOf(content);
      return { content, mediaType: kind === undefined ? 'application/octet-stream' : mediaTypeOf(kind) };
    },
  };
}

const exists = (file: string): Promise<boolean> => stat(file).then((found) => found.isFile(), () => false);

/** Whole or not at all, even when the power goes. */
async function writeDurably(file: string, content: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
