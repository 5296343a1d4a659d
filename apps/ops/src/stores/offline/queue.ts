import type { CommandAnswer, CommandPayload, CommandType, ProblemBody } from '@gigafibre/contracts';
import type { Random } from '@gigafibre/kernel';
import { createDrain } from './drain.ts';
import type { Drained } from './drain.ts';
import { laneOf, mustFollow, photosIn } from './lanes.ts';
import { localNameOf, speaksLocally, withRealNames } from './local-names.ts';
import { createPatience } from './patience.ts';
import type { DeviceClock, QueueRow, QueueStorage, Sender, SenderLock, StoredCommand, Trouble } from './queue-ports.ts';
import { upgradeCommand } from './versions.ts';
import type { VersionTable } from './versions.ts';

/** A queued command as the screens show it. */
export interface QueueItem {
  readonly counter: number;
  readonly command: StoredCommand;
  readonly lane: string;
  /** `parked`: written by a newer release of the app; kept until this one is updated. */
  readonly state: 'waiting' | 'sending' | 'refused' | 'parked' | 'acknowledged';
  /** Epoch milliseconds at which it was done. */
  readonly since: number;
  readonly attempts: number;
  readonly notBefore: number;
  readonly trouble?: Trouble | undefined;
  readonly refusal?: ProblemBody | undefined;
  readonly answer?: CommandAnswer;
  /** Counters of commands of other lanes that it waits for, as long as they are unsettled. */
  readonly dependsOn: readonly number[];
}

export interface QueueParts {
  /** The queue's owner. Another technician's rows on the same phone are neither seen nor sent. */
  readonly technician: string;
  readonly device: string;
  readonly storage: QueueStorage;
  readonly sender: Sender;
  readonly lock: SenderLock;
  readonly clock: DeviceClock;
  readonly random: Random;
  /** A new command id, made on the device. */
  readonly newId: () => string;
  /** How far the hub's clock is ahead of this device's, as far as is known. */
  readonly offsetMs?: () => number | undefined;
  readonly versions: VersionTable;
  /** Told whenever what `items` answers may have changed. */
  readonly onChange: () => void;
}

export interface CommandQueue {
  /** Resolves once the command would survive the phone losing power. @throws when the device cannot keep it. */
  enqueue<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<QueueItem>;
  /** Sends what may leave now. Several calls at once are one. */
  readonly drain: () => Promise<Drained>;
  /** In the order they were done, the acknowledged ones that the day's snapshot has not seen included. */
  items(): Promise<QueueItem[]>;
  /** Tries again at once: one refused or waiting command, or, without a counter, everything that waits. */
  retry(counter?: number): Promise<void>;
  /** Gives a refused command another payload. It keeps its place; it is a new deed with a new id. */
  correct(counter: number, payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** Gives a refused command up. With `instead`, another command takes its place in the same transaction: how dispatch learns of it. */
  discard(counter: number, instead?: { readonly type: CommandType; readonly payload: Readonly<Record<string, unknown>> }): Promise<void>;
  /** The technician has signed in again. */
  readonly resume: () => void;
  /** Drops acknowledged commands whose effect a snapshot of this event position contains. */
  forget(seq: number): Promise<void>;
}

const fresh = { state: 'waiting', attempts: 0, notBefore: 0, trouble: undefined, refusal: undefined } as const;
/** Refused, or about something that will never be made: such a row is never on its way. */
const isStopped = (row: QueueRow): boolean => row.state === 'refused' || (row.state === 'waiting' && speaksLocally(row.command.payload));
const renewed = (row: QueueRow, command: StoredCommand): QueueRow => ({ ...row, ...fresh, command, photos: photosIn(command.payload) });

function toItem(row: QueueRow, isSending: boolean, versions: VersionTable): QueueItem {
  const { counter, command, lane, attempts, notBefore, trouble, refusal, answer, dependsOn } = row;
  const waiting = upgradeCommand(command, versions) === undefined ? 'parked' : isSending ? 'sending' : 'waiting';
  const shown = { counter, command, lane, dependsOn, attempts, notBefore, trouble, refusal, since: Date.parse(command.at) };
  return { ...shown, state: row.state === 'waiting' ? waiting : row.state, ...(answer === undefined ? {} : { answer }) };
}

type Change = (counter: number, next: (row: QueueRow) => QueueRow | undefined) => Promise<void>;
type Write = (type: CommandType, payload: StoredCommand['payload']) => StoredCommand;

/** What a person may do about a command that the hub refused. */
function settlements(change: Change, write: Write, shown: (counter: number) => Promise<QueueRow | undefined>): Pick<CommandQueue, 'correct' | 'discard'> {
  async function changeStopped(counter: number, next: (row: QueueRow) => QueueRow | undefined): Promise<void> {
    if ((await shown(counter))?.state === 'refused') await change(counter, (row) => (isStopped(row) ? next(row) : row));
  }
  return {
    correct: (counter, payload) => changeStopped(counter, (row) => renewed(row, write(row.command.type as CommandType, payload))),
    discard: (counter, instead) =>
      changeStopped(counter, (row) => {
        return instead === undefined ? undefined : { ...renewed(row, write(instead.type, instead.payload)), local: undefined };
      }),
  };
}

/** Opens a technician's command queue over a store that may hold rows of earlier days and earlier releases. */
export function createCommandQueue(parts: QueueParts): CommandQueue {
  const { technician, storage, clock, versions, onChange, offsetMs } = parts;
  const patience = createPatience(clock, parts.random);
  const drain = createDrain(parts, patience);
  const itemOf = (row: QueueRow): QueueItem => toItem(row, drain.isSending(row.counter), versions);
  const write: Write = (type, payload) => {
    const offset = offsetMs?.();
    return { id: parts.newId(), type, v: versions[type]?.current ?? 1, at: new Date(clock()).toISOString(), device: parts.device, ...(offset === undefined ? {} : { offsetMs: offset }), payload };
  };

  const shown = async (counter: number): Promise<QueueRow | undefined> => (await storage.rows(technician)).find((row) => row.counter === counter);
  async function change(counter: number, next: (row: QueueRow) => QueueRow | undefined): Promise<void> {
    await storage.change(technician, counter, next);
    onChange();
  }

  return {
    ...settlements(change, write, shown),
    async enqueue(type, payload) {
      const command = write(type, payload);
      const row = await storage.append(technician, (counter, { rows, names }) => {
        const named = withRealNames<StoredCommand['payload']>(payload, names);
        const lane = laneOf(command.id, named);
        return { technician, counter, command: { ...command, payload: named }, local: localNameOf(command.id), lane, dependsOn: mustFollow(rows, lane, named), photos: photosIn(named), ...fresh };
      });
      onChange();
      return itemOf(row);
    },
    drain: drain.run,
    async items() {
      return (await storage.rows(technician)).map(itemOf);
    },
    async retry(counter) {
      patience.hurry();
      const rows = counter === undefined ? (await storage.rows(technician)).filter((row) => row.state === 'waiting' && row.notBefore > 0) : [{ counter }];
      for (const row of rows) await change(row.counter, (now) => (now.state === 'acknowledged' ? now : renewed(now, now.command)));
    },
    resume: patience.hurry,
    async forget(seq) {
      const seen = (await storage.rows(technician)).filter((row) => row.state === 'acknowledged' && (row.answer?.seq ?? 0) <= seq);
      for (const row of seen) await storage.change(technician, row.counter, () => undefined);
      if (seen.length > 0) onChange();
    },
  };
}
