import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const audit = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table access_log (
        seq bigint generated always as identity primary key,
        at timestamptz not null,
        actor jsonb not null,
        action text not null,
        object text not null,
        result text not null,
        correlation text not null
      )`.execute(db);
    await sql`create index access_log_object on access_log (object)`.execute(db);
    await sql`
      create table audit_links (
        position bigint primary key,
        source text not null check (source in ('event', 'access')),
        seq bigint not null,
        hash bytea not null check (length(hash) = 32),
        unique (source, seq)
      )`.execute(db);
    await sql`
      create table audit_heads (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        position bigint not null,
        key_id text not null,
        statement text not null
      )`.execute(db);
    await sql`
      create function refuse_rewriting() returns trigger language plpgsql as $$
      begin raise exception '% is append-only', tg_table_name; end $$`.execute(db);
    for (const table of ['access_log', 'audit_links', 'audit_heads']) {
      await sql`create trigger append_only before update or delete or truncate on ${sql.table(table)} for each statement execute function refuse_rewriting()`.execute(db);
    }
  },
};
