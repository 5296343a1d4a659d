import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const releases = {
  async up(db: Kysely<unknown>): Promise<void> {
    // the database itself knows that one person is never both
    await sql`
      create table message_releases (
        id uuid primary key,
        message uuid not null references outbox (id),
        state text not null check (state in ('asked', 'approved', 'withdrawn')),
        why text not null,
        asked_by text not null,
        asked_by_name text not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        approved_by text,
        approved_by_name text,
        approved_at timestamptz,
        check (approved_by is null or lower(approved_by) <> lower(asked_by)),
        check ((state = 'approved') = (approved_by is not null))
      )`.execute(db);
    await sql`create unique index message_releases_open on message_releases (message) where state = 'asked'`.execute(db);
    await sql`create index message_releases_message on message_releases (message, asked_at desc)`.execute(db);
  },
};
