import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Sessions of before carried a token that nobody has any more: they end. */
export const tokens = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table signing_keys (
        kid text primary key,
        private_sealed text not null,
        signs_from timestamptz not null,
        retires_at timestamptz
      )`.execute(db);
    await sql`update sessions set revoked_at = coalesce(revoked_at, now())`.execute(db);
    await sql`
      alter table sessions
        drop column token_hash,
        add column idle_minutes integer not null default 720,
        add column provider_session text,
        add column provider_subject text,
        add column forward_key text unique`.execute(db);
    await sql`create index sessions_provider on sessions (provider_session) where revoked_at is null`.execute(db);
    await sql`create index sessions_subject on sessions (provider_subject) where revoked_at is null`.execute(db);
    await sql`
      create table session_refreshes (
        token_hash bytea primary key,
        session uuid not null references sessions (id) on delete cascade,
        generation integer not null,
        parent_hash bytea,
        made_at timestamptz not null,
        is_used boolean not null default false,
        unique (session, generation)
      )`.execute(db);
    await sql`alter table tech_links add column token_sealed text`.execute(db);
  },
};
