import type { Command, CommandType, HubEvent, Principal } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';

/** Somebody who has proved who they are. */
export type Person = Exclude<Principal, { kind: 'anonymous' }>;

/** A command that fits its schema, from a person whose role may give it. */
export interface Order<T extends CommandType = CommandType> {
  readonly command: Command<T>;
  readonly person: Person;
  readonly now: Temporal.Instant;
}

export type EventDraft = Pick<HubEvent, 'type' | 'subject' | 'related' | 'facts'>;

/** What a command came to. The first event is the command's own; the others are what it brought about. */
export interface Deed {
  readonly subject: { readonly doctype: string; readonly name: string };
  /** The subject's stamp after the deed. */
  readonly modified?: string;
  readonly events: readonly [EventDraft, ...EventDraft[]];
}

/**
 * Does one type of command. Doing the same command again must change nothing and give the same deed:
 * the command's id is on the documents, and every write before the one that carries it sets rather than adds.
 */
export type Executor<T extends CommandType> = (order: Order<T>) => Promise<Deed>;
export type Executors = { readonly [T in CommandType]: Executor<T> };

/** Whose turn it is: commands in one lane (a visit) are done one after the other. */
export interface Turn {
  readonly command: string;
  readonly lane: string;
}

/** The event log, as far as commands need it. */
export interface CommandLog {
  /** Runs the work while no other hub or request runs work for the same command, or in the same lane. */
  alone<T>(turn: Turn, work: () => Promise<T>): Promise<T>;
  /** The events of a command, oldest first; none when it was never finished. */
  find(command: string): Promise<readonly HubEvent[]>;
  /** Writes all of them or none; answers the position of the last. */
  append(events: readonly Omit<HubEvent, 'seq' | 'at'>[]): Promise<number>;
}
