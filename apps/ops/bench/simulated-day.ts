import type { HubEvent, VisitCard } from '@gigafibre/contracts';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A way to the hub on which the day is simulated: everything is the hub's own but what happens to visits. */
export interface SimulatedDay {
  readonly origin: string;
  /** How many visits have been read again because of an event. */
  readonly reads: () => number;
  /** Lets something happen to a visit: the board hears of it and reads the visit as it is now. */
  happen(visit: VisitCard): void;
  close(): Promise<void>;
}

const eventOf = (visit: VisitCard, seq: number): HubEvent => ({
  seq,
  at: visit.createdAt,
  doneAt: visit.createdAt,
  type: 'visit.planned',
  actor: { kind: 'staff', user: 'bench', displayName: 'Banc d’essai' },
  subject: { doctype: 'Dispatch Visit', name: visit.name },
  related: { visit: visit.name },
  facts: {},
});

function pass(hub: URL, question: IncomingMessage, answer: ServerResponse): void {
  const onward = request({ host: hub.hostname, port: hub.port, path: question.url, method: question.method, headers: question.headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  question.pipe(onward);
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** Stands between the browser and a hub, holds the stream of events and answers for the visits that something happened to. */
export async function simulateDay(hubOrigin: string): Promise<SimulatedDay> {
  const hub = new URL(hubOrigin);
  const streams = new Set<ServerResponse>();
  const cards = new Map<string, VisitCard>();
  const state = { seq: 1_000_000, reads: 0 };

  const server = createServer((question, answer) => {
    const url = question.url ?? '/';
    if (url.startsWith('/v1/events')) {
      answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      answer.write('retry: 2000\n\n');
      streams.add(answer);
      question.once('close', () => streams.delete(answer));
      return;
    }
    const card = cards.get(decodeURIComponent(/^\/v1\/visits\/([^/?]+)$/.exec(url)?.[1] ?? ''));
    if (card === undefined) {
      pass(hub, question, answer);
      return;
    }
    state.reads += 1;
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(card));
  });
  const port = await listening(server);

  return {
    origin: `http://localhost:${port}`,
    reads: () => state.reads,
    happen(visit) {
      state.seq += 1;
      cards.set(visit.name, visit);
      for (const stream of streams) stream.write(`id: ${state.seq}\ndata: ${JSON.stringify(eventOf(visit, state.seq))}\n\n`);
    },
    async close() {
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
