import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const templates = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table template_versions (
        template text not null,
        version integer not null,
        texts jsonb not null,
        note text not null,
        by_user text not null,
        by_name text not null,
        at timestamptz not null,
        primary key (template, version)
      )`.execute(db);
    await sql`create table template_published (template text primary key, version integer not null, by_user text not null, at timestamptz not null)`.execute(db);
  },
};
