import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, type UploadState } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { BlobStore, PutOptions } from './blob-store.ts';

export const LARGEST_PHOTO = 15 * 1024 * 1024;
/** A phone may lie in a drawer for a season; half a photo of that time is sent anew. */
const KEPT = { hours: 24 * 90 };

interface Piece {
  readonly offset: number;
  /** Of the whole photo, in bytes. */
  readonly length: number;
  readonly bytes: Buffer;
}

/** Photos that arrive in pieces, in the manner of tus: what has arrived stays, and the sender asks where to go on. */
export interface Uploads {
  state(owner: string, sha256: string): Promise<UploadState>;
  /** @throws {Problem} upload_offset with the offset to go on from; content_mismatch when the whole is another photo, which then begins anew. */
  append(owner: string, sha256: string, piece: Piece, options: PutOptions): Promise<UploadState>;
  /** Forgets what nobody has gone on with for a season. */
  sweep(): Promise<void>;
}

interface UploadParts {
  readonly folder: string;
  readonly photos: BlobStore;
  readonly clock: Clock;
}

const sizeOf = (file: string): Promise<number> => stat(file).then(({ size }) => size, () => 0);

async function appendDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Pieces of one photo are written one after the other, also when a phone sends them twice at once. */
function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const own = (tails.get(key) ?? Promise.resolve()).then(work, work);
    tails.set(key, own);
    return own.finally(() => {
      if (tails.get(key) === own) tails.delete(key);
    });
  };
}

export function createUploads({ folder, photos, clock }: UploadParts): Uploads {
  const inTurn = createTurns();
  /** Everybody's pieces lie apart: nobody can spoil another's photo. */
  const drawerOf = (owner: string): string => join(folder, createHash('sha256').update(owner).digest('hex').slice(0, 24));

  async function state(owner: string, sha256: string): Promise<UploadState> {
    const blob = await photos.describe(sha256);
    return { sha256, blob: blob ?? null, offset: blob?.bytes ?? (await sizeOf(join(drawerOf(owner), sha256))) };
  }

  async function finish(file: string, sha256: string, options: PutOptions): Promise<UploadState> {
    const content = await readFile(file);
    try {
      const { blob } = await photos.put(sha256, content, options);
      return { sha256, offset: content.length, blob };
    } finally {
      // Kept whole, or no photo at all: there is nothing to go on with.
      await rm(file, { force: true });
    }
  }

  async function append(owner: string, sha256: string, { offset, length, bytes }: Piece, options: PutOptions): Promise<UploadState> {
    const now = await state(owner, sha256);
    if (now.blob !== null) return now;
    if (offset !== now.offset) throw new Problem('upload_offset', { facts: { offset: now.offset } });
    if (length > LARGEST_PHOTO) throw new Problem('too_large');
    if (offset + bytes.length > length) throw new Problem('invalid_request', { errors: [{ path: '/headers/upload-length', message: 'is less than what has arrived' }] });
    const file = join(drawerOf(owner), sha256);
    await mkdir(drawerOf(owner), { recursive: true });
    await appendDurably(file, bytes);
    return offset + bytes.length === length ? finish(file, sha256, options) : { sha256, offset: offset + bytes.length, blob: null };
  }

  return {
    state,
    append: (owner, sha256, piece, options) => inTurn(`${owner} ${sha256}`, () => append(owner, sha256, piece, options)),
    async sweep() {
      const before = clock().subtract(KEPT).epochMilliseconds;
      const drawers = await readdir(folder).catch(() => []);
      const files = (await Promise.all(drawers.map(async (drawer) => (await readdir(join(folder, drawer))).map((file) => join(folder, drawer, file))))).flat();
      for (const file of files) if ((await stat(file)).mtimeMs < before) await rm(file, { force: true });
    },
  };
}
