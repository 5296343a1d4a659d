import { randomUUID } from 'node:crypto';
import type { Clock, Temporal } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { instantText } from './instant.ts';
import type { Notifications } from './notifications.ts';
import { createRefreshes } from './refreshes.ts';
import { epochOf, toListed, toRow, toSession } from './session-facts.ts';
import type { ListedSession, NewSession, OpenSession } from './session-facts.ts';
import type { HubTables } from './tables.ts';
import { createTokenCache } from './token-cache.ts';
import type { Tokens } from './tokens.ts';

export { describeSession, principalOf } from './session-facts.ts';
export type { ListedSession, NewSession, OpenSession } from './session-facts.ts';

const CHANNEL = 'hub_sessions';
/** How long a hub trusts what it read. Revocations are announced; this bounds the delay when an announcement is lost. */
const TRUST_MS = 5000;
const CACHE_SIZE = 10_000;

/** Whose sessions are meant; `technicians` are all of them. */
export type Whose = { readonly user: string } | { readonly technician: string } | { readonly id: string } | { readonly providerSession: string } | { readonly providerSubject: string } | 'technicians' | 'everybody';

/** What a browser or a program carries: a short signed token, and a long one for the next. */
export interface SessionTokens {
  readonly access: string;
  /** Absent where another request just took the new one. */
  readonly refresh?: string;
}
export interface Carried {
  readonly tokens: SessionTokens;
  readonly session: OpenSession;
}

/** Who is signed in. */
export interface Sessions {
  open(session: NewSession, transaction?: Transaction<HubTables>): Promise<Carried>;
  /** The session of a short token, unless it has ended. */
  find(access: string): Promise<OpenSession | undefined>;
  /** New tokens for a long one; a long one that was copied ends its session for everybody. */
  renew(refresh: string): Promise<Carried | undefined>;
  /** The session that a proxy vouches for by this key, opened the first time; undefined for good once it was ended here or ran out. */
  forForward(key: string, make: () => Promise<NewSession | undefined>): Promise<OpenSession | undefined>;
  /** Ends sessions, at once here and within 5 s on every hub. @returns how many were open. */
  revoke(whose: Whose, transaction?: Transaction<HubTables>): Promise<number>;
  /** Those that are open, the newest first. */
  list(whose: Whose): Promise<readonly ListedSession[]>;
  /** @returns a function that stops telling. */
  onRevoked(listener: (id: string) => void): () => void;
}

export interface SessionsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly notifications: Pick<Notifications, 'on' | 'onGap'>;
  readonly tokens: Tokens;
  /** Told of a session that was ended because its long token was used twice. */
  readonly onReuse?: (session: OpenSession) => Promise<void>;
}

export function createSessions({ db, clock, notifications, tokens, onReuse }: SessionsDeps): Sessions {
  const now = (): number => clock().epochMilliseconds;
  const claimsOf = createTokenCache(tokens, now);
  const states = createStates(db, now);
  const refreshes = createRefreshes(db, clock);
  const renewing = new Map<string, Promise<Carried | undefined>>();
  const listeners = new Set<(id: string) => void>();
  notifications.onGap(() => states.clear());
  notifications.on(CHANNEL, (id) => {
    states.forget(id);
    for (const listener of listeners) listener(id);
  });

  const revoke = async (whose: Whose, transaction?: Transaction<HubTables>): Promise<number> => {
    const store = transaction ?? db;
    const ended = await store.updateTable('sessions').set({ revoked_at: instantText(clock()) }).where(isOpen(whose, clock)).returning('id').execute();
    for (const { id } of ended) {
      await sql`select pg_notify(${CHANNEL}, ${id})`.execute(store);
      states.forget(id);
    }
    return ended.length;
  };
  const renew = async (refresh: string): Promise<Carried | undefined> => {
    const renewal = await refreshes.renew(refresh);
    if (renewal.kind === 'refused') return undefined;
    if (renewal.kind === 'reused') {
      await revoke({ id: renewal.session.id });
      await onReuse?.(renewal.session);
      return undefined;
    }
    const { session } = renewal;
    return { session, tokens: { access: await tokens.mint('session+jwt', session.id), ...(renewal.refresh === undefined ? {} : { refresh: renewal.refresh }) } };
  };
  return {
    async open(session, transaction) {
      const work = transaction ?? db;
      const opened = await insert(work, session, { at: clock() });
      const refresh = await refreshes.start(opened.id, work);
      return { session: opened, tokens: { access: await tokens.mint('session+jwt', opened.id), refresh } };
    },
    async find(token) {
      const claims = await claimsOf('session+jwt', token);
      return claims && now() < claims.expiresAt ? states.read({ column: 'id', value: claims.subject }) : undefined;
    },
    async renew(token) {
      const running = renewing.get(token) ?? renew(token).finally(() => renewing.delete(token));
      renewing.set(token, running);
      return running;
    },
    forForward: (key, make) => openVouched({ db, clock, states }, key, make),
    revoke,
    list: (whose) => listOpen(db, isOpen(whose, clock)),
    onRevoked(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function insert(work: Database | Transaction<HubTables>, { hours, idleMinutes = hours * 60, ...session }: NewSession, { at, forwardKey = null }: { at: Temporal.Instant; forwardKey?: string | null }): Promise<OpenSession> {
  const opened: OpenSession = { ...session, idleMinutes, id: randomUUID(), expiresAt: instantText(at.add({ hours })) };
  const row = { ...toRow(opened), created_at: instantText(at), seen_at: instantText(at), revoked_at: null, forward_key: forwardKey };
  await work.insertInto('sessions').values(row).onConflict((twice) => twice.column('forward_key').doNothing()).execute();
  return opened;
}

function isOpen(whose: Whose, clock: Clock) {
  const live = sql<boolean>`revoked_at is null and expires_at > ${instantText(clock())}`;
  if (whose === 'everybody') return live;
  if (whose === 'technicians') return sql<boolean>`${live} and kind = 'technician'`;
  if ('id' in whose) return sql<boolean>`${live} and id = ${whose.id}`;
  if ('user' in whose) return sql<boolean>`${live} and "user" = ${whose.user}`;
  if ('technician' in whose) return sql<boolean>`${live} and technician = ${whose.technician}`;
  return 'providerSession' in whose ? sql<boolean>`${live} and provider_session = ${whose.providerSession}` : sql<boolean>`${live} and provider_subject = ${whose.providerSubject}`;
}

type Make = () => Promise<NewSession | undefined>;

async function openVouched({ db, clock, states }: { db: Database; clock: Clock; states: States }, key: string, make: Make): Promise<OpenSession | undefined> {
  const read = (): Promise<OpenSession | undefined> => states.read({ column: 'forward_key', value: key });
  const known = await read();
  if (known) return known;
  const made = await make();
  if (made === undefined) return undefined;
  await insert(db, made, { at: clock(), forwardKey: key });
  return read();
}

async function listOpen(db: Database, which: ReturnType<typeof isOpen>): Promise<readonly ListedSession[]> {
  const rows = await db.selectFrom('sessions').selectAll().where(which).orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map(toListed);
}

interface States {
  read(by: { readonly column: 'id' | 'forward_key'; readonly value: string }): Promise<OpenSession | undefined>;
  forget(id: string): void;
  clear(): void;
}

/** Which sessions stand, as far as it was read in the last 5 s. */
function createStates(db: Database, now: () => number): States {
  const cache = new Map<string, { readonly session: OpenSession; readonly readAt: number; readonly endsAt: number }>();
  return {
    async read({ column, value }) {
      const key = `${column} ${value}`;
      const at = now();
      let entry = cache.get(key);
      if (!entry || at - entry.readAt >= TRUST_MS) {
        cache.delete(key);
        const row = await db.selectFrom('sessions').selectAll().where(column, '=', value).where('revoked_at', 'is', null).executeTakeFirst();
        if (!row) return undefined;
        entry = { session: toSession(row), readAt: at, endsAt: epochOf(row.expires_at) };
        if (cache.size >= CACHE_SIZE) cache.clear();
        cache.set(key, entry);
      }
      return at < entry.endsAt ? entry.session : undefined;
    },
    forget(id) {
      for (const [key, { session }] of cache) if (session.id === id) cache.delete(key);
    },
    clear: () => cache.clear(),
  };
}
