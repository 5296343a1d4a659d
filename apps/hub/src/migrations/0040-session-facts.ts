import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const sessionFacts = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      alter table sessions
        add column how text,
        add column client text not null default '',
        add column seen_at timestamptz`.execute(db);
    await sql`update sessions set how = case kind when 'technician' then 'link' else 'password' end, seen_at = created_at`.execute(db);
    await sql`alter table sessions alter column how set not null, alter column seen_at set not null`.execute(db);
    await sql`create index sessions_user on sessions ("user") where revoked_at is null`.execute(db);
  },
};
