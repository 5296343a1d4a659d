import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import type { Identity } from '../auth/identify.ts';
import type { UploadedFile } from '../files/multipart.ts';
import type { Parameters } from './parameters.ts';
import { asText } from '../text.ts';

/** One call of the REST face, past authentication and inside its transaction. */
export interface Call {
  ctx: Context;
  verb: string;
  version: 1 | 2;
  parameters: Parameters;
  files: readonly UploadedFile[];
  identity: Identity;
  /** What the answer carries beside its result: `docs`, `_debug_messages`, cookies. */
  beside: Beside;
}

export interface Beside {
  keys: Record<string, unknown>;
  cookies: string[];
  status: number;
  /** How long a GET of this may be kept by whoever asked; never when absent. */
  cacheSeconds?: number;
}

/** A whitelisted function. It gives what goes under `message` (v1) or `data` (v2); undefined leaves the key out. */
export interface Rpc {
  /** May be called without signing in. */
  guest?: true;
  /** Verbs it takes; all when absent. */
  verbs?: readonly string[];
  run(call: Call): Promise<unknown>;
}

export const CHANGES = ['POST', 'PUT'] as const;

/** A parameter that must be there. @throws SiteError 500 TypeError as Python has it. */
export function required(call: Call, name: string): string {
  const value = call.parameters[name];
  if (value === undefined || value === null || value === '') throw new SiteError('TypeError', `missing 1 required positional argument: '${name}'`, { silent: true });
  if (typeof value === 'object') throw wrongType(name, 'str', value);
  return asText(value);
}

/** A text parameter, absent when empty. */
export function optional(call: Call, name: string): string | undefined {
  const value = call.parameters[name];
  if (value === undefined || value === null || value === '') return undefined;
  return asText(value);
}

/** A parameter that is JSON as text or already a value. @throws SiteError 500 for broken text. */
export function jsonParameter(call: Call, name: string): unknown {
  const value = call.parameters[name];
  return typeof value === 'string' ? parsed(value) : value;
}

/** JSON text, as a value. @throws SiteError 500 ValueError when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SiteError('ValueError', 'unexpected character: line 1 column 1 (char 0)', { silent: true, cause });
  }
}

/** A document given as an object or as its JSON text. @throws SiteError 417 when it is neither. */
export function documentParameter(call: Call, name: string): Record<string, unknown> {
  const value = jsonParameter(call, name);
  if (value === undefined || value === null) throw new SiteError('TypeError', `missing 1 required positional argument: '${name}'`, { silent: true });
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(name, 'dict', value);
  return value as Record<string, unknown>;
}

export const wrongType = (name: string, wanted: string, value: unknown): SiteError =>
  new SiteError('FrappeTypeError', `Argument '${name}' should be of type '${wanted}' but got '${Array.isArray(value) ? 'list' : value === null ? 'NoneType' : typeof value}' instead.`, { silent: true });

export const notPermitted = (): SiteError => new SiteError('PermissionError', 'Not permitted');
