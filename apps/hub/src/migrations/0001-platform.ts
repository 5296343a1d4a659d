import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const platform = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table events (
        seq bigint generated always as identity primary key,
        at timestamptz not null,
        done_at timestamptz not null,
        type text not null,
        actor jsonb not null,
        subject_doctype text not null,
        subject_name text not null,
        related jsonb not null,
        command uuid,
        facts jsonb not null,
        unique (command, type, subject_doctype, subject_name)
      )`.execute(db);
    await sql`create index events_related on events using gin (related jsonb_path_ops)`.execute(db);
    await sql`
      create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'The event log is append-only'; end $$`.execute(db);
    await sql`create trigger events_append_only before update or delete or truncate on events for each statement execute function refuse_change()`.execute(db);
    await sql`
      create table sessions (
        id uuid primary key,
        token_hash bytea not null unique,
        kind text not null,
        "user" text not null,
        display_name text not null,
        roles text[] not null,
        technician text,
        device text not null,
        language text not null,
        landing text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz
      )`.execute(db);
    await sql`create index sessions_technician on sessions (technician) where revoked_at is null`.execute(db);
  },
};
