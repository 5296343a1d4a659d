import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const techLinks = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table tech_links (
        id uuid primary key,
        code_hash bytea not null unique,
        technician text not null,
        visit text,
        created_by text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        revoked_at timestamptz
      )`.execute(db);
    await sql`create index tech_links_live on tech_links (technician) where used_at is null and revoked_at is null`.execute(db);
  },
};
