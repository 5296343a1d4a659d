import type { UseStore } from 'idb-keyval';
import type { Random } from '@gigafibre/kernel';
import type { QueueStorage, Sender } from '../queue-ports.ts';
import type { VersionTable } from '../versions.ts';

/** What stands around one tab's queue, for a mutant that wants to know. */
export interface Around {
  /** The store below, as every tab sees it. */
  readonly storage: QueueStorage;
  readonly technician: string;
  readonly now: () => number;
  readonly versions: VersionTable;
  readonly isSender: () => boolean;
  readonly newId: () => string;
}

/** How the queue's collaborators are put together: as in production, or with one defect. */
export interface Rig {
  storage(storage: QueueStorage, around: Around): QueueStorage;
  sender(sender: Sender, around: Around): Sender;
  newId(next: () => string): () => string;
  random(random: Random): Random;
  /** What signing out does besides. */
  leave(store: UseStore, storage: QueueStorage, technician: string): Promise<void>;
}

export const SOUND: Rig = {
  storage: (storage) => storage,
  sender: (sender) => sender,
  newId: (next) => next,
  random: (random) => random,
  leave: () => Promise.resolve(),
};
