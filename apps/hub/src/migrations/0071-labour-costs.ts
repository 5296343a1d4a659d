import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const labourCosts = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table labour_costs (version integer primary key, hourly_cents integer not null check (hourly_cents > 0), changed_by text not null, changed_at timestamptz not null)`.execute(db);
  },
};
