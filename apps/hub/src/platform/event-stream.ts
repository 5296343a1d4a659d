import { LIVE_ROLES, type HubEvent, type LiveSignal, type Principal } from '@gigafibre/contracts';
import type { ServerResponse } from 'node:http';
import { Type } from 'typebox';
import { rolesOf, signedIn } from './access.ts';
import type { EventFeed } from './event-feed.ts';
import type { EventLog } from './event-log.ts';
import type { HubPlugin } from './hub-app.ts';
import type { LiveSignals } from './live-signals.ts';
import type { Sessions } from './sessions.ts';

const BATCH = 200;
const Resume = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0, description: 'Number of the last event seen, as in Board.seq' })) }, { additionalProperties: false });
const Headers = Type.Object({ 'last-event-id': Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) });

export interface EventStreamDeps {
  readonly log: EventLog;
  readonly feed: EventFeed;
  readonly live: Pick<LiveSignals, 'subscribe'>;
  readonly sessions: Sessions;
  readonly heartbeatMs: number;
}

/** Staff see the whole room; a technician what concerns him. */
export function maySee(principal: Principal, event: HubEvent): boolean {
  if (principal.kind === 'technician') return event.actor.user === principal.user || (event.related.technicians ?? []).includes(principal.technician);
  return principal.kind === 'staff';
}

/** The digest by which a command is known again is the hub's own business. */
const toldOf = (event: HubEvent): HubEvent => ({ ...event, facts: Object.fromEntries(Object.entries(event.facts).filter(([name]) => name !== 'fingerprint')) });

/** `GET /v1/events`: everything after a number, then live, as server-sent events. */
export const eventStream =
  (deps: EventStreamDeps): HubPlugin =>
  async (app) => {
    const open = new Set<Stream>();
    app.addHook('preClose', async () => {
      for (const stream of open) stream.end();
    });
    const unsubscribe = deps.sessions.onRevoked((session) => {
      for (const stream of open) if (stream.session === session) stream.end();
    });
    app.addHook('onClose', async () => unsubscribe());

    app.get('/v1/events', { schema: { summary: 'Follow what happens', querystring: Resume, headers: Headers, response: { 200: Type.String({ description: 'text/event-stream of HubEvent' }) } }, config: signedIn }, async (request, reply) => {
      const seen = request.headers['last-event-id'];
      const asked = seen === undefined ? (request.query.after ?? deps.feed.head) : Number(seen);
      const from = asked > deps.feed.head ? Math.min(asked, await deps.log.head()) : asked; // the number may be of a log that is no more
      reply.hijack();
      const stream = startStream(deps, { response: reply.raw, principal: request.principal, from, onFault: (error) => request.log.warn({ err: error }, 'event stream broken') });
      open.add(stream);
      reply.raw.once('close', () => {
        open.delete(stream);
        stream.end();
      });
    });
  };

/** Staff only, and of some topics not all of them. */
const isTold = (principal: Principal, { topic }: LiveSignal): boolean => principal.kind === 'staff' && (LIVE_ROLES[topic] === undefined || rolesOf(principal).some((role) => LIVE_ROLES[topic]?.includes(role)));
const liveText = (signal: LiveSignal): string => `event: live\ndata: ${JSON.stringify(signal)}\n\n`;

interface Stream {
  readonly session: string;
  end(): void;
}

interface Listener {
  readonly response: ServerResponse;
  readonly principal: Principal;
  readonly from: number;
  readonly onFault: (error: unknown) => void;
}

/**
 * Catches up from the log, then follows the feed. Whoever reads more slowly than we write is not buffered for: he falls
 * back to catching up once his connection takes more.
 */
function startStream({ log, feed, live, heartbeatMs }: EventStreamDeps, { response, principal, from, onFault }: Listener): Stream {
  const state = { cursor: from, isLive: false, isEnded: false };
  // the log may have been read further than the feed has handed out: what was written once is not written again
  const write = (events: readonly HubEvent[]): boolean => {
    const text = events.filter((event) => event.seq > state.cursor && maySee(principal, event)).map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(toldOf(event))}\n\n`).join('');
    state.cursor = Math.max(state.cursor, events.at(-1)?.seq ?? 0);
    return text === '' || response.write(text);
  };
  const end = (): void => {
    if (state.isEnded) return;
    state.isEnded = true;
    clearInterval(heartbeat);
    unsubscribe();
    leaveLive();
    response.end();
  };
  const waitForDrain = (): void => {
    state.isLive = false;
    response.once('drain', () => void catchUp());
  };
  const catchUp = async (): Promise<void> => {
    try {
      while (!state.isEnded && state.cursor < feed.head) {
        if (write(await log.after(state.cursor, BATCH))) continue;
        waitForDrain();
        return;
      }
      state.isLive = true;
    } catch (error) {
      onFault(error);
      end(); // the browser comes back with the last number it saw
    }
  };
  const unsubscribe = feed.subscribe((events) => {
    if (state.isLive && !write(events)) waitForDrain();
  });
  // without a number, so that nobody resumes from it; who reads slowly does without
  const leaveLive = live.subscribe((signal) => {
    if (state.isLive && isTold(principal, signal)) response.write(liveText(signal));
  });
  const heartbeat = setInterval(() => void response.write(': still here\n\n'), heartbeatMs).unref();
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff' });
  response.write(`retry: 2000\n: from ${state.cursor}\n\n`);
  void catchUp();
  return { session: 'session' in principal ? principal.session : '', end };
}
