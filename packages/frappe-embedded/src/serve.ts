import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BODY_LIMIT } from './rest/face.ts';
import { jsonReply, type HttpReply, type HttpRequest } from './rest/http.ts';

/** Whatever answers requests; an answer without cookies of its own is fine too. */
export interface Answering {
  handle(request: HttpRequest): Promise<Omit<HttpReply, 'cookies'> & { cookies?: readonly string[] }>;
}

export interface ServeOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
}

export interface ServedSite {
  /** Where it answers, without a trailing slash. */
  url: string;
  /** Takes no more requests, lets those under way end, and fulfils. */
  close(): Promise<void>;
}

/**
 * Serves a site over HTTP, keeping connections alive.
 * @throws Error with the system's `code` (`EADDRINUSE`, `EACCES`) when it cannot listen.
 */
export async function serveEmbeddedSite(site: Answering, { host, port }: ServeOptions): Promise<ServedSite> {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (incoming, outgoing) => {
    void respond(site, incoming, outgoing);
  });
  await new Promise<void>((listening, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      listening();
    });
  });
  const { port: chosen } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${chosen}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeIdleConnections();
      }),
  };
}

async function respond(site: Answering, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  if (body === 'cut off') return;
  const reply = body === 'too large' ? tooLarge() : await site.handle(requestOf(incoming, body));
  for (const [name, value] of Object.entries(reply.headers)) outgoing.setHeader(name, value);
  if (reply.cookies !== undefined && reply.cookies.length > 0) outgoing.setHeader('set-cookie', [...reply.cookies]);
  outgoing.setHeader('content-length', reply.body.length);
  if (body === 'too large') outgoing.setHeader('connection', 'close');
  outgoing.writeHead(reply.status);
  outgoing.end(incoming.method === 'HEAD' ? undefined : reply.body);
}

const tooLarge = (): HttpReply => jsonReply(413, { exc_type: 'RequestEntityTooLarge' });

function requestOf(incoming: IncomingMessage, body: Uint8Array): HttpRequest {
  const target = incoming.url ?? '/';
  const at = target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    method: incoming.method ?? 'GET',
    path: at === -1 ? target : target.slice(0, at),
    query: at === -1 ? {} : Object.fromEntries(new URLSearchParams(target.slice(at + 1))),
    headers,
    body,
  };
}

/** The whole body; what exceeds the limit is read no further than needed to answer. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array | 'too large' | 'cut off'> {
  if (Number(incoming.headers['content-length'] ?? 0) > BODY_LIMIT) {
    incoming.resume();
    return 'too large';
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of incoming as AsyncIterable<Uint8Array>) {
      length += piece.length;
      if (length > BODY_LIMIT) return 'too large';
      pieces.push(piece);
    }
  } catch {
    return 'cut off'; // the client went away: there is nobody to answer
  }
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
}
