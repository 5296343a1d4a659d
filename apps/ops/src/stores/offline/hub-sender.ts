import { askUpload, postCommand, putPhoto, sendPiece } from '../../api/phone.ts';
import type { RawAnswer } from '../../api/phone.ts';
import type { ClockSkew } from './clock-skew.ts';
import type { PhotoStore } from './photo-store.ts';
import { uploadPhoto } from './photo-upload.ts';
import type { DeviceClock, Reply, Sender } from './queue-ports.ts';

/** Takes commands and photos to the hub over the network, and learns the clock's error on the way. */
export function createHubSender(photos: PhotoStore, skew: ClockSkew, clock: DeviceClock): Sender {
  async function ask(request: () => Promise<RawAnswer | undefined>): Promise<Reply> {
    const askedAt = clock();
    const answer = await request();
    if (answer === undefined) return { kind: 'silence' };
    skew.learn(askedAt, clock(), answer.date);
    return { kind: 'answer', ...answer };
  }
  return {
    command: (command) => ask(() => postCommand(command)),
    async photo(sha256) {
      const kept = await photos.read(sha256);
      if (kept === undefined || kept.isDelivered) return { kind: 'held' };
      const wire = {
        whole: (name: string, bytes: ArrayBuffer) => ask(() => putPhoto(name, bytes, kept.mediaType)),
        state: (name: string) => ask(() => askUpload(name)),
        piece: (name: string, piece: Parameters<typeof sendPiece>[1]) => ask(() => sendPiece(name, piece)),
      };
      const reply = await uploadPhoto(wire, sha256, kept.bytes);
      if (reply.kind === 'answer' && (reply.status === 200 || reply.status === 201) && typeof reply.body === 'object') await photos.markDelivered(sha256);
      return reply;
    },
  };
}
