import type { Clock } from '@gigafibre/kernel';
import type { PictureShelf } from './picture-shelf.ts';
import type { ReadingStore, VisionSettingsStore } from './vision.ports.ts';

const EVERY_MS = 3_600_000;

interface RetentionParts {
  readonly store: Pick<ReadingStore, 'purgeable' | 'markPurged' | 'isPictureNeeded'>;
  readonly shelf: Pick<PictureShelf, 'remove'>;
  readonly settings: Pick<VisionSettingsStore, 'read'>;
  readonly clock: Clock;
}

/** Lets go of the pictures of readings that were settled longer ago than the setting says. @returns how many readings lost theirs. */
export async function purgeSettled({ store, shelf, settings, clock }: RetentionParts): Promise<number> {
  const { originalDays } = await settings.read();
  const over = await store.purgeable(clock().subtract({ hours: originalDays * 24 }));
  const ids = over.map(({ id }) => id);
  for (const sha256 of new Set(over.map((reading) => reading.sha256))) {
    if (!(await store.isPictureNeeded(sha256, ids))) await shelf.remove(sha256);
  }
  await store.markPurged(ids, clock());
  return ids.length;
}

/** Every hour. @returns a function that stops it. */
export function keepPurging(parts: RetentionParts, onFault: (error: unknown) => void): () => void {
  const timer = setInterval(() => void purgeSettled(parts).catch(onFault), EVERY_MS).unref();
  return () => clearInterval(timer);
}
