/** A request as the REST face sees it: header names in lower case, the path still percent-encoded and without its query. */
export interface HttpRequest {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array;
  /** The trusted in-process identity: the User the call runs as. */
  actor?: string;
  signal?: AbortSignal;
}

/** An answer; `cookies` are whole `Set-Cookie` values, kept apart because a header can carry only one. */
export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  cookies: readonly string[];
}

const encoder = new TextEncoder();

/** The header that keeps Frappe's answers out of every cache. */
const NO_STORE = 'no-store,no-cache,must-revalidate,max-age=0';

export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': NO_STORE, ...headers }, body: encoder.encode(JSON.stringify(body)), cookies: [] };
}

export function htmlReply(status: number, title: string, text: string, headers: Record<string, string> = {}): HttpReply {
  const html = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': NO_STORE, ...headers }, body: encoder.encode(html), cookies: [] };
}
