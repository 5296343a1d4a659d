import type { Language, Principal, Role, Session, SessionSummary, SignInWay } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import type { Selectable } from 'kysely';
import type { SessionsTable } from './tables.ts';

export interface NewSession {
  readonly kind: 'staff' | 'technician';
  readonly user: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly technician?: string;
  readonly device: string;
  readonly language: Language;
  readonly landing: string;
  /** It ends then, whatever happens. */
  readonly hours: number;
  /** It ends after so long without a request; as long as `hours` when left out. */
  readonly idleMinutes?: number;
  readonly how: SignInWay;
  /** Browser and system in words. */
  readonly client?: string;
  /** The identity provider's name of its own session: when that ends, this one does. */
  readonly providerSession?: string;
  /** The provider's name of the person. */
  readonly providerSubject?: string;
}

export interface OpenSession extends Omit<NewSession, 'hours' | 'idleMinutes'> {
  readonly id: string;
  readonly expiresAt: string;
  readonly idleMinutes: number;
}

export type ListedSession = Omit<SessionSummary, 'isCurrent'>;
type Row = Selectable<SessionsTable>;

export const epochOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

export function toRow({ displayName, expiresAt, roles, technician, client = '', idleMinutes, providerSession, providerSubject, ...rest }: OpenSession): Omit<Row, 'created_at' | 'seen_at' | 'revoked_at' | 'forward_key'> {
  return { ...rest, display_name: displayName, expires_at: expiresAt, roles: [...roles], technician: technician ?? null, client, idle_minutes: idleMinutes, provider_session: providerSession ?? null, provider_subject: providerSubject ?? null };
}

export function toSession(row: Row): OpenSession {
  const { id, kind, user, roles, device, language, landing, how, client } = row;
  return {
    id, kind, user, roles, device, language, landing, how, client, displayName: row.display_name, expiresAt: row.expires_at, idleMinutes: row.idle_minutes,
    ...(row.technician === null ? {} : { technician: row.technician }),
    ...(row.provider_session === null ? {} : { providerSession: row.provider_session }),
  };
}

export function toListed(row: Row): ListedSession {
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
