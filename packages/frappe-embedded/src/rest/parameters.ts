import { SiteError } from '../errors.ts';
import type { HttpRequest } from './http.ts';
import { readMultipart, type UploadedFile } from '../files/multipart.ts';

/** The one dictionary a request's values end in, whatever they came as. */
export type Parameters = Record<string, unknown>;

export interface RequestValues {
  parameters: Parameters;
  files: readonly UploadedFile[];
}

/**
 * Reads a request's values: a JSON body hides the query string; a form is merged over it; `_`, the cache buster, is dropped.
 * @throws SiteError 417 for a body that is no JSON although it says so.
 */
export async function readParameters(request: HttpRequest): Promise<RequestValues> {
  const { body, headers = {}, query = {} } = request;
  const contentType = headers['content-type'] ?? '';
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (body === undefined || body.length === 0) return { parameters: withoutBuster({ ...query }), files: [] };
  if (mediaType === 'application/json') return { parameters: withoutBuster(parseJson(body)), files: [] };
  if (mediaType === 'application/x-www-form-urlencoded') {
    const form = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)));
    return { parameters: withoutBuster({ ...query, ...form }), files: [] };
  }
  if (mediaType === 'multipart/form-data') {
    const { fields, files } = await readMultipart(contentType, body);
    return { parameters: withoutBuster({ ...query, ...fields }), files };
  }
  return { parameters: withoutBuster({ ...query }), files: [] };
}

function parseJson(body: Uint8Array): Parameters {
  const value = decodeJson(body);
  if (Array.isArray(value)) return { data: value };
  if (typeof value === 'object' && value !== null) return value as Parameters;
  throw new SiteError('DataError', 'Invalid request body');
}

function decodeJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch (cause) {
    throw new SiteError('DataError', 'Invalid request body', { cause });
  }
}

function withoutBuster(parameters: Parameters): Parameters {
  if ('_' in parameters) delete parameters['_'];
  return parameters;
}
