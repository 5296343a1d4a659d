import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const registration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table registration_parts (part text primary key, state text not null, by_user text not null, at timestamptz not null)`.execute(db);
    await sql`create table sender_numbers (number text primary key, bought_on text, by_user text not null, at timestamptz not null)`.execute(db);
  },
};
