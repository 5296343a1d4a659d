import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const notices = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table visit_notices (
        id uuid primary key,
        visit text not null,
        kind text not null,
        occasion integer not null,
        state text not null,
        due_at timestamptz not null,
        hint timestamptz,
        command uuid,
        told jsonb,
        message uuid,
        reason text,
        changed_at timestamptz not null,
        unique (visit, kind, occasion)
      )`.execute(db);
    await sql`create index visit_notices_due on visit_notices (due_at) where state in ('due', 'working')`.execute(db);
    await sql`create table notice_settings (kind text primary key, is_on boolean not null, by_user text not null, at timestamptz not null)`.execute(db);
    await sql`create table notice_cursor (id integer primary key check (id = 1), seq bigint not null)`.execute(db);
    // what happened before there were notices is told to nobody
    await sql`insert into notice_cursor select 1, coalesce(max(seq), 0) from events`.execute(db);
    await sql`
      create table surveys (
        id uuid primary key,
        visit text not null unique,
        job text not null,
        customer text,
        customer_name text not null,
        technicians jsonb not null,
        recipient_key text not null,
        language text not null,
        asked_at timestamptz not null,
        score integer check (score between 1 and 5),
        answered_at timestamptz,
        comment text,
        ticket text,
        ticket_due_at timestamptz
      )`.execute(db);
    await sql`create index surveys_recipient on surveys (recipient_key, asked_at desc)`.execute(db);
    await sql`create index surveys_ticket on surveys (ticket_due_at) where ticket_due_at is not null`.execute(db);
  },
};
