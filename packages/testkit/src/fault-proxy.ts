import { createServer, request as ask } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a network, or somebody in it, does to one request. */
export type Fault =
  | { readonly kind: 'drop-request' }
  | { readonly kind: 'drop-response' }
  /** The second copy goes up after the first was answered; the caller gets the first answer. */
  | { readonly kind: 'duplicate'; readonly afterMs: number }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Half of the answer comes, then nothing more. */
  | { readonly kind: 'stall' }
  /** The connection breaks after so many bytes of the request's body; the hub gets those and no more. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Somebody else's page answers, and says that all is well. */
  | { readonly kind: 'portal' }
  | { readonly kind: 'status'; readonly status: number; readonly body?: object; readonly headers?: Readonly<Record<string, string>> }
  /** The hub's own answer with another end: a new release of a file. */
  | { readonly kind: 'append'; readonly text: string };

export interface SeenRequest {
  /** Milliseconds since the proxy opened. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A way to a server that can be spoilt, on loopback. */
export interface FaultProxy {
  readonly origin: string;
  readonly seen: readonly SeenRequest[];
  /** What the server said to both copies of each duplicate. */
  readonly twice: readonly (readonly [Answered, Answered])[];
  /** Asked for every request; undefined lets it through. The last rule given holds. */
  spoil(rule: (request: SeenRequest) => Fault | undefined): void;
  heal(): void;
  /** Goes to another server from now on: the first was killed and came back elsewhere. */
  leadTo(upstream: string): void;
  close(): Promise<void>;
}

const PORTAL = '<!doctype html><title>Bienvenue</title><h1>Wi-Fi de l’hôtel</h1><form>Acceptez les conditions</form>';

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const HOP = ['content-length', 'transfer-encoding', 'connection', 'keep-alive'];
const without = (headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

/** The caller's headers as if it had come straight to the server. */
function headersFor(upstream: URL, headers: IncomingHttpHeaders, proxy: string): IncomingHttpHeaders {
  return { ...without(headers, HOP), host: upstream.host, ...(headers.origin === proxy ? { origin: upstream.origin } : {}) };
}

interface Call {
  readonly upstream: URL;
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const open = ({ upstream, path, method, headers, body }: Call, length: number) =>
  ask({ host: upstream.hostname, port: upstream.port, path, method, headers: { ...headers, ...(body.length > 0 ? { 'content-length': String(length) } : {}) }, agent: false });

/** @throws when the server is not there, or breaks off. */
function forward(call: Call): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = open(call, call.body.length);
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      bodyOf(answer).then((body) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body }), reject);
    });
    outgoing.end(call.body);
  });
}

/** Hands the server the beginning of a body and hangs up. */
function cut(call: Call, afterBytes: number): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = open(call, call.body.length);
    outgoing.on('error', () => resolve());
    outgoing.on('close', () => resolve());
    outgoing.write(call.body.subarray(0, afterBytes), () => {
      setImmediate(() => outgoing.destroy());
    });
  });
}

const headersOf = ({ headers, body }: Answered): Record<string, string | string[] | number> => ({ ...(without(headers, HOP) as Record<string, string | string[]>), 'content-length': body.length });
const give = (response: ServerResponse, answer: Answered): void => void response.writeHead(answer.status, headersOf(answer)).end(answer.status === 304 || answer.status === 204 ? undefined : answer.body);

async function spoilt(fault: Fault, call: Call, response: ServerResponse): Promise<readonly [Answered, Answered] | undefined> {
  switch (fault.kind) {
    case 'drop-request':
      response.destroy();
      return undefined;
    case 'drop-response':
      await forward(call);
      response.destroy();
      return undefined;
    case 'duplicate': {
      const first = await forward(call);
      give(response, first);
      await pause(fault.afterMs);
      return [first, await forward(call)];
    }
    case 'delay':
      await pause(fault.ms);
      give(response, await forward(call));
      return undefined;
    case 'cut':
      await cut(call, fault.afterBytes);
      response.destroy();
      return undefined;
    case 'portal':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PORTAL);
      return undefined;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'application/problem+json', 'x-gf-hub': '1', ...fault.headers }).end(JSON.stringify(fault.body ?? {}));
      return undefined;
    case 'stall': {
      const answer = await forward(call);
      response.writeHead(answer.status, headersOf(answer));
      response.write(answer.body.subarray(0, answer.body.length >> 1));
      return undefined;
    }
    case 'append': {
      const answer = await forward(call);
      give(response, answer.status === 200 ? { ...answer, body: Buffer.concat([answer.body, Buffer.from(fault.text)]) } : answer);
    }
  }
  return undefined;
}

const letThrough: (request: SeenRequest) => Fault | undefined = () => undefined;

/** @param now milliseconds by a clock that only goes forward. */
export async function openFaultProxy(upstream: string, now: () => number, port = 0): Promise<FaultProxy> {
  const openedAt = now();
  const seen: SeenRequest[] = [];
  const twice: (readonly [Answered, Answered])[] = [];
  const sockets = new Set<Socket>();
  const way = { upstream: new URL(upstream), rule: letThrough };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming;
    const body = await bodyOf(incoming);
    const request = { at: now() - openedAt, method, path, headers: incoming.headers, body };
    seen.push(request);
    const fault = way.rule(request);
    const call = { upstream: way.upstream, path, method, body, headers: headersFor(way.upstream, incoming.headers, origin) };
    // An answer that is to be changed must come as it is.
    if (fault?.kind === 'append') call.headers = { ...without(call.headers, ['if-none-match', 'if-modified-since']), 'accept-encoding': 'identity' };
    if (fault === undefined) give(response, await forward(call));
    else {
      const both = await spoilt(fault, call, response);
      if (both !== undefined) twice.push(both);
    }
  }
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    seen,
    twice,
    spoil(rule) {
      way.rule = rule;
    },
    heal() {
      way.rule = letThrough;
    },
    leadTo(next) {
      way.upstream = new URL(next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
