import { expect } from 'vitest';
import { createFrappeSite, FrappeError, type FrappeSite, type Transport } from '../../src/index.ts';

/** A site under contract, acting as a System Manager of it. */
export interface Subject {
  readonly transport: Transport;
  readonly actor?: string;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** How a contract speaks to the site: through the client, or with its own hands. */
export interface Voice {
  readonly site: FrappeSite;
  raw(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, more?: { query?: Record<string, string>; body?: unknown; headers?: Record<string, string> }): Promise<Answer>;
}

export function voiceOf({ transport, actor }: Subject): Voice {
  const identity = actor === undefined ? {} : { actor };
  return {
    site: createFrappeSite({ transport, timeoutMs: 60_000, ...identity }),
    async raw(method, path, { query, body, headers } = {}) {
      const sent = body === undefined ? undefined : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
      const json = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
      const response = await transport({ method, path, headers: json, ...identity, ...(query === undefined ? {} : { query }), ...(sent === undefined ? {} : { body: sent }) });
      const text = new TextDecoder().decode(response.body);
      return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
    },
  };
}

/** The refusal a call ends with. */
export async function refusal(call: Promise<unknown>): Promise<FrappeError> {
  const outcome = await call.then(() => undefined, (error: unknown) => error);
  if (outcome instanceof FrappeError) return outcome;
  if (outcome === undefined) expect.fail('It was not refused.');
  throw outcome as Error;
}

/** The part of a refusal that clients may decide by. */
export async function refused(call: Promise<unknown>): Promise<[string, number]> {
  const { excType, httpStatus } = await refusal(call);
  return [excType, httpStatus];
}
