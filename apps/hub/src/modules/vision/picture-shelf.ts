import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { PageWord } from '../intake/index.ts';

/** What was taken in, by the SHA-256 of what came: the original, and its pages drawn anew. */
export interface PictureShelf {
  keep(sha256: string, original: Uint8Array, pages: readonly { readonly jpeg: Uint8Array; readonly words?: readonly PageWord[] }[]): Promise<void>;
  original(sha256: string): Promise<Buffer | undefined>;
  /** One page; the first is 0. */
  page(sha256: string, index: number): Promise<{ readonly jpeg: Buffer; readonly words: readonly PageWord[] | undefined } | undefined>;
  remove(sha256: string): Promise<void>;
}

export function createPictureShelf(folder: string): PictureShelf {
  const place = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  return {
    async keep(sha256, original, pages) {
      const draft = `${place(sha256)}.${randomUUID()}`;
      await mkdir(draft, { recursive: true, mode: 0o700 });
      await Promise.all([
        writeFile(join(draft, 'original'), original, { mode: 0o600 }),
        ...pages.map(async ({ jpeg }, index) => writeFile(join(draft, `${index}.jpg`), jpeg, { mode: 0o600 })),
        writeFile(join(draft, 'words.json'), JSON.stringify(pages.map(({ words }) => words ?? null)), { mode: 0o600 }),
      ]);
      // whole or not at all; when it is there already, it is the same
      await rename(draft, place(sha256)).catch(async () => rm(draft, { recursive: true, force: true }));
    },
    original: (sha256) => readIfThere(join(place(sha256), 'original')),
    async page(sha256, index) {
      const [jpeg, words] = await Promise.all([readIfThere(join(place(sha256), `${index}.jpg`)), readIfThere(join(place(sha256), 'words.json'))]);
      if (jpeg === undefined) return undefined;
      const all = words === undefined ? [] : (JSON.parse(words.toString()) as (readonly PageWord[] | null)[]);
      return { jpeg, words: all[index] ?? undefined };
    },
    remove: (sha256) => rm(place(sha256), { recursive: true, force: true }),
  };
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
