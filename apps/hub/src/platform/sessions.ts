import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Language, Principal, Role, Session, SessionSummary, SignInWay } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Database } from './database.ts';
import { instantText } from './instant.ts';
import type { Notifications } from './notifications.ts';
import type { HubTables, SessionsTable } from './tables.ts';

const CHANNEL = 'hub_sessions';
/** How long a hub trusts what it read. Revocations are announced; this bounds the delay when an announcement is lost. */
const TRUST_MS = 5000;
const CACHE_SIZE = 10_000;

export interface NewSession {
  readonly kind: 'staff' | 'technician';
  readonly user: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly technician?: string;
  readonly device: string;
  readonly language: Language;
  readonly landing: string;
  readonly hours: number;
  readonly how: SignInWay;
  /** Browser and system in words. */
  readonly client?: string;
}

export interface OpenSession extends Omit<NewSession, 'hours'> {
  readonly id: string;
  readonly expiresAt: string;
}

export type ListedSession = Omit<SessionSummary, 'isCurrent'>;

/** Whose sessions are meant; `technicians` are all of them. */
export type Whose = { readonly user: string } | { readonly technician: string } | { readonly id: string } | 'technicians' | 'everybody';

/** Who is signed in. A token is 256 random bits, kept only as its SHA-256. */
export interface Sessions {
  open(session: NewSession, transaction?: Transaction<HubTables>): Promise<{ readonly token: string; readonly session: OpenSession }>;
  /** The session of a token, unless it has expired or was revoked. */
  find(token: string): Promise<OpenSession | undefined>;
  /** Ends sessions, at once here and within 5 s on every hub. @returns how many were open. */
  revoke(whose: Whose, transaction?: Transaction<HubTables>): Promise<number>;
  /** Those that are open, the newest first. */
  list(whose: Whose): Promise<readonly ListedSession[]>;
  /** @returns a function that stops telling. */
  onRevoked(listener: (id: string) => void): () => void;
}

interface CacheEntry {
  readonly session: OpenSession | undefined;
  readonly readAt: number;
  readonly endsAt: number;
}

const entryOf = (session: OpenSession | undefined, readAt: number): CacheEntry => ({ session, readAt, endsAt: session === undefined ? 0 : Temporal.Instant.from(session.expiresAt).epochMilliseconds });

export function createSessions(db: Database, clock: Clock, notifications: Notifications): Sessions {
  const cache = new Map<string, CacheEntry>();
  const listeners = new Set<(id: string) => void>();
  notifications.onGap(() => cache.clear());
  notifications.on(CHANNEL, (id) => {
    for (const [key, { session }] of cache) if (session?.id === id) cache.delete(key);
    for (const listener of listeners) listener(id);
  });

  const read = async (digest: Buffer): Promise<OpenSession | undefined> => {
    const row = await db.selectFrom('sessions').selectAll().where('token_hash', '=', digest).where('revoked_at', 'is', null).executeTakeFirst();
    return row && toSession(row);
  };
  const isOpen = (whose: Whose) => {
    const live = sql<boolean>`revoked_at is null and expires_at > ${instantText(clock())}`;
    if (whose === 'everybody') return live;
    if (whose === 'technicians') return sql<boolean>`${live} and kind = 'technician'`;
    if ('id' in whose) return sql<boolean>`${live} and id = ${whose.id}`;
    return 'user' in whose ? sql<boolean>`${live} and "user" = ${whose.user}` : sql<boolean>`${live} and technician = ${whose.technician}`;
  };
  return {
    async open({ hours, ...session }, transaction) {
      const token = randomBytes(32).toString('base64url');
      const now = clock();
      const opened: OpenSession = { ...session, id: randomUUID(), expiresAt: instantText(now.add({ hours })) };
      await (transaction ?? db).insertInto('sessions').values({ ...toRow(opened), token_hash: hashOf(token), created_at: instantText(now), seen_at: instantText(now), revoked_at: null }).execute();
      return { token, session: opened };
    },
    async find(token) {
      const digest = hashOf(token);
      const key = digest.toString('base64');
      const now = clock().epochMilliseconds;
      let entry = cache.get(key);
      if (!entry || now - entry.readAt >= TRUST_MS) {
        entry = entryOf(await read(digest), now);
        if (cache.size >= CACHE_SIZE) cache.clear();
        if (entry.session) cache.set(key, entry); // strangers' tokens must not fill it
      }
      return now < entry.endsAt ? entry.session : undefined;
    },
    async revoke(whose, transaction) {
      const store = transaction ?? db;
      const ended = await store.updateTable('sessions').set({ revoked_at: instantText(clock()) }).where(isOpen(whose)).returning('id').execute();
      for (const { id } of ended) await sql`select pg_notify(${CHANNEL}, ${id})`.execute(store);
      const gone = new Set(ended.map(({ id }) => id));
      for (const [key, { session }] of cache) if (session && gone.has(session.id)) cache.delete(key);
      return gone.size;
    },
    async list(whose) {
      const rows = await db.selectFrom('sessions').selectAll().where(isOpen(whose)).orderBy('created_at', 'desc').orderBy('id').execute();
      return rows.map(toListed);
    },
    onRevoked(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');

function toRow({ displayName, expiresAt, roles, technician, client = '', ...rest }: OpenSession): Omit<Selectable<SessionsTable>, 'token_hash' | 'created_at' | 'seen_at' | 'revoked_at'> {
  return { ...rest, display_name: displayName, expires_at: expiresAt, roles: [...roles], technician: technician ?? null, client };
}

function toSession(row: Selectable<SessionsTable>): OpenSession {
  const { id, kind, user, roles, device, language, landing, how, client } = row;
  return { id, kind, user, roles, device, language, landing, how, client, displayName: row.display_name, expiresAt: row.expires_at, ...(row.technician === null ? {} : { technician: row.technician }) };
}

function toListed(row: Selectable<SessionsTable>): ListedSession {
  const { id, kind, user, roles, how, client, displayName, expiresAt, technician } = toSession(row);
  return { id, kind, user, displayName, roles: [...roles], how, client: client ?? '', openedAt: row.created_at, seenAt: row.seen_at, expiresAt, ...(technician === undefined ? {} : { technician }) };
}

export function principalOf(session: OpenSession): Principal {
  const { user, displayName, roles, device, technician, id } = session;
  if (session.kind === 'technician') return { kind: 'technician', user, displayName, technician: technician ?? '', device, session: id };
  return { kind: 'staff', user, displayName, roles, session: id };
}

/** What a person may know of his own session. */
export function describeSession({ kind, user, displayName, roles, language, technician, landing, expiresAt }: OpenSession): Session {
  return { kind, user, displayName, roles: [...roles], language, landing, expiresAt, ...(technician === undefined ? {} : { technician }) };
}
