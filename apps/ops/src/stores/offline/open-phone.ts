import { uuidV7 } from '@gigafibre/kernel';
import { createClockSkew } from './clock-skew.ts';
import { compressPhoto } from './compress-photo.ts';
import { createHubSender } from './hub-sender.ts';
import { createIdbQueueStorage } from './idb-queue.ts';
import { deviceName } from './identity.ts';
import { createKeptReads } from './kept-reads.ts';
import { createPhotoStore } from './photo-store.ts';
import { createCommandQueue } from './queue.ts';
import type { CommandQueue } from './queue.ts';
import { roomyPhotos, roomyStorage } from './room.ts';
import { createSeals } from './seal.ts';
import { leaseLock, webLock } from './sender-lock.ts';
import { openStrictStore } from './strict-store.ts';
import { COMMAND_VERSIONS } from './versions.ts';

const clock = (): number => Date.now();
const newId = (): string => uuidV7(clock(), crypto.getRandomValues(new Uint8Array(10)));
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });

/** Everything that lies on this device, whoever works with it. */
export function openPhone() {
  const reads = createKeptReads(openStrictStore('gf-reads'), createSeals(openStrictStore('gf-seals')));
  const album = createPhotoStore(openStrictStore('gf-photos'));
  // In this order: what is easiest to fetch again goes first, and what was done never.
  const sheds = [() => reads.shed(), () => album.shed()];
  const photos = roomyPhotos(album, sheds, ({ bytes, mediaType }) => compressPhoto(new Blob([bytes], { type: mediaType }), 'scant'));
  const skew = createClockSkew();
  const storage = roomyStorage(createIdbQueueStorage(openStrictStore('gf-queue'), newId), sheds);
  const locks = navigator.locks as LockManager | undefined;
  const lock = locks === undefined ? leaseLock(openStrictStore('gf-sender'), newId(), clock, pause) : webLock(locks, 'gf-sender');
  const sender = createHubSender(photos, skew, clock);
  return {
    device: deviceName,
    queueIdentity: (technician: string) => storage.identity(technician),
    photos,
    reads,
    skew,
    clock,
    openQueue: (technician: string, onChange: () => void): CommandQueue =>
      createCommandQueue({ technician, device: deviceName(), storage, sender, lock, clock, random: () => Math.random(), newId, offsetMs: () => skew.offsetMs(), versions: COMMAND_VERSIONS, onChange }),
  };
}

export type Phone = ReturnType<typeof openPhone>;
