import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const vision = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table readings (
        id uuid primary key,
        kind text not null,
        state text not null,
        sha256 text not null,
        file_name text not null,
        media_type text not null,
        sizes jsonb not null,
        pages_read integer not null default 0,
        created_at timestamptz not null,
        created_by jsonb not null,
        visit text,
        attempts integer not null default 0,
        leased_until timestamptz,
        source text,
        fallback text,
        result jsonb,
        problem jsonb,
        document jsonb,
        discard_reason text,
        settled_at timestamptz,
        purged_at timestamptz
      )`.execute(db);
    await sql`create index readings_waiting on readings (created_at) where state in ('queued', 'reading')`.execute(db);
    await sql`create index readings_newest on readings (created_at desc, id desc)`.execute(db);
    await sql`create index readings_picture on readings (sha256, kind)`.execute(db);
    await sql`create index readings_settled on readings (settled_at) where purged_at is null`.execute(db);
    await sql`create table vision_settings (id integer primary key check (id = 1), settings jsonb not null)`.execute(db);
    await sql`create table vision_spending (day date primary key, calls integer not null)`.execute(db);
  },
};
