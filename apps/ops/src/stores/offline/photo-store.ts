import { del, entries, get, set } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';

/** A photo as it lies on the device. Bytes, not a Blob: some browsers lose Blobs kept in a database. */
export interface KeptPhoto {
  readonly technician: string;
  readonly bytes: ArrayBuffer;
  readonly mediaType: string;
  /** The hub holds it: the device may let it go when room is short. */
  readonly isDelivered: boolean;
}

/** Photos by the SHA-256 of their content: the same picture is kept and sent once. */
export interface PhotoStore {
  /** @returns the content's SHA-256, in lower-case hexadecimal, once the photo would survive the phone losing power. */
  keep(technician: string, photo: { readonly bytes: ArrayBuffer; readonly mediaType: string }): Promise<string>;
  read(sha256: string): Promise<KeptPhoto | undefined>;
  markDelivered(sha256: string): Promise<void>;
  /** Lets go of one photo. */
  drop(sha256: string): Promise<void>;
  /** Lets go of what the hub holds. @returns whether that made room. */
  shed(): Promise<boolean>;
  /** Lets go of a technician's delivered photos; those still to be sent stay. */
  wipe(technician: string): Promise<void>;
}

export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function createPhotoStore(store: UseStore): PhotoStore {
  async function dropDelivered(isGoing: (photo: KeptPhoto) => boolean): Promise<boolean> {
    const going = (await entries<string, KeptPhoto>(store)).filter(([, photo]) => photo.isDelivered && isGoing(photo));
    for (const [sha256] of going) await del(sha256, store);
    return going.length > 0;
  }
  return {
    async keep(technician, { bytes, mediaType }) {
      const sha256 = await sha256Of(bytes);
      const before = await get<KeptPhoto>(sha256, store);
      if (before === undefined) await set(sha256, { technician, bytes, mediaType, isDelivered: false } satisfies KeptPhoto, store);
      return sha256;
    },
    read: (sha256) => get<KeptPhoto>(sha256, store),
    async markDelivered(sha256) {
      const photo = await get<KeptPhoto>(sha256, store);
      if (photo !== undefined) await set(sha256, { ...photo, isDelivered: true }, store);
    },
    drop: (sha256) => del(sha256, store),
    shed: () => dropDelivered(() => true),
    async wipe(technician) {
      await dropDelivered((photo) => photo.technician === technician);
    },
  };
}
