import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const outbox = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table outbox (
        id uuid primary key,
        channel text not null,
        recipient text not null,
        recipient_name text not null,
        language text not null,
        template text not null,
        subject text not null,
        body text not null,
        state text not null,
        created_at timestamptz not null,
        created_by text not null,
        about_doctype text,
        about_name text,
        cause text,
        command uuid,
        unique (command, template, recipient)
      )`.execute(db);
    await sql`create index outbox_newest on outbox (created_at desc, id desc)`.execute(db);
    await sql`create index outbox_about on outbox (about_name)`.execute(db);
  },
};
