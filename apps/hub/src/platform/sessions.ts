import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Language, Principal, Role, Session } from '@gigafibre/contracts';
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
}

export interface OpenSession extends Omit<NewSession, 'hours'> {
  readonly id: string;
  readonly expiresAt: string;
}

/** Who is signed in. A token is 256 random bits, kept only as its SHA-256. */
export interface Sessions {
  open(session: NewSession, transaction?: Transaction<HubTables>): Promise<{ readonly token: string; readonly session: OpenSession }>;
  /** The session of a token, unless it has expired or was revoked. */
  find(token: string): Promise<OpenSession | undefined>;
  /** Ends one session, at once here and within 5 s on every hub. */
  revoke(id: string): Promise<void>;
  /** Ends every session of a technician. */
  revokeTechnician(technician: string, transaction?: Transaction<HubTables>): Promise<void>;
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
  const end = async (store: Database | Transaction<HubTables>, column: 'id' | 'technician', value: string): Promise<void> => {
    const ended = await store.updateTable('sessions').set({ revoked_at: instantText(clock()) }).where(column, '=', value).where('revoked_at', 'is', null).returning('id').execute();
    for (const { id } of ended) await sql`select pg_notify(${CHANNEL}, ${id})`.execute(store);
    for (const [key, { session }] of cache) if (ended.some(({ id }) => id === session?.id)) cache.delete(key);
  };
  return {
    async open({ hours, ...session }, transaction) {
      const token = randomBytes(32).toString('base64url');
      const now = clock();
      const opened: OpenSession = { ...session, id: randomUUID(), expiresAt: instantText(now.add({ hours })) };
      await (transaction ?? db).insertInto('sessions').values({ ...toRow(opened), token_hash: hashOf(token), created_at: instantText(now), revoked_at: null }).execute();
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
    revoke: (id) => end(db, 'id', id),
    revokeTechnician: (technician, transaction) => end(transaction ?? db, 'technician', technician),
    onRevoked(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');

function toRow({ displayName, expiresAt, roles, technician, ...rest }: OpenSession): Omit<Selectable<SessionsTable>, 'token_hash' | 'created_at' | 'revoked_at'> {
  return { ...rest, display_name: displayName, expires_at: expiresAt, roles: [...roles], technician: technician ?? null };
}

function toSession(row: Selectable<SessionsTable>): OpenSession {
  const { id, kind, user, roles, device, language, landing } = row;
  return { id, kind, user, roles, device, language, landing, displayName: row.display_name, expiresAt: row.expires_at, ...(row.technician === null ? {} : { technician: row.technician }) };
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
