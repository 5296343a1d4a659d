import type { Actor } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { HubApp } from './hub-app.ts';
import { instantText } from './instant.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What of people this route shows, in a word: each reading of it is written down. */
    readsPersonal?: string;
  }
}

export type AccessRow = { at: string; actor: Actor; action: string; object: string; result: string; correlation: string };

/** Held while rows are written, so that their numbers rise in the order of commits. */
const WRITE_LOCK = 7_201_002;
const EVERY_MS = 1000;
/** More than this in one go is an attack: the rest is counted, not kept. */
const MOST_AT_ONCE = 500;

export interface AccessLog {
  note(row: AccessRow): void;
  /** Writes what waits. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Who read what of people, and who was refused what: written a moment later, in one go, so that no answer waits for it. */
export function openAccessLog(db: Database, onFault: (error: unknown) => void): AccessLog {
  const state = { waiting: [] as AccessRow[], left: 0, writing: Promise.resolve() };
  const write = async (): Promise<void> => {
    const rows = state.waiting.splice(0);
    const { left } = state;
    state.left = 0;
    const [first] = rows;
    if (first === undefined) return;
    const all = left === 0 ? rows : [...rows, { ...first, action: 'overflow', object: 'access_log', result: String(left) }];
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(transaction);
      const values = all.map(({ at, actor, action, object, result, correlation }) => sql`(${at}::timestamptz, ${JSON.stringify(actor)}::jsonb, ${action}, ${object}, ${result}, ${correlation})`);
      await sql`insert into access_log (at, actor, action, object, result, correlation) values ${sql.join(values)}`.execute(transaction);
    });
  };
  const flush = (): Promise<void> => (state.writing = state.writing.then(write).catch(onFault));
  const timer = setInterval(() => void flush(), EVERY_MS).unref();
  return {
    note(row) {
      if (state.waiting.length < MOST_AT_ONCE) state.waiting.push(row);
      else state.left += 1;
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

const REFUSED = new Set([401, 403, 410, 429]);

function actorIn({ principal }: FastifyRequest): Actor {
  return principal.kind === 'anonymous' ? { kind: 'system', user: 'anonymous', displayName: '' } : { kind: principal.kind, user: principal.user, displayName: principal.displayName };
}

/** Nobody being signed in is no refusal worth a line: every page begins by asking. */
function actionOf({ method, routeOptions, is404 }: FastifyRequest, status: number): 'read' | 'refused' | undefined {
  if (is404) return undefined;
  if (status === 200) return routeOptions.config.readsPersonal === undefined ? undefined : 'read';
  return REFUSED.has(status) && !(status === 401 && method === 'GET') ? 'refused' : undefined;
}

/** The route with its parameters, and never the query: a search may hold a customer’s number. */
const objectOf = ({ method, routeOptions, params }: FastifyRequest, action: 'read' | 'refused'): string => {
  const address = (routeOptions.url ?? '').replaceAll(/:(\w+)/g, (_all, name: string) => textOf(params, name)).slice(0, 300);
  return action === 'refused' ? `${method} ${address}` : `${routeOptions.config.readsPersonal ?? ''} ${address}`;
};
const textOf = (params: unknown, name: string): string => {
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === 'string' ? value.replaceAll(/[^\x20-\x7e\u00a0-\uffff]/g, '?') : '';
};

/** Writes down each reading of people’s data and each refusal. Laid before the routes. */
export function recordAccess(app: HubApp, log: AccessLog, clock: Clock): void {
  app.addHook('onResponse', (request, reply, done) => {
    const action = actionOf(request, reply.statusCode);
    if (action !== undefined) log.note({ at: instantText(clock()), actor: actorIn(request), action, object: objectOf(request, action), result: String(reply.statusCode), correlation: request.id });
    done();
  });
}
