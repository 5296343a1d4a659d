import type { CommandAnswer, ProblemBody } from '@gigafibre/contracts';

/** A command as it lies in the store: possibly written by another release, so only its envelope is known. */
export interface StoredCommand {
  readonly id: string;
  readonly type: string;
  readonly v: number;
  /** When it was done, by this device's clock. */
  readonly at: string;
  readonly device?: string;
  /** How far the hub's clock was ahead of the device's then, as far as was known. */
  readonly offsetMs?: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One row of the queue. `waiting` is what a crash leaves behind, whatever was going on. */
export interface QueueRow {
  readonly technician: string;
  /** Order of enqueueing on this device; never compared with another device's. */
  readonly counter: number;
  readonly command: StoredCommand;
  /**
   * What later commands call the document that this one makes, until the hub has named it. Survives a correction;
   * none for a command that has taken the place of one that was given up.
   */
  readonly local?: string | undefined;
  /** Commands of one lane leave one after the other; lanes leave side by side. */
  readonly lane: string;
  /** Counters of rows of other lanes that must be settled first. */
  readonly dependsOn: readonly number[];
  /** SHA-256 of photos to deliver before the command. */
  readonly photos: readonly string[];
  readonly state: 'waiting' | 'refused' | 'acknowledged';
  readonly attempts: number;
  /** Epoch milliseconds before which it is not tried again. */
  readonly notBefore: number;
  /** When that was decided: a clock that says less now was set back, and what it waits for has no meaning any more. */
  readonly triedAt?: number;
  /** Why the last attempt came to nothing, in a word for the screen. */
  readonly trouble?: Trouble | undefined;
  readonly refusal?: ProblemBody | undefined;
  readonly answer?: CommandAnswer;
}

export type Trouble = 'no-answer' | 'not-the-hub' | 'busy' | 'fault';

/** The hub's names of documents made on this device, by what they are called here. */
export type RealNames = ReadonlyMap<string, string>;

export interface QueueState {
  /** In the order of their counters, with every real name that is known in its place. */
  readonly rows: readonly QueueRow[];
  readonly names: RealNames;
}

/** Where the rows lie. Every promise resolves only once the change would survive the phone losing power. */
export interface QueueStorage {
  /** Numbers and keeps a new row in one transaction. @throws when the device has no room left. */
  append(technician: string, make: (counter: number, before: QueueState) => QueueRow): Promise<QueueRow>;
  /** What tells this store from another on the same device: made with it, and gone with it. `counter` is the last number given. */
  identity(technician: string): Promise<{ readonly store: string; readonly counter: number }>;
  rows(technician: string): Promise<QueueRow[]>;
  /**
   * Replaces one row by what `next` makes of it, or removes it on undefined, in one transaction. A row that has gone stays gone.
   * The name that an acknowledgement gives to what the row made is kept in the same transaction.
   * @returns the row as it lies there now.
   */
  change(technician: string, counter: number, next: (row: QueueRow) => QueueRow | undefined): Promise<QueueRow | undefined>;
}

/** What came back over the network: an answer of somebody, or nothing. */
export type Reply =
  | { readonly kind: 'silence' }
  | { readonly kind: 'answer'; readonly status: number; readonly contentType: string; readonly retryAfter: string; readonly body: unknown };

/** Takes commands and photos to the hub. Never throws: what did not arrive is silence. */
export interface Sender {
  command(command: StoredCommand): Promise<Reply>;
  /** Delivers a photo once. `held` says that there is nothing to deliver: delivered before, or no longer on the device. */
  photo(sha256: string): Promise<Reply | { readonly kind: 'held' }>;
}

/** One sender among the tabs of this device. */
export interface SenderLock {
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** Epoch milliseconds by the device's clock. */
export type DeviceClock = () => number;
