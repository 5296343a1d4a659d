import type { PhotoStore } from './photo-store.ts';
import type { QueueStorage } from './queue-ports.ts';

/** Something the device can do without, in the order of the list: first what is easiest to fetch again. */
export type Shed = () => Promise<boolean>;

const isFull = (problem: unknown): boolean => problem instanceof DOMException && problem.name === 'QuotaExceededError';

/** Does it; when the device has no room left, lets go of one thing after another and tries again. The queue itself is never let go. */
export async function withRoom<T>(act: () => Promise<T>, sheds: readonly Shed[]): Promise<T> {
  try {
    return await act();
  } catch (problem) {
    const [first, ...rest] = sheds;
    if (!isFull(problem) || first === undefined) throw problem;
    await first();
    return withRoom(act, rest);
  }
}

/** A queue storage that makes room for what was done at the cost of what was read. */
export const roomyStorage = (storage: QueueStorage, sheds: readonly Shed[]): QueueStorage => ({
  append: (technician, make) => withRoom(() => storage.append(technician, make), sheds),
  identity: (technician) => withRoom(() => storage.identity(technician), sheds),
  rows: (technician) => storage.rows(technician),
  change: (technician, counter, next) => withRoom(() => storage.change(technician, counter, next), sheds),
});

type Picture = Parameters<PhotoStore['keep']>[1];

/**
 * A photo store that makes room the same way. A photo that still does not fit is kept smaller, for a poor proof is better than none.
 * @param shrink makes a much smaller picture of one.
 */
export const roomyPhotos = (photos: PhotoStore, sheds: readonly Shed[], shrink: (picture: Picture) => Promise<Picture>): PhotoStore => ({
  ...photos,
  async keep(technician, picture) {
    try {
      return await withRoom(() => photos.keep(technician, picture), sheds);
    } catch (problem) {
      if (!isFull(problem)) throw problem;
      return photos.keep(technician, await shrink(picture));
    }
  },
  async markDelivered(sha256) {
    try {
      await withRoom(() => photos.markDelivered(sha256), sheds);
    } catch (problem) {
      if (!isFull(problem)) throw problem;
      // The hub holds it: the device is better off without.
      await photos.drop(sha256);
    }
  },
});
