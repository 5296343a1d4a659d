import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const offers = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table planning_offers (
        reason text primary key,
        cause jsonb not null,
        about text not null,
        late_minutes integer,
        claimed_at timestamptz not null,
        run uuid,
        dismissed_at timestamptz,
        dismissed_by text
      )`.execute(db);
    await sql`create index planning_offers_newest on planning_offers (claimed_at desc)`.execute(db);
    await sql`create table planning_offer_setting (id integer primary key check (id = 1), is_on boolean not null, every_minutes integer not null, changed_by text not null, changed_at timestamptz not null)`.execute(db);
    await sql`create table board_views (person text not null, name text not null, query jsonb not null, changed_at timestamptz not null, primary key (person, name))`.execute(db);
  },
};
