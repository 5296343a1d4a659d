import type { Actor, EventType, HubEvent, Language, Role, SignInWay } from '@gigafibre/contracts';
import type { ColumnType, Generated } from 'kysely';

/** Written as text or left to the database, read as an ISO instant. */
type Instant = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

export interface EventsTable {
  seq: Generated<number>;
  at: Instant;
  done_at: Instant;
  type: EventType;
  actor: Json<Actor>;
  subject_doctype: string;
  subject_name: string;
  related: Json<HubEvent['related']>;
  command: string | null;
  facts: Json<HubEvent['facts']>;
}

export interface SessionsTable {
  id: string;
  kind: 'staff' | 'technician';
  user: string;
  display_name: string;
  roles: Role[];
  technician: string | null;
  device: string;
  language: Language;
  landing: string;
  created_at: Instant;
  expires_at: Instant;
  revoked_at: Instant | null;
  how: SignInWay;
  client: string;
  seen_at: Instant;
  idle_minutes: number;
  /** The identity provider's name of its own session. */
  provider_session: string | null;
  provider_subject: string | null;
  /** Sessions that a proxy vouches for on each request: one for each of the provider's. */
  forward_key: string | null;
}

export interface SessionRefreshesTable {
  token_hash: Buffer;
  session: string;
  generation: number;
  parent_hash: Buffer | null;
  made_at: Instant;
  is_used: Generated<boolean>;
}

export interface HubTables {
  events: EventsTable;
  sessions: SessionsTable;
  session_refreshes: SessionRefreshesTable;
}
