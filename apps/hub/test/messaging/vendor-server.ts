import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the vendor behaves: it answers; breaks the line after taking a message, or before; never answers; or fails outright. Looking up suffers from the last two only. */
export type Mood = 'well' | 'cut-after' | 'cut-before' | 'silent' | 'down';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface VendorServer {
  readonly port: number;
  mood: Mood;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A vendor on loopback. `take` is its memory: called unless the line breaks before it hears anything. */
export async function serveVendor(take: (asked: Asked) => Answer): Promise<VendorServer> {
  const state: { mood: Mood } = { mood: 'well' };
  const server = createServer((request, reply) => {
    void (async () => {
      const body = await bodyOf(request);
      const isPost = request.method === 'POST';
      if (state.mood === 'cut-before' && isPost) return void request.socket.destroy();
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://vendor');
      const { mood } = state;
      const answer = mood === 'down' ? { status: 503, body: {} } : take({ method: request.method ?? '', path, query, headers: request.headers, body });
      if (mood === 'cut-after' && isPost) return void request.socket.destroy();
      if (mood === 'silent') return;
      reply.writeHead(answer.status, { 'content-type': 'application/json', ...('headers' in answer ? answer.headers : {}) }).end(JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
