import { createFace } from '../src/rest/face.ts';
import { layAuthentication } from '../src/auth/sessions.ts';
import type { HttpReply, HttpRequest } from '../src/rest/http.ts';
import type { Site } from '../src/site/state.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
  text: string;
  cookies: readonly string[];
}

/** Asks a site the way a client does, and reads the JSON of its answer. */
export type Ask = (method: string, target: string, options?: AskOptions) => Promise<Answer>;

export interface AskOptions {
  as?: string;
  json?: unknown;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

export async function openFace(site: Site, faults: unknown[] = []): Promise<Ask> {
  await layAuthentication(site);
  const face = createFace(site, { onFault: (error) => faults.push(error) });
  return async (method, target, { as = 'Administrator', json, form, headers = {} } = {}) => {
    const url = new URL(target, 'http://site');
    const body = json === undefined ? (form === undefined ? undefined : new URLSearchParams(form).toString()) : JSON.stringify(json);
    const type = json === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
    const request: HttpRequest = {
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
      ...(as === '' ? {} : { actor: as }),
    };
    return read(await face(request));
  };
}

function read({ status, headers, body, cookies }: HttpReply): Answer {
  const text = new TextDecoder().decode(body);
  const isJson = headers['content-type'] === 'application/json';
  return { status, headers, text, cookies, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

/** The messages of an answer, decoded twice as clients do. */
export const messagesOf = ({ body }: Answer): Record<string, unknown>[] => (JSON.parse((body['_server_messages'] as string | undefined) ?? '[]') as string[]).map((text) => JSON.parse(text) as Record<string, unknown>);

export const query = (values: Record<string, unknown>): string => `?${new URLSearchParams(Object.entries(values).map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)])).toString()}`;
