import { uuidV7 } from '@gigafibre/kernel';
import type { Command, CommandAnswer, CommandBatchAnswer, CommandPayload, CommandType } from '@gigafibre/contracts';
import { post } from './http.ts';

export const newCommandId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** Puts an intent in its envelope, with an id made here: sending the same envelope again does nothing twice. */
export function command<T extends CommandType>(type: T, payload: CommandPayload<T>): Command<T> {
  return { id: newCommandId(), type, v: 1, at: new Date().toISOString(), payload };
}

/** @throws {ApiProblem} when the hub refuses, or cannot be reached. */
export const sendCommand = (envelope: Command): Promise<CommandAnswer> => post<CommandAnswer>('/v1/commands', envelope);

/** Many at once, each done or refused by itself: one line for each, in the order given. @throws {ApiProblem} when the hub cannot be reached. */
export const sendCommands = (commands: readonly Command[]): Promise<CommandBatchAnswer> => post<CommandBatchAnswer>('/v1/commands/batch', { commands });
