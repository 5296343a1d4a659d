import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What each phone says of its unsent work. */
export const phones = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table phones (
        technician text not null,
        device text not null,
        store text not null,
        counter bigint not null,
        unsent integer not null,
        oldest_at timestamptz,
        parked integer not null,
        refused jsonb not null,
        visits jsonb not null,
        is_protected boolean not null,
        heard_at timestamptz not null,
        lost jsonb,
        primary key (technician, device)
      )`.execute(db);
  },
};
