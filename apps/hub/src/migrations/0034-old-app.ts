import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What phones brought out of the old field app's store before it was taken off them. Kept until dispatch has entered it. */
export const oldApp = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table old_app_rows (
        sha256 text primary key,
        place text not null,
        content jsonb not null,
        received_at timestamptz not null
      )`.execute(db);
  },
};
