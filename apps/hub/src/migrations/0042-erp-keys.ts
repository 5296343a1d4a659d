import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const erpKeys = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table erp_keys (
        "user" text primary key,
        api_key text not null,
        secret_sealed text not null,
        made_at timestamptz not null
      )`.execute(db);
  },
};
